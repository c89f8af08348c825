package dev.podlane.compile;

import dev.podlane.compile.cni.Segment;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The surroundings of the nodes and pods of a network, which are built at once: the gateway, the
 * segments and the machines without Kubernetes.
 *
 * @param made the namespaces by name
 * @param infos the objects that they stand for
 * @param heads number of those that stand before the nodes; the others stand behind the pods
 * @param segments by the name of their namespace
 * @param nodes the segment of the nodes; null if there are none
 * @param gateway the router of the node network; null if there is none
 * @param hosts the machines without Kubernetes
 * @param containers their containers
 * @param first refusals of the gateway
 * @param last refusals of the machines
 */
record Frame(
    Map<String, NetworkNamespace> made,
    Map<String, NamespaceInfo> infos,
    int heads,
    Map<String, Segment> segments,
    @Nullable Segment nodes,
    @Nullable GatewayBuild gateway,
    Map<String, HostBuild> hosts,
    List<ContainerInfo> containers,
    List<Refusal> first,
    List<Refusal> last) {
  Frame {
    made = Collections.unmodifiableMap(new LinkedHashMap<>(made));
    infos = Collections.unmodifiableMap(new LinkedHashMap<>(infos));
    segments = Collections.unmodifiableMap(new LinkedHashMap<>(segments));
    hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
    containers = List.copyOf(containers);
    first = List.copyOf(first);
    last = List.copyOf(last);
  }

  /** The stations of each segment. */
  List<Structure.Segment> wiring() {
    return segments.values().stream()
        .map(each -> new Structure.Segment(each.name(), List.copyOf(each.stations().values())))
        .toList();
  }
}
