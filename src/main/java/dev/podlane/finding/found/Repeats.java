package dev.podlane.finding.found;

import dev.podlane.document.Problem;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Problems of the documents that a finding tells too, with a probe and an edit. Where both are
 * shown, the finding is.
 */
public final class Repeats {
  private static final Map<String, List<Kind>> KINDS =
      Map.ofEntries(
          Map.entry("port.twice", List.of(Kind.POD_PORT_CLASH)),
          Map.entry("pod.unknown-node", List.of(Kind.POD_NODE_UNKNOWN)),
          Map.entry("pod.no-node", List.of(Kind.POD_NODE_SELECTOR, Kind.POD_AFFINITY)),
          Map.entry("pod.unschedulable", List.of(Kind.POD_NO_ROOM)),
          Map.entry("pod.tainted", List.of(Kind.POD_TAINTED)),
          Map.entry("pod.ip-twice", List.of(Kind.POD_ADDRESS_TWICE)),
          Map.entry("pod.ip-outside", List.of(Kind.POD_ADDRESS_FOREIGN)),
          Map.entry("node.ip-twice", List.of(Kind.NODE_ADDRESS_TWICE)),
          Map.entry("node.ip-outside", List.of(Kind.NODE_ADDRESS_FOREIGN)),
          Map.entry("node.blocks", List.of(Kind.NODE_BLOCKS)),
          Map.entry("node.block-outside", List.of(Kind.NODE_BLOCK_FOREIGN)),
          Map.entry("network.pods-and-nodes", List.of(Kind.NETWORK_PODS_NODES)),
          Map.entry("network.pods-and-services", List.of(Kind.NETWORK_PODS_SERVICES)),
          Map.entry("network.nodes-and-services", List.of(Kind.NETWORK_NODES_SERVICES)),
          Map.entry("workload.no-node", List.of(Kind.DAEMONSET_NOWHERE)),
          Map.entry("service.address-twice", List.of(Kind.SERVICE_ADDRESS_TWICE)),
          Map.entry("service.address-outside", List.of(Kind.SERVICE_ADDRESS_FOREIGN)),
          Map.entry("service.node-port-twice", List.of(Kind.SERVICE_NODE_PORT_TWICE)),
          Map.entry("service.node-port-range", List.of(Kind.SERVICE_NODE_PORT_RANGE)),
          Map.entry("service.external-address", List.of(Kind.SERVICE_EXTERNAL_ADDRESS)),
          Map.entry(
              "service.no-pod", List.of(Kind.SERVICE_SELECTS_NOTHING, Kind.SERVICE_PODS_ELSEWHERE)),
          Map.entry(
              "service.no-pod-there",
              List.of(Kind.SERVICE_SELECTS_NOTHING, Kind.SERVICE_PODS_ELSEWHERE)),
          Map.entry(
              "service.no-pod-near",
              List.of(Kind.SERVICE_SELECTS_NOTHING, Kind.SERVICE_PODS_ELSEWHERE)),
          Map.entry("service.target-name", List.of(Kind.SERVICE_TARGET_NAME)));

  private Repeats() {}

  /** One kind in one document. */
  private record Told(Kind kind, String file, int document) {}

  /** The kinds of findings that can tell a problem of a code; none for most codes. */
  public static List<Kind> of(String code) {
    return KINDS.getOrDefault(code, List.of());
  }

  /** Tells if a problem is told by one of these findings: of such a kind, in the same document. */
  public static Predicate<Problem> toldBy(Collection<Finding> findings) {
    Set<Told> told = new HashSet<>();
    for (Finding each : findings) {
      told.add(new Told(each.kind(), each.place().file(), each.place().document()));
    }
    return problem ->
        of(problem.code()).stream()
            .map(kind -> new Told(kind, problem.place().file(), problem.place().document()))
            .anyMatch(told::contains);
  }
}
