package dev.podlane.trace.cause;

import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.PacketOrigins.Place;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.step.Step;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the conversation of a probe ended if no error reached the sender. The loss of an
 * answer counts more than that of a request, and a later loss more than an earlier one.
 */
final class Losses {
  /** More than anything that can become of a request. */
  private static final int ANSWER = 10;

  private final PacketOrigins beginnings;
  private final String sender;
  private final boolean isConnected;

  private Losses(PacketOrigins beginnings, Trace trace) {
    this.beginnings = beginnings;
    this.sender = trace.probe().namespace();
    this.isConnected = trace.outcome().exchanged() != null;
  }

  /** A place at which something was lost, and how much that explains; 0 for nothing. */
  private record Loss(Place place, int weight) {
    Loss or(@Nullable Loss other) {
      if (other == null) {
        return this;
      }
      boolean isLess =
          other.weight < weight
              || (other.weight == weight
                  && other.place.stepRecord().seq() < place.stepRecord().seq());
      return isLess ? this : other;
    }
  }

  static @Nullable Place worst(PacketOrigins beginnings, Trace trace) {
    Losses losses = new Losses(beginnings, trace);
    Loss worst = null;
    for (Hop hop : beginnings.hops()) {
      Loss found = losses.worst(hop);
      worst = found == null ? worst : found.or(worst);
    }
    return worst == null ? null : worst.place();
  }

  private @Nullable Loss worst(Hop hop) {
    boolean isAnswer = hop.flow() == Flow.REPLY;
    if (!isAsked(hop)) {
      return null;
    }
    Loss worst = null;
    for (int at = 0; at < hop.steps().size(); at++) {
      boolean isLast = at == hop.steps().size() - 1;
      int weight = weight(hop.steps().get(at).step(), hop, isLast);
      if (weight > 0) {
        worst = new Loss(new Place(hop, at), isAnswer ? weight + ANSWER : weight).or(worst);
      }
    }
    return worst;
  }

  /** Of a connection that stood, only what followed on it can have been lost. */
  private boolean isAsked(Hop hop) {
    return isConnected
        ? hop.flow() == Flow.CONNECTION
        : hop.flow() == Flow.REPLY || (hop.flow() == Flow.REQUEST && !isAboutAnswer(hop));
  }

  /** Returns true if a packet was sent in response to an answer, so that it is no request. */
  private boolean isAboutAnswer(Hop hop) {
    Place maker = beginnings.maker(hop);
    return maker != null && maker.hop().flow() == Flow.REPLY;
  }

  private int weight(Step step, Hop hop, boolean isLast) {
    if (step instanceof IpStep.Dropped drop) {
      return drop.reason() == DropReason.OTHERHOST ? 1 : 4;
    }
    if (step instanceof SocketStep.ReplyUnexpected || step instanceof SocketStep.SocketMissing) {
      return 4;
    }
    boolean isElsewhere = hop.flow() == Flow.REPLY && !hop.namespace().equals(sender);
    if (step instanceof SocketStep.SocketIgnored && isElsewhere) {
      return 3;
    }
    boolean waits =
        step instanceof NeighbourStep.NeighbourMissing
            || step instanceof NeighbourStep.NeighbourWaiting
            || step instanceof IpStep.FragmentHeld;
    return isLast && waits ? 2 : 0;
  }
}
