package dev.podlane.workspace;

import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.compile.proxy.ConntrackCleanup;
import dev.podlane.net.addr.Ip;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.ProxyState;
import dev.podlane.time.state.State;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.memory.StandingSocket;
import dev.podlane.trace.walk.Changing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The marks that a step of time leaves in the kernels, beside what they are told to be. */
final class KernelsOverTime {
  private KernelsOverTime() {}

  /**
   * The programs of connections that stand which close them between two states. A program that is
   * told to stop and closes its listeners closes the connections that nobody uses at that moment
   * too, as nginx and Go's servers do; the kernel closes those of a process that ends, whatever
   * ended it.
   */
  static List<Changing.Ended> ended(State before, State after, Memory memory) {
    List<Changing.Ended> ended = new ArrayList<>();
    for (StandingSocket each : memory.sockets().all()) {
      String program = each.program();
      if (program != null) {
        int slash = program.lastIndexOf('/');
        String path = slash < 0 ? each.key().namespace() : program.substring(0, slash);
        PodState pod = before.pods().pods().get(path);
        PodState now = after.pods().pods().get(path);
        if (pod != null && ends(program.substring(slash + 1), pod, now)) {
          ended.add(new Changing.Ended(each.key().namespace(), program));
        }
      }
    }
    return ended;
  }

  private static boolean ends(String container, PodState pod, @Nullable PodState now) {
    PodRuntime runtime = pod.runtime();
    if (runtime == null || isSame(pod, now)) {
      return false;
    }
    return runtime.containers().stream()
        .filter(each -> each.template().name().equals(container))
        .anyMatch(each -> each.state() == ContainerRun.State.RUNNING && !goesOn(each, pod, now));
  }

  @SuppressWarnings("ReferenceEquality") // what did not change is the same record
  private static boolean isSame(PodState pod, @Nullable PodState now) {
    return pod == now || (now != null && pod.runtime() == now.runtime());
  }

  private static boolean goesOn(ContainerRun run, PodState pod, @Nullable PodState now) {
    if (now == null || !hasSameSandbox(pod, now)) {
      return false;
    }
    PodRuntime runtime = now.runtime();
    return runtime != null
        && runtime.containers().stream()
            .anyMatch(
                each ->
                    each.template().name().equals(run.template().name())
                        && each.state() == ContainerRun.State.RUNNING
                        && each.since() == run.since());
  }

  /** Returns true if the network namespace of a pod is still the same. */
  private static boolean hasSameSandbox(PodState pod, @Nullable PodState now) {
    PodRuntime before = pod.runtime();
    PodRuntime after = now == null ? null : now.runtime();
    return now != null
        && now.serial() == pod.serial()
        && before != null
        && after != null
        && before.sandboxes() == after.sandboxes()
        && (before.address() == null || before.address().equals(after.address()));
  }

  /**
   * Network namespaces that are gone are forgotten, neighbours hear of addresses that pods get, and
   * kube-proxies that have synced clean up.
   *
   * @param touched {@code namespace/name} of the pods that may differ
   */
  static void pass(State before, State after, Set<String> touched, Memory memory) {
    for (String path : touched) {
      PodState now = after.pods().pods().get(path);
      addresses(before.pods().pods().get(path), now, after.now(), memory);
    }
    Set<String> used = new HashSet<>(memory.tracked().namespaces());
    memory.sockets().all().forEach(each -> used.add(each.key().namespace()));
    for (String namespace : used) {
      PodState pod = before.pods().pods().get(namespace);
      PodState now = after.pods().pods().get(namespace);
      boolean isGone =
          pod != null && pod.runtime() != null && !isSame(pod, now) && !hasSameSandbox(pod, now);
      if (isGone) {
        memory.forget(namespace);
      } else if (after.nodes().containsKey(namespace)) {
        cleanUp(namespace, before, after, memory);
      }
    }
  }

  /** The address of a sandbox that is gone is nobody's; that of a new one is announced. */
  private static void addresses(
      @Nullable PodState pod, @Nullable PodState now, long moment, Memory memory) {
    Ip then = address(pod);
    Ip next = address(now);
    boolean isSame = pod != null && now != null && hasSameSandbox(pod, now);
    if (then != null && (!then.equals(next) || !isSame)) {
      memory.neighbours().lost(then, moment);
    }
    if (next != null && (!next.equals(then) || !isSame)) {
      memory.neighbours().announced(next);
    }
  }

  /** The address of its own that a pod has on its node; null if it has none. */
  private static @Nullable Ip address(@Nullable PodState pod) {
    PodRuntime runtime = pod == null ? null : pod.runtime();
    boolean isOwn = pod != null && !pod.identity().template().spec().hostNetwork();
    return runtime == null || !isOwn ? null : runtime.address();
  }

  @SuppressWarnings("ReferenceEquality") // every sync makes another map
  private static void cleanUp(String node, State before, State after, Memory memory) {
    Map<String, List<EndpointSlice>> then = rules(before, node);
    Map<String, List<EndpointSlice>> now = rules(after, node);
    if (then != now) {
      List<Service> services = after.base().cluster().services().all();
      int minor = after.base().cluster().network().proxy().minorVersion();
      memory.connections(node).delete(ConntrackCleanup.stale(services, then, now, minor));
    }
  }

  /** The slices that the rules of a node are of. */
  static Map<String, List<EndpointSlice>> rules(State state, String node) {
    ProxyState own = state.proxies().get(node);
    ProxyState proxy = own == null ? state.proxies().get(State.ALL) : own;
    return proxy == null ? state.slices() : proxy.rules();
  }
}
