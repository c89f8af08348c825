package dev.podlane.notation;

import dev.podlane.document.Fields;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.link.Link;
import dev.podlane.net.link.Link.Vxlan;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads vxlan devices ({@code id, local, remote, dev, dstport, learning} and {@code opts}) and the
 * forwarding entries ({@code fdb}) of any device.
 */
final class TunnelReader {
  /** The port of Linux if none is given, older than the number assigned by RFC 7348. */
  private static final int DEFAULT_PORT = 8472;

  private static final int MAX_ID = (1 << 24) - 1;
  private static final int MAX_PORT = 65_535;

  private TunnelReader() {}

  /** Returns the link of a vxlan device; empty if a required option is missing. */
  static Optional<Link> link(Fields fields) {
    OptionalInt id = fields.integer("id");
    if (id.isEmpty() || id.getAsInt() < 0 || id.getAsInt() > MAX_ID) {
      fields.error(
          "id", "linux.bad-vni", NotationFields.scalar(fields, "id").orElse(""), "" + MAX_ID);
      return Optional.empty();
    }
    int port = fields.integer("dstport").orElse(DEFAULT_PORT);
    if (port < 1 || port > MAX_PORT) {
      fields.error("dstport", "linux.bad-port", "" + port);
      port = DEFAULT_PORT;
    }
    String underlay = fields.text("dev").orElse("");
    return Optional.of(
        new Vxlan(
            id.getAsInt(),
            address(fields, "local"),
            address(fields, "remote"),
            underlay.isEmpty() ? null : underlay,
            port,
            learns(fields),
            df(fields)));
  }

  /** Returns the link of an ipip device; one without any end is the module's own. */
  static Link ipip(Fields fields) {
    Ip local = address(fields, "local");
    Ip remote = address(fields, "remote");
    boolean isOwn = local == null && remote == null;
    return new Link.Ipip(local, remote, NotationFields.flag(fields, "pmtudisc", !isOwn));
  }

  private static @Nullable Ip address(Fields fields, String key) {
    String text = fields.text(key).orElse("");
    Optional<Ip> ip = Ip.tryParse(text);
    if (ip.isEmpty() && !text.isEmpty()) {
      fields.error(key, "linux.bad-address", text);
    }
    return ip.orElse(null);
  }

  private static boolean learns(Fields fields) {
    List<String> words = DeviceOptions.words(fields);
    boolean isSaid = NotationFields.flag(fields, "learning", false);
    return !words.contains("nolearning") && (isSaid || words.contains("learning"));
  }

  private static Vxlan.Df df(Fields fields) {
    List<String> words = DeviceOptions.words(fields);
    int at = words.indexOf("df");
    String word = at < 0 || at + 1 == words.size() ? "" : words.get(at + 1);
    return List.of(Vxlan.Df.values()).stream()
        .filter(df -> df.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElse(Vxlan.Df.UNSET);
  }

  /**
   * The device with the MTU its underlay leaves it. One that asks for more is given less and not
   * told (vxlan_config_validate, vxlan_config_apply in drivers/net/vxlan).
   */
  static NetworkNamespace fitted(NetworkNamespace ns, String name, Fields fields) {
    Device device = ns.devices().get(name);
    if (device == null || !(device.link() instanceof Vxlan vxlan) || vxlan.underlay() == null) {
      return ns;
    }
    Device underlay = ns.devices().get(vxlan.underlay());
    if (underlay == null || underlay.equals(device)) {
      fields.error("dev", "linux.bad-underlay", vxlan.underlay());
      return ns;
    }
    int most = underlay.mtu() - Vxlan.OVERHEAD;
    boolean isTooMuch = !fields.has("mtu") || device.mtu() > most;
    return isTooMuch ? ns.with(device.withMtu(most)) : ns;
  }

  /** The forwarding entries of a device. */
  static List<ForwardingEntry> forwarding(NetworkNamespace ns, String name, Fields fields) {
    List<ForwardingEntry> entries = new ArrayList<>();
    boolean isTunnel = ns.device(name).filter(device -> device.link() instanceof Vxlan).isPresent();
    for (Fields entry : fields.maps("fdb")) {
      NotationFields.onlyKnown(entry, Set.of("mac", "dst"));
      Optional<Mac> mac = entry.text("mac").flatMap(TunnelReader::mac);
      Optional<Ip> to = entry.text("dst").flatMap(Ip::tryParse);
      if (mac.isEmpty() || entry.has("dst") != isTunnel || to.isPresent() != isTunnel) {
        entry.error("mac", "linux.bad-forwarding");
      } else {
        entries.add(new ForwardingEntry(name, mac.get(), to.orElse(null)));
      }
    }
    return entries;
  }

  private static Optional<Mac> mac(String text) {
    try {
      return Optional.of(Mac.parse(text));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }
}
