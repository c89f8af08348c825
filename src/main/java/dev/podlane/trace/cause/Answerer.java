package dev.podlane.trace.cause;

import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.PacketOrigins.Place;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.step.Step;
import java.util.Optional;

/**
 * The host that made the answer received by the sender, which its source address need not show.
 *
 * @param namespace namespace that made the answer
 */
public record Answerer(String namespace) {
  /** Finds the host that answered a probe that was delivered or refused; empty if none did. */
  public static Optional<Answerer> of(Trace trace) {
    Class<? extends Step> received =
        switch (trace.outcome().result()) {
          case DELIVERED -> SocketStep.ReplyReceived.class;
          case REFUSED, RESET -> SocketStep.ResetReceived.class;
          case ICMP_UNREACHABLE, TTL_EXCEEDED, FRAG_NEEDED -> SocketStep.ErrorReceived.class;
          default -> null;
        };
    if (received == null) {
      return Optional.empty();
    }
    PacketOrigins beginnings = new PacketOrigins(trace);
    Place place = beginnings.last(received);
    return place == null
        ? Optional.empty()
        : Optional.of(new Answerer(beginnings.beginning(place.hop()).namespace()));
  }
}
