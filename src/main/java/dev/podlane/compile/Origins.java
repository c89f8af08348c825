package dev.podlane.compile;

import dev.podlane.cluster.ObjectRef;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteTable;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts together where the elements of one namespace come from. */
final class Origins {
  private final NetworkNamespace ns;
  private final NamespaceInfo info;
  private final Map<String, ObjectRef> others;
  private final Map<String, Origin> found = new LinkedHashMap<>();

  private Origins(NetworkNamespace ns, NamespaceInfo info, Map<String, ObjectRef> others) {
    this.ns = ns;
    this.info = info;
    this.others = others;
  }

  static Map<String, Origin> of(
      NetworkNamespace ns, NamespaceInfo info, Map<String, ObjectRef> others) {
    Origins origins = new Origins(ns, info, others);
    ns.devices().values().forEach(origins::device);
    ns.routes().inOrder().forEach(origins::table);
    for (Listener listener : ns.sockets().listening()) {
      boolean ofNode = info.kind() == NamespaceKind.HOST;
      String id = ElementIds.listener(ns.name(), listener);
      boolean ofPod = !ofNode || others.containsKey(id);
      origins.add(id, ofPod ? origins.socketOfPod() : Reason.NODE_PROCESS);
    }
    ns.sysctls()
        .values()
        .keySet()
        .forEach(key -> origins.add(ElementIds.sysctl(ns.name(), key), Reason.SETTING));
    return origins.found;
  }

  private boolean withoutKubernetes() {
    return info.object().kind().endsWith("Host");
  }

  private Reason socketOfPod() {
    return withoutKubernetes() ? Reason.LISTENS : Reason.CONTAINER_PORT;
  }

  private void add(String id, Reason reason) {
    found.put(id, new Origin(others.getOrDefault(id, info.object()), reason));
  }

  private void device(Device device) {
    DeviceRole role = DeviceRole.of(info.kind(), device);
    add(ElementIds.device(ns.name(), device.name()), reason(role));
    Reason address = role == DeviceRole.LOOPBACK ? Reason.NAMESPACE : Reason.ADDRESS;
    device
        .addresses()
        .forEach(each -> add(ElementIds.address(ns.name(), device.name(), each), address));
  }

  private Reason reason(DeviceRole role) {
    boolean segment = info.kind() == NamespaceKind.SEGMENT;
    return switch (role) {
      case BRIDGE ->
          segment
              ? Reason.SEGMENT
              : withoutKubernetes() ? Reason.DOCKER_BRIDGE : Reason.NODE_BRIDGE;
      case NIC -> Reason.NIC;
      case PORT ->
          segment ? Reason.NIC : withoutKubernetes() ? Reason.CONTAINER_WIRE : Reason.POD_WIRE;
      case POD -> withoutKubernetes() ? Reason.CONTAINER_WIRE : Reason.POD_WIRE;
      case LOOPBACK, OTHER -> Reason.NAMESPACE;
    };
  }

  private void table(RouteTable table) {
    for (Route row : table.rows()) {
      String id = ElementIds.route(ns.name(), table.name(), row);
      add(id, reason(id, row));
    }
  }

  private Reason reason(String id, Route row) {
    if (row.protocol().equals("kernel")) {
      return "lo".equals(row.device()) ? Reason.NAMESPACE : Reason.KERNEL_ROUTE;
    }
    if (withoutKubernetes()) {
      return info.kind() == NamespaceKind.CONTAINER
          ? Reason.CONTAINER_DEFAULT_ROUTE
          : Reason.HOST_ROUTE;
    }
    return switch (info.kind()) {
      case CONTAINER -> Reason.CONTAINER_DEFAULT_ROUTE;
      case POD -> Reason.POD_DEFAULT_ROUTE;
      case HOST -> Reason.NODE_DEFAULT_ROUTE;
      case ROUTER, SEGMENT -> others.containsKey(id) ? Reason.BLOCK_ROUTE : Reason.WRITTEN_ROUTE;
    };
  }
}
