package dev.podlane.workspace;

import dev.podlane.cluster.object.Container;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.Side;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.workspace.Traffic.Sent;
import dev.podlane.workspace.Traffic.Why;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The way of one stream: the cluster of its moment, and the memory that all its probes share. */
class TrafficRun {
  /** Walks without an end, after which the probes that are left are not sent. */
  private static final int MOST_ENDLESS = 20;

  /** The most pods that are looked at to find one that is gone by its address. */
  private static final long MOST_LOOKED_AT = 5_000_000;

  final TimedPlace place;
  final Memory memory = new Memory();
  final BooleanSupplier wanted;
  private final Map<Ip, PodState> known = new HashMap<>();
  private final Set<Ip> unknown = new HashSet<>();
  private boolean wasDelivered;
  private int endless;
  private @Nullable PodState lastPod;
  private Traffic.@Nullable Opened last;

  TrafficRun(Workspace workspace, BooleanSupplier wanted) {
    this.place = new TimedPlace(workspace);
    this.wanted = wanted;
  }

  /** The walk of the probe that was sent last; null if it had no sender. */
  Traffic.@Nullable Opened last() {
    return last;
  }

  /** The connections that were kept. */
  List<Traffic.Life> lives() {
    return List.of();
  }

  /**
   * Sends the next probe, over a connection of its own.
   *
   * @return null if the client still waits for the answer to the one before
   */
  @Nullable Sent one(ProbeRequest request, long at, boolean isFirst) {
    place.pass(at, memory);
    memory.passTo(at);
    return fresh(request, at, isFirst, 0);
  }

  /** Returns true if so many walks had no end that others need not be tried. */
  final boolean isExhausted() {
    return endless >= MOST_ENDLESS;
  }

  /** Sends a probe that makes its connection first, or needs none. */
  final Sent fresh(ProbeRequest request, long at, boolean isFirst, int connection) {
    long before = memory.tracked().last();
    try {
      WalkRun run = WalkRun.of(place.place(), List.of(request), memory, wanted);
      Walked walked = run.next();
      place.with(run.beyond());
      return new Judge(place.place(), place.state(), before).sent(walked, at, connection, false);
    } catch (TargetException absent) {
      if (isFirst) {
        throw absent;
      }
      last = null;
      return new Sent(at, null, null, null, null, null, Why.NO_SENDER, 0);
    }
  }

  /** Judges a probe by the moment at which it is sent. */
  final class Judge {
    private final Workspace here;
    private final State now;
    private final long before;

    /**
     * A judge of probes of a moment.
     *
     * @param here the cluster then
     * @param now its state
     * @param before number of the connection that was tracked last before
     */
    Judge(Workspace here, State now, long before) {
      this.here = here;
      this.now = now;
      this.before = before;
    }

    /**
     * The probe that was sent.
     *
     * @param connection number of the connection in the stream
     * @param isKept true if the connection stood before
     */
    Sent sent(Walked walked, long at, int connection, boolean isKept) {
      last = new Traffic.Opened(here, here.withOutside(place.beyond()), walked);
      Result result = walked.trace().outcome().result();
      endless += walked.trace().outcome().isEndless() ? 1 : 0;
      boolean isOpen = !walked.unsimulated().isEmpty();
      boolean isDelivered = result == Result.DELIVERED;
      Cause cause = Causes.of(walked.trace()).orElse(null);
      PodState pod =
          pod(now, walked)
              .or(() -> ending(now, walked, cause))
              .or(() -> Optional.ofNullable(isKept ? lastPod : null))
              .orElse(null);
      lastPod = pod;
      GapCauses causes = new GapCauses(here, now, walked.trace());
      Why why = null;
      if (!isDelivered) {
        why = causes.why(cause, pod, before, isKept, wasDelivered);
      } else if (causes.outlivesRules(pod, before)) {
        why = Why.CONNECTION_KEPT;
      }
      wasDelivered |= isDelivered;
      return new Sent(
          at,
          isOpen ? Result.UNKNOWN : result,
          cause == null ? null : cause.code(),
          pod == null ? null : pod.path(),
          pod == null ? null : pod.nodeName(),
          pod == null ? null : version(pod),
          why,
          connection);
    }
  }

  /** The pod in which the walk ended, if that is not the sender. */
  private static Optional<PodState> ending(State now, Walked walked, @Nullable Cause cause) {
    boolean isSender =
        cause != null && cause.namespace().equals(walked.trace().probe().namespace());
    return cause == null || isSender
        ? Optional.empty()
        : Optional.ofNullable(now.pods().pods().get(cause.namespace()));
  }

  private static @Nullable String version(PodState pod) {
    List<Container> containers = pod.identity().template().spec().containers();
    return containers.stream()
        .filter(each -> !each.sidecar())
        .map(Container::image)
        .findFirst()
        .orElse(null);
  }

  /**
   * The pod that answered a request, or that the probe's packets were translated or sent to; it may
   * have gone.
   */
  private Optional<PodState> pod(State state, Walked walked) {
    HttpAnswer answer = walked.answer();
    if (answer != null && !answer.pod().isEmpty()) {
      return Optional.ofNullable(state.pods().pods().get(answer.pod()));
    }
    Ip address = target(walked);
    Optional<PodState> found = holder(state, address);
    found.ifPresent(pod -> known.put(address, pod));
    return found.or(() -> Optional.ofNullable(known.get(address))).or(() -> earlier(address));
  }

  private static Ip target(Walked walked) {
    Probe probe = walked.trace().probe();
    for (Hop hop : walked.trace().hops()) {
      for (Hop.StepRecord each : hop.steps()) {
        if (each.step() instanceof ConnectionStep.Translated translated
            && translated.side() == Side.DESTINATION
            && !translated.undo()
            && translated.fromAddress().equals(probe.destination())) {
          return translated.toAddress();
        }
      }
    }
    return probe.destination();
  }

  private Optional<PodState> earlier(Ip address) {
    if (!unknown.add(address)) {
      return Optional.empty();
    }
    long looked = 0;
    for (State state : place.past()) {
      looked += state.pods().pods().size();
      Optional<PodState> found =
          looked > MOST_LOOKED_AT ? Optional.empty() : holder(state, address);
      if (found.isPresent()) {
        known.put(address, found.get());
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<PodState> holder(State state, Ip address) {
    return state.pods().pods().values().stream()
        .filter(each -> has(each, address))
        .min((a, b) -> Long.compare(a.serial(), b.serial()));
  }

  private static boolean has(PodState pod, Ip address) {
    PodRuntime runtime = pod.runtime();
    boolean onNode = runtime != null && address.equals(runtime.address());
    return (onNode || address.equals(pod.ip())) && !pod.identity().template().spec().hostNetwork();
  }
}
