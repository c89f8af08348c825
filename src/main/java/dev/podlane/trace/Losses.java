package dev.podlane.trace;

import dev.podlane.trace.Beginnings.Place;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the conversation of a probe ended that nobody told the sender about. What became of
 * an answer counts more than what became of a request, and a later loss more than an earlier one.
 */
final class Losses {
  private final Beginnings beginnings;
  private final String sender;
  private @Nullable Place worst;
  private int weight;

  private Losses(Beginnings beginnings, String sender) {
    this.beginnings = beginnings;
    this.sender = sender;
  }

  static @Nullable Place worst(Beginnings beginnings, String sender) {
    Losses losses = new Losses(beginnings, sender);
    beginnings.hops().forEach(losses::look);
    return losses.worst;
  }

  private void look(Hop hop) {
    boolean isAnswer = hop.flow() == Flow.REPLY;
    if (!isAnswer && (hop.flow() != Flow.REQUEST || isAboutAnswer(hop))) {
      return;
    }
    for (int at = 0; at < hop.steps().size(); at++) {
      boolean isLast = at == hop.steps().size() - 1;
      int found = weight(hop.steps().get(at).step(), hop, isLast);
      if (found > 0) {
        weigh(isAnswer ? found + 10 : found, new Place(hop, at));
      }
    }
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

  private void weigh(int found, Place at) {
    boolean isLater = worst == null || at.happening().seq() > worst.happening().seq();
    if (found > weight || (found == weight && isLater)) {
      weight = found;
      worst = at;
    }
  }
}
