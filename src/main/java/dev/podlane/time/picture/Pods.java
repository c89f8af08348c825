package dev.podlane.time.picture;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.object.Readiness;
import dev.podlane.net.addr.Ip;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pods of a moment as those of a settled cluster. */
public final class Pods {
  private Pods() {}

  /** A pod as the API server has it. */
  public static Pod object(PodState state) {
    return pod(state, state.ip(), 0, state.identity().template().spec().listens());
  }

  /**
   * A pod as it is on its node: with the address it really has, and listening on what it really
   * does. It has no address before its sandbox is there, and after it has gone.
   *
   * @param now the moment, in milliseconds
   */
  public static Pod onNode(PodState state, long now) {
    Pod given = state.identity().given();
    PodRuntime runtime = state.runtime();
    if (given != null && isAsGiven(state, given, now)) {
      return given;
    }
    Ip address = runtime == null ? null : runtime.address();
    int sandboxes = runtime == null ? 0 : runtime.sandboxes();
    return pod(state, address, sandboxes, listens(state, now));
  }

  private static boolean isAsGiven(PodState state, Pod given, long now) {
    PodRuntime runtime = state.runtime();
    boolean isUntouched =
        state.labels().equals(given.labels())
            && state.deletion() == null
            && state.phase() == given.phase()
            && state.ready() == given.traits().readiness().isReady();
    if (runtime == null) {
      return isUntouched && given.podIp() == null;
    }
    return isUntouched
        && runtime.sandboxes() == 0
        && runtime.address() != null
        && runtime.address().equals(given.podIp())
        && runtime.containers().stream().allMatch(each -> each.isListening(now));
  }

  private static Pod pod(
      PodState state, @Nullable Ip ip, int sandboxes, @Nullable List<ListenAddress> listens) {
    PodState.Identity identity = state.identity();
    Pod given = identity.given();
    List<Ip> addresses =
        ip == null
            ? List.of()
            : given != null && given.traits().addresses().contains(ip)
                ? given.traits().addresses()
                : List.of(ip);
    PodTraits traits =
        new PodTraits(
            addresses,
            state.ready() ? Readiness.READY : Readiness.NOT_READY,
            state.deletion() != null,
            identity.hostname(),
            identity.subdomain(),
            listens,
            identity.origin());
    return new Pod(
        state.ref(),
        given == null ? identity.template().place() : given.place(),
        state.labels(),
        state.nodeName(),
        ip,
        identity.template().spec().hostNetwork(),
        ip == null && !state.isFinished() ? Pod.Phase.PENDING : state.phase(),
        identity.template().spec().containers(),
        identity.owner(),
        sandboxes,
        traits);
  }

  /** The addresses that its processes bind; null if each binds what it declares. */
  private static @Nullable List<ListenAddress> listens(PodState state, long now) {
    List<ListenAddress> told = state.identity().template().spec().listens();
    List<ContainerRun> containers =
        state.runtime() == null ? List.of() : state.runtime().containers();
    Set<String> listening = new HashSet<>();
    containers.stream()
        .filter(each -> each.isListening(now))
        .forEach(each -> listening.add(each.template().name()));
    if (!containers.isEmpty() && listening.size() == containers.size()) {
      return told;
    }
    if (told != null) {
      return listening.isEmpty() ? List.of() : told;
    }
    List<ListenAddress> found = new ArrayList<>();
    for (Container each : state.identity().template().spec().containers()) {
      if (listening.contains(each.name())) {
        for (ContainerPort port : each.ports()) {
          found.add(new ListenAddress(port.protocol(), Ip.ANY, port.number()));
        }
      }
    }
    return found;
  }
}
