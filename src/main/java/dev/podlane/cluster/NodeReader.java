package dev.podlane.cluster;

import dev.podlane.document.Fields;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads Nodes. */
final class NodeReader {
  private NodeReader() {}

  static Node node(ObjectRef ref, Fields fields) {
    Optional<Fields> spec = fields.map("spec");
    Optional<Fields> status = fields.map("status");
    SortedMap<String, String> labels =
        fields.map("metadata").map(m -> Names.labels(m, "labels")).orElseGet(TreeMap::new);
    return new Node(
        ref,
        fields.place(),
        labels,
        status.map(NodeReader::internalIp).orElse(null),
        spec.map(NodeReader::block).orElse(null),
        status.map(NodeReader::ready).orElse(true),
        !spec.map(s -> s.flag("unschedulable")).orElse(false),
        spec.map(NodeReader::taints).orElse(List.of()),
        false);
  }

  private static @Nullable Ip internalIp(Fields status) {
    for (Fields address : status.maps("addresses")) {
      boolean internal = address.text("type").orElse("").equals("InternalIP");
      if (internal && address.value().text("address").orElse("").indexOf(':') < 0) {
        return Addresses.ip(address, "address");
      }
    }
    return null;
  }

  private static @Nullable Prefix block(Fields spec) {
    Prefix block = Addresses.block(spec, "podCIDR");
    if (block == null) {
      block = Addresses.firstBlock(spec, "podCIDRs");
    }
    if (block != null && block.length() > HostLocal.LONGEST_BLOCK) {
      spec.warn("podCIDR", "node.block-too-small", "" + block);
    }
    return block;
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
