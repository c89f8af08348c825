package dev.podlane.school.fact;

import dev.podlane.scenario.lesson.Stage;
import dev.podlane.scenario.lesson.Stop;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Trace;
import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.trace.step.IcmpStep;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.LinkStep;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.step.Step;
import dev.podlane.trace.step.TunnelStep;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds steps of a walk by their meaning. */
public final class Stages {
  private Stages() {}

  /**
   * A step that was found.
   *
   * @param hop number of the hop in the trace
   * @param index place of the step in the hop, from 0
   * @param seq its number in the whole trace
   */
  public record Found(int hop, int index, int seq) {}

  private record Place(Hop hop, int index) {
    Step step() {
      return hop.steps().get(index).step();
    }

    int seq() {
      return hop.steps().get(index).seq();
    }
  }

  /** The step at which a walk stands; empty if it never does. */
  public static Optional<Found> find(Trace trace, Stop stop) {
    List<Place> all = places(trace);
    if (stop.stage() == Stage.END) {
      return last(trace, all).map(Stages::found);
    }
    return all.stream()
        .filter(place -> fits(place, stop))
        .skip(stop.nth() - 1L)
        .findFirst()
        .map(Stages::found);
  }

  /** Number of steps of a stage in a flow. */
  static long count(Trace trace, @Nullable Flow flow, Stage stage) {
    return places(trace).stream()
        .filter(place -> flow == null || place.hop().flow() == flow)
        .filter(place -> is(place.step(), stage))
        .count();
  }

  private static List<Place> places(Trace trace) {
    return trace.hops().stream()
        .flatMap(
            hop ->
                Stream.iterate(0, i -> i < hop.steps().size(), i -> i + 1)
                    .map(i -> new Place(hop, i)))
        .sorted(Comparator.comparingInt(Place::seq))
        .toList();
  }

  private static Found found(Place place) {
    return new Found(place.hop().id(), place.index(), place.seq());
  }

  /** The last step that the sender or the conversation has to do with. */
  private static Optional<Place> last(Trace trace, List<Place> all) {
    String sender = trace.probe().namespace();
    Optional<Place> atSender =
        all.stream()
            .filter(each -> each.hop().namespace().equals(sender) && isVerdict(each.step()))
            .reduce((first, second) -> second);
    return atSender.isPresent() ? atSender : all.stream().reduce((first, second) -> second);
  }

  private static boolean isVerdict(Step step) {
    return step instanceof SocketStep && !(step instanceof SocketStep.SocketSend);
  }

  private static boolean fits(Place place, Stop stop) {
    String netns = stop.netns();
    String device = stop.device();
    String flow = stop.flow();
    return (netns == null || netns.equals(place.hop().namespace()))
        && (device == null || device.equals(place.step().device()))
        && (flow == null || flow.equals(word(place.hop().flow())))
        && is(place.step(), stop.stage());
  }

  static String word(Flow flow) {
    return flow.name().toLowerCase(Locale.ROOT);
  }

  private static boolean is(Step step, Stage stage) {
    return switch (stage) {
      case SEND -> step instanceof SocketStep.SocketSend || step instanceof SocketStep.SegmentSent;
      case IN -> step instanceof LinkStep.FrameReceived;
      case OUT -> step instanceof LinkStep.FrameTransmitted;
      case ARP -> isArp(step);
      case BRIDGE ->
          step instanceof LinkStep.BridgeForwarded
              || step instanceof LinkStep.BridgeFlooded
              || step instanceof LinkStep.BridgePassedUp;
      case ROUTE -> step instanceof IpStep.RouteLookup;
      case FORWARD -> step instanceof IpStep.TtlDecremented;
      case RULE -> step instanceof RuleStep;
      case NAT -> step instanceof ConnectionStep.Translated it && !it.undo();
      case UNDO -> step instanceof ConnectionStep.Translated it && it.undo();
      case WRAP -> step instanceof TunnelStep.Encapsulated;
      case UNWRAP -> step instanceof TunnelStep.Decapsulated;
      case ERROR -> step instanceof IcmpStep.IcmpErrorSent;
      case REDIRECT -> step instanceof IcmpStep.RedirectSent;
      case CUT -> step instanceof IpStep.Fragmented;
      case SOCKET ->
          step instanceof SocketStep.SocketDelivered
              || step instanceof SocketStep.SocketMissing
              || step instanceof SocketStep.EchoAnswered
              || step instanceof SocketStep.ReplyReceived;
      case DROP -> step instanceof IpStep.Dropped;
      case END -> false;
    };
  }

  private static boolean isArp(Step step) {
    return step instanceof NeighbourStep.NeighbourMissing
        || step instanceof NeighbourStep.ArpRequestSent
        || step instanceof NeighbourStep.ArpReplySent
        || step instanceof NeighbourStep.NeighbourFailed;
  }
}
