package dev.podlane.workspace;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.time.Course;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import dev.podlane.trace.memory.Memory;
import dev.podlane.workspace.Traffic.Sent;
import dev.podlane.workspace.Traffic.Why;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The way of one stream: the cluster of its moment, and the memory that all its probes share. */
final class TrafficRun {
  private final Course course;
  private final Workspace workspace;
  private final BooleanSupplier wanted;
  private final Memory memory = new Memory();
  private @Nullable State state;
  private Workspace place;

  TrafficRun(Workspace workspace, Course course, BooleanSupplier wanted) {
    this.workspace = workspace;
    this.course = course;
    this.wanted = wanted;
    this.place = workspace;
  }

  @SuppressWarnings("ReferenceEquality") // one state for each moment at which something changed
  Sent one(ProbeRequest request, long at, boolean isFirst) {
    State now = course.at(at);
    if (now != state) {
      state = now;
      place = workspace.atMoment(at);
    }
    memory.passTo(at);
    Walked walked;
    try {
      walked = WalkRun.of(place, List.of(request), memory, wanted).next();
    } catch (TargetException absent) {
      if (isFirst) {
        throw absent;
      }
      return new Sent(at, null, null, null, null, null, Why.NO_SENDER);
    }
    Result result = walked.trace().outcome().result();
    boolean unknown = !walked.unsimulated().isEmpty();
    boolean isDelivered = result == Result.DELIVERED;
    Optional<Cause> cause = Causes.of(walked.trace());
    Cause.Code code = cause.map(Cause::code).orElse(null);
    PodState pod =
        cause
            .map(Cause::namespace)
            .map(now.pods().pods()::get)
            .or(() -> pod(now, walked))
            .orElse(null);
    return new Sent(
        at,
        unknown ? Result.UNKNOWN : result,
        isDelivered ? null : code,
        pod == null ? null : pod.path(),
        pod == null ? null : pod.nodeName(),
        pod == null ? null : version(pod),
        isDelivered || pod == null ? null : why(now, pod));
  }

  private static @Nullable String version(PodState pod) {
    List<Container> containers = pod.identity().template().spec().containers();
    return containers.stream()
        .filter(each -> !each.sidecar())
        .map(Container::image)
        .findFirst()
        .orElse(null);
  }

  /** The pod that answered a request, or that the probe's packets were translated or sent to. */
  private static Optional<PodState> pod(State state, Walked walked) {
    HttpAnswer answer = walked.answer();
    if (answer != null && !answer.pod().isEmpty()) {
      return Optional.ofNullable(state.pods().pods().get(answer.pod()));
    }
    Probe probe = walked.trace().probe();
    Ip target = probe.destination();
    for (List<ConnectionView> tracked : walked.connections().values()) {
      for (int i = tracked.size() - 1; i >= 0; i--) {
        ConnectionView each = tracked.get(i);
        boolean isIt =
            each.original().destination().equals(probe.destination())
                && each.destinationTranslated();
        if (isIt) {
          target = each.reply().source();
          break;
        }
      }
    }
    Ip address = target;
    return state.pods().pods().values().stream()
        .filter(each -> has(each, address))
        .min((a, b) -> Long.compare(a.serial(), b.serial()));
  }

  private static boolean has(PodState pod, Ip address) {
    PodRuntime runtime = pod.runtime();
    boolean onNode = runtime != null && address.equals(runtime.address());
    return (onNode || address.equals(pod.ip())) && !pod.identity().template().spec().hostNetwork();
  }

  private static @Nullable Why why(State state, PodState pod) {
    NodeState node = pod.nodeName() == null ? null : state.nodes().get(pod.nodeName());
    if (node != null && node.isLost()) {
      return node.isUnreachable() ? Why.STALE_RULES : Why.NODE_LOST;
    }
    if (!isOffered(state, pod)) {
      return Why.STALE_RULES;
    }
    PodRuntime runtime = pod.runtime();
    boolean listens =
        runtime != null
            && runtime.containers().stream()
                .allMatch((ContainerRun each) -> each.isListening(state.now()));
    return listens ? null : Why.NOT_LISTENING;
  }

  private static boolean isOffered(State state, PodState pod) {
    for (List<EndpointSlice> slices : state.slices().values()) {
      for (EndpointSlice slice : slices) {
        for (EndpointSlice.Endpoint each : slice.endpoints()) {
          if (each.pod().equals(pod.path()) && each.ready()) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
