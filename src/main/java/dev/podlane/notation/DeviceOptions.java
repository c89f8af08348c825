package dev.podlane.notation;

import dev.podlane.document.Fields;
import dev.podlane.document.Value;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Fields of a device that the model does not know are kept as text beside it. */
final class DeviceOptions {
  static final Set<String> KNOWN =
      Set.of(
          "type",
          "peer",
          "addr",
          "mac",
          "mtu",
          "up",
          "master",
          "hairpin",
          "opts",
          "id",
          "local",
          "dev",
          "dstport",
          "learning",
          "fdb",
          "neigh",
          "comment");

  /** Fields of a vxlan device, and forwarding entries of any. */
  private static final List<String> KEPT =
      List.of("id", "local", "dev", "dstport", "learning", "fdb");

  /**
   * What {@code opts} may say, with the values it may have. None of it changes how packets go here:
   * bridges have no spanning tree and answer for no multicast groups.
   */
  private static final Map<String, Set<String>> OPTIONS =
      Map.of(
          "mcast_snooping", Set.of("0", "1"),
          "stp_state", Set.of("0"),
          "forward_delay", Set.of("0"),
          "numtxqueues", Set.of("1"),
          "numrxqueues", Set.of("1"));

  private DeviceOptions() {}

  static NetworkNamespace keep(NetworkNamespace ns, String name, Fields fields) {
    options(fields);
    List<String> kept = new ArrayList<>(ns.unmodelled());
    String type = fields.text("type").orElse("veth");
    boolean isKnown = type.equals("veth") || type.equals("bridge");
    if (!isKnown) {
      fields.info("type", "linux.unmodelled", type);
      kept.add(name + ": type: " + type);
    }
    for (String key : KEPT) {
      Value value = fields.value().entries().get(key);
      if (value != null && fields.has(key)) {
        kept.add(name + ": " + key + ": " + Notes.inline(value));
        if (isKnown) {
          fields.info(key, "linux.unmodelled", key);
        }
      }
    }
    return ns.withUnmodelled(kept);
  }

  private static void options(Fields fields) {
    String text = fields.has("opts") ? fields.text("opts").orElse("") : "";
    List<String> words = List.of(text.strip().split("\\s+", -1));
    if (text.isBlank()) {
      return;
    }
    for (int at = 0; at < words.size(); at += 2) {
      String value = at + 1 < words.size() ? words.get(at + 1) : "";
      Set<String> values = OPTIONS.getOrDefault(words.get(at), Set.of());
      if (!values.contains(value)) {
        fields.warn("opts", "linux.opts", (words.get(at) + " " + value).strip());
      }
    }
  }
}
