package dev.podlane.notation;

import dev.podlane.document.Fields;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields and options of devices; kinds that are not modelled are kept as text. */
final class DeviceOptions {
  static final Set<String> KNOWN =
      Set.of(
          "type",
          "peer",
          "unplugged",
          "addr",
          "mac",
          "index",
          "order",
          "mtu",
          "up",
          "master",
          "hairpin",
          "opts",
          "id",
          "local",
          "dev",
          "remote",
          "dstport",
          "learning",
          "pmtudisc",
          "fdb",
          "neigh",
          "comment");

  /** Fields that vxlan devices alone have. */
  private static final List<String> OF_TUNNELS =
      List.of("id", "local", "remote", "dev", "dstport", "learning", "pmtudisc");

  /** Those of them that ipip devices have. */
  private static final Set<String> OF_IPIP = Set.of("local", "remote", "pmtudisc");

  private static final Set<String> MODELLED = Set.of("veth", "bridge", "vxlan", "ipip", "dummy");

  /** The {@code opts} allowed for vxlan devices; {@link TunnelReader} reads them. */
  private static final Map<String, Set<String>> TUNNEL_OPTIONS =
      Map.of(
          "df", Set.of("unset", "set", "inherit"),
          "numtxqueues", Set.of("1"),
          "numrxqueues", Set.of("1"));

  private static final Set<String> TUNNEL_WORDS = Set.of("learning", "nolearning");

  /**
   * The {@code opts} allowed for other devices, with their values. None of them changes the way of
   * packets here: bridges have no spanning tree and do not answer for multicast groups.
   */
  private static final Map<String, Set<String>> OPTIONS =
      Map.of(
          "mcast_snooping", Set.of("0", "1"),
          "stp_state", Set.of("0"),
          "forward_delay", Set.of("0"),
          "numtxqueues", Set.of("1"),
          "numrxqueues", Set.of("1"));

  private DeviceOptions() {}

  /**
   * Reports fields that have no effect.
   *
   * @param unmodelled receives devices of an unknown type
   */
  static void keep(List<String> unmodelled, String name, Fields fields) {
    String type = fields.text("type").orElse("veth");
    boolean isTunnel = type.equals("vxlan");
    options(fields, isTunnel);
    if (!isTunnel) {
      OF_TUNNELS.stream()
          .filter(fields::has)
          .filter(key -> !(type.equals("ipip") && OF_IPIP.contains(key)))
          .forEach(key -> fields.warn(key, "linux.unknown-field", key));
    }
    if (!MODELLED.contains(type)) {
      fields.info("type", "linux.unmodelled", type);
      unmodelled.add(name + ": type: " + type);
    }
  }

  /** The words of {@code opts}. */
  static List<String> words(Fields fields) {
    String text = fields.has("opts") ? fields.text("opts").orElse("") : "";
    return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
  }

  private static void options(Fields fields, boolean isTunnel) {
    Map<String, Set<String>> known = isTunnel ? TUNNEL_OPTIONS : OPTIONS;
    List<String> words = words(fields);
    int at = 0;
    while (at < words.size()) {
      String word = words.get(at);
      boolean isAlone = isTunnel && TUNNEL_WORDS.contains(word);
      String value = isAlone || at + 1 == words.size() ? "" : words.get(at + 1);
      if (!isAlone && !known.getOrDefault(word, Set.of()).contains(value)) {
        fields.warn("opts", "linux.opts", (word + " " + value).strip());
      }
      at += isAlone ? 1 : 2;
    }
  }
}
