package dev.podlane.compile;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.compile.kubelet.Sandbox;
import dev.podlane.net.link.DeviceRef;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The objects that the namespaces of a compiled cluster stand for. */
public final class Structure {
  private final Map<String, NamespaceInfo> made;
  private final ClusterPlan plan;
  private final List<Segment> segments;

  /**
   * A network that stations share.
   *
   * @param namespace of the switch
   * @param members the NICs on it
   */
  public record Segment(String namespace, List<DeviceRef> members) {
    public Segment {
      members = List.copyOf(members);
    }
  }

  Structure(Map<String, NamespaceInfo> made, ClusterPlan plan, List<Segment> segments) {
    this.made = Collections.unmodifiableMap(new LinkedHashMap<>(made));
    this.plan = plan;
    this.segments = List.copyOf(segments);
  }

  /** The structure with another plan of the same nodes. */
  Structure with(ClusterPlan other) {
    return new Structure(made, other, segments);
  }

  /** The networks that machines share. */
  public List<Segment> segments() {
    return segments;
  }

  /** Returns the object that a namespace stands for; empty if it is not of the compiled cluster. */
  public Optional<NamespaceInfo> namespace(String name) {
    NamespaceInfo known = made.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    int number = plan.number(name);
    return number < 0 ? Optional.empty() : Optional.of(info(number));
  }

  private NamespaceInfo info(int number) {
    NodePlan node = plan.nodes().get(plan.nodeOf(number));
    String machine = node.node().name();
    Pod pod = plan.pod(number);
    if (pod == null) {
      List<ObjectRef> hosted = node.onHost().stream().map(Pod::ref).toList();
      ObjectRef ref = node.node().ref();
      return new NamespaceInfo(machine, NamespaceKind.HOST, machine, null, ref, hosted);
    }
    return new NamespaceInfo(
        pod.ref().path(),
        NamespaceKind.POD,
        machine,
        Sandbox.HOLDER,
        pod.ref(),
        List.of(pod.ref()));
  }

  /** The router of the node network, or the first of those without Kubernetes. */
  public Optional<String> router() {
    return made.values().stream()
        .filter(info -> info.kind() == NamespaceKind.ROUTER)
        .map(NamespaceInfo::name)
        .findFirst();
  }

  /** Names of nodes, hosts and routers. */
  public Collection<String> machines() {
    Set<String> names = new LinkedHashSet<>();
    made.values().stream()
        .filter(info -> info.kind() == NamespaceKind.ROUTER)
        .forEach(info -> names.add(info.name()));
    plan.nodes().forEach(node -> names.add(node.node().name()));
    made.values().stream()
        .filter(info -> info.kind() == NamespaceKind.HOST)
        .forEach(info -> names.add(info.name()));
    return names;
  }
}
