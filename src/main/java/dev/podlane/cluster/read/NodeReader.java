package dev.podlane.cluster.read;

import dev.podlane.cluster.field.AddressReader;
import dev.podlane.cluster.field.NameValidation;
import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.NodeTraits;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Fields;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads Nodes; an unreadable field counts as absent. */
final class NodeReader {
  private NodeReader() {}

  static Node node(ObjectRef ref, Fields fields) {
    Optional<Fields> spec = fields.map("spec");
    Optional<Fields> status = fields.map("status");
    SortedMap<String, String> labels =
        fields.map("metadata").map(m -> NameValidation.labels(m, "labels")).orElseGet(TreeMap::new);
    List<Fields> addresses = status.map(s -> s.maps("addresses")).orElse(List.of());
    return new Node(
        ref,
        fields.place(),
        labels,
        status.map(s -> internalIp(s, addresses)).orElse(null),
        spec.map(NodeReader::block).orElse(null),
        status.map(NodeReader::ready).orElse(true),
        !spec.map(s -> s.flag("unschedulable")).orElse(false),
        spec.map(NodeReader::taints).orElse(List.of()),
        false,
        new NodeTraits(
            addresses(addresses, "InternalIP"),
            addresses(addresses, "ExternalIP"),
            spec.map(NodeReader::blocks).orElse(List.of()),
            spec.map(s -> s.place("podCIDR")).orElse(fields.place())));
  }

  /**
   * Returns the first InternalIP that is an IPv4 address; a text that is no address is a problem.
   */
  private static @Nullable Ip internalIp(Fields status, List<Fields> addresses) {
    boolean hasV6 = false;
    for (Fields address : addresses) {
      if (address.text("type").orElse("").equals("InternalIP")) {
        String text = address.value().text("address").orElse("");
        if (text.isEmpty() && !address.has("address")) {
          address.error("address", "field.missing", "address");
        }
        boolean v6 = Ip.tryParse(text).filter(ip -> !ip.isV4()).isPresent();
        Ip ip = v6 ? null : AddressReader.ip(address, "address");
        if (ip != null) {
          return ip;
        }
        hasV6 |= v6;
      }
    }
    if (hasV6) {
      status.warn("addresses", "node.only-v6");
    }
    return null;
  }

  private static List<Ip> addresses(List<Fields> addresses, String type) {
    List<Ip> found = new ArrayList<>();
    for (Fields address : addresses) {
      if (address.value().text("type").orElse("").equals(type)) {
        address.value().text("address").flatMap(Ip::tryParse).ifPresent(found::add);
      }
    }
    return found;
  }

  private static @Nullable Prefix block(Fields spec) {
    Prefix block = null;
    String first = spec.value().text("podCIDR").orElse("");
    if (Prefix.tryParse(first).filter(p -> !p.network().isV4()).isEmpty()) {
      block = AddressReader.block(spec, "podCIDR");
    }
    if (block == null && !spec.texts("podCIDRs").equals(List.of(first))) {
      block = AddressReader.firstBlock(spec, "podCIDRs");
    }
    List<String> all = spec.texts("podCIDRs");
    if (!first.isEmpty() && !all.isEmpty() && !all.get(0).equals(first)) {
      // ValidateNode: podCIDRs[0] must be podCIDR
      spec.warn("podCIDRs", "node.blocks-differ", first, all.get(0), "" + block);
    }
    if (block == null && blocks(spec).stream().anyMatch(each -> !each.network().isV4())) {
      spec.warn("podCIDR", "node.block-only-v6");
    }
    if (block != null && block.length() > ClusterNetwork.LONGEST_BLOCK) {
      spec.warn("podCIDR", "node.block-too-small", "" + block);
    }
    return block;
  }

  private static List<Prefix> blocks(Fields spec) {
    List<String> texts = new ArrayList<>(spec.texts("podCIDRs"));
    spec.value().text("podCIDR").filter(text -> !texts.contains(text)).ifPresent(texts::add);
    return texts.stream().map(Prefix::tryParse).flatMap(Optional::stream).toList();
  }

  private static boolean ready(Fields status) {
    return status.maps("conditions").stream()
        .filter(condition -> condition.text("type").orElse("").equals("Ready"))
        .allMatch(condition -> condition.text("status").orElse("True").equals("True"));
  }

  private static List<Node.Taint> taints(Fields spec) {
    List<Node.Taint> found = new ArrayList<>();
    for (Fields each : spec.maps("taints")) {
      found.add(
          new Node.Taint(
              each.text("key").orElse(""),
              each.text("value").orElse(""),
              each.text("effect").orElse("")));
    }
    return found;
  }
}
