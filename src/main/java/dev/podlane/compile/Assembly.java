package dev.podlane.compile;

import dev.podlane.cluster.ObjectRef;
import dev.podlane.compile.cni.Segment;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers the namespaces of a network, each written down once it is finished. */
final class Assembly {
  private final Set<String> machines;
  private final Map<String, Segment> segments = new LinkedHashMap<>();
  private final Map<String, NetworkNamespace> namespaces = new LinkedHashMap<>();
  private final Map<String, NamespaceInfo> infos = new LinkedHashMap<>();
  private final Map<String, Map<String, ObjectRef>> others = new HashMap<>();
  private final List<ContainerInfo> containers = new ArrayList<>();
  private final List<Refusal> refusals = new ArrayList<>();
  private int numbers;

  /**
   * Nothing yet.
   *
   * @param machines names that no segment may have
   */
  Assembly(Set<String> machines) {
    this.machines = machines;
  }

  /** A name itself, or with the first number that no machine has. */
  String free(String name) {
    String wanted = name;
    for (int next = 1; machines.contains(wanted); next++) {
      wanted = name + "-" + next;
    }
    return wanted;
  }

  /** The segment that machines call by this name; it is made for the object that names it first. */
  Segment segment(String name, int mtu, ObjectRef object) {
    Segment known = segments.get(name);
    if (known != null) {
      return known;
    }
    String namespace = free(name);
    Segment made = new Segment(namespace, mtu, nextNumber());
    segments.put(name, made);
    add(
        made.build(),
        new NamespaceInfo(namespace, NamespaceKind.SEGMENT, null, null, object, List.of()));
    return made;
  }

  int nextNumber() {
    return ++numbers;
  }

  void add(NetworkNamespace namespace, NamespaceInfo info) {
    namespaces.put(namespace.name(), namespace);
    infos.put(namespace.name(), info);
  }

  /** Writes down another state of a namespace that is there. */
  void replace(NetworkNamespace namespace) {
    namespaces.put(namespace.name(), namespace);
  }

  boolean has(String namespace) {
    return namespaces.containsKey(namespace);
  }

  /** Notes that an element comes from another object than its namespace does. */
  void from(String namespace, String elementId, ObjectRef object) {
    others.computeIfAbsent(namespace, any -> new HashMap<>()).put(elementId, object);
  }

  void refuse(Refusal.Kind kind, ObjectRef object, String... args) {
    refuse(Refusal.of(kind, object, args));
  }

  void refuse(Refusal refusal) {
    refusals.add(refusal);
  }

  /** Tells these before all others. */
  void refuseFirst(List<Refusal> first) {
    refusals.addAll(0, first);
  }

  void container(ContainerInfo container) {
    containers.add(container);
  }

  Compiled build() {
    List<Structure.Segment> built = new ArrayList<>();
    for (Segment segment : segments.values()) {
      NetworkNamespace wiring = segment.build();
      namespaces.put(wiring.name(), wiring);
      List<DeviceRef> members = new ArrayList<>();
      segment.stations().forEach((port, nic) -> members.add(member(wiring.name(), port, nic)));
      built.add(new Structure.Segment(wiring.name(), members));
    }
    Network whole = new Network(namespaces);
    Structure structure = new Structure(infos, built);
    return new Compiled(
        whole, structure, new Provenance(whole, structure, others), containers, refusals);
  }

  /** A port of a segment comes from the machine that is plugged in. */
  private DeviceRef member(String segment, String port, DeviceRef nic) {
    NamespaceInfo station = infos.get(nic.namespace());
    if (station != null) {
      from(segment, ElementIds.device(segment, port), station.object());
    }
    return nic;
  }
}
