package dev.podlane.trace;

import dev.podlane.trace.Beginnings.Place;
import java.util.Optional;

/**
 * Who made the answer that the sender got, whatever address it bears.
 *
 * @param namespace where the answer was made
 */
public record Answerer(String namespace) {
  /** Who answered a probe that was delivered or refused; empty if nobody did. */
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
    Beginnings beginnings = new Beginnings(trace);
    Place place = beginnings.last(received);
    return place == null
        ? Optional.empty()
        : Optional.of(new Answerer(beginnings.beginning(place.hop()).namespace()));
  }
}
