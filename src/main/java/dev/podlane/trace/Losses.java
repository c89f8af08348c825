package dev.podlane.trace;

import dev.podlane.trace.Beginnings.Place;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the conversation of a probe ended that nobody told the sender about. What became of
 * an answer counts more than what became of a request, and a later loss more than an earlier one.
 */
final class Losses {
  /** More than anything that can become of a request. */
  private static final int ANSWER = 10;

  private final Beginnings beginnings;
  private final String sender;

  private Losses(Beginnings beginnings, String sender) {
    this.beginnings = beginnings;
    this.sender = sender;
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
                  && other.place.happening().seq() < place.happening().seq());
      return isLess ? this : other;
    }
  }

  static @Nullable Place worst(Beginnings beginnings, String sender) {
    Losses losses = new Losses(beginnings, sender);
    Loss worst = null;
    for (Hop hop : beginnings.hops()) {
      Loss found = losses.worst(hop);
      worst = found == null ? worst : found.or(worst);
    }
    return worst == null ? null : worst.place();
  }

  private @Nullable Loss worst(Hop hop) {
    boolean isAnswer = hop.flow() == Flow.REPLY;
    if (!isAnswer && (hop.flow() != Flow.REQUEST || isAboutAnswer(hop))) {
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

  /** What the sender's kernel says to an answer is no request. */
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
