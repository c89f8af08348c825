package dev.podlane.time.kubelet;

import dev.podlane.net.addr.Ip;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.AddressPool;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import dev.podlane.time.template.ContainerTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes sandboxes and takes them down, with the addresses that the CNI plugin gives out. */
final class Sandboxes {
  private final ApiServer server;

  Sandboxes(ApiServer server) {
    this.server = server;
  }

  /** A pod whose sandbox is there now, with the containers that will start in it. */
  PodRuntime made(PodState pod, PodRuntime runtime) {
    String node = Objects.requireNonNull(pod.nodeName());
    boolean onHost = pod.identity().template().spec().hostNetwork();
    Optional<Ip> address = onHost ? host(node) : next(node);
    if (address.isEmpty()) {
      // Tried again when an address of the node is given back.
      server.tell(Actor.KUBELET, node, pod.ref(), 7, "pod.no-address", node);
      return runtime;
    }
    Ip ip = address.get();
    server.tell(Actor.KUBELET, node, pod.ref(), 218, "pod.sandbox", "" + ip);
    List<ContainerRun> inits = new ArrayList<>();
    List<ContainerRun> lasting = new ArrayList<>();
    for (ContainerTemplate each : pod.identity().template().containers()) {
      boolean isInit = each.role() == ContainerTemplate.Role.INIT;
      (isInit ? inits : lasting).add(ContainerRun.blocked(each));
    }
    return runtime.inSandbox(ip, inits, lasting);
  }

  /** Time after which the kubelet tries again to make a sandbox (rule 220). */
  private static final long RETRY = 10_000;

  private Optional<Ip> host(String node) {
    return server.node(node).map(NodeState::node).map(each -> each.internalIp());
  }

  private Optional<Ip> next(String node) {
    Optional<AddressPool> pool = server.pool(node);
    Optional<Ip> ip = pool.flatMap(AddressPool::next);
    ip.ifPresent(found -> server.write(node, pool.get().taking(found)));
    return ip;
  }

  /** Gives back the address of a pod. */
  void release(PodState pod, PodRuntime runtime) {
    String node = Objects.requireNonNull(pod.nodeName());
    Ip ip = runtime.address();
    if (ip != null && !pod.identity().template().spec().hostNetwork()) {
      server.pool(node).ifPresent(pool -> server.write(node, pool.releasing(ip)));
      for (PodState each : server.podsOn(node)) {
        if (each.runtime() != null && isWithoutSandbox(each.runtime())) {
          server.wake(Actor.KUBELET, each.path(), server.now() + RETRY);
        }
      }
    }
  }

  private boolean isWithoutSandbox(PodRuntime runtime) {
    return runtime.address() == null
        && runtime.containers().isEmpty()
        && !runtime.isStopping()
        && runtime.sandboxAt() <= server.now();
  }
}
