package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.nft.Datum;
import org.jspecify.annotations.Nullable;

/**
 * The connection tracking state of a packet.
 *
 * @param state NEW, ESTABLISHED, RELATED, INVALID or UNTRACKED
 * @param reply true if the packet goes against the direction of the connection's first packet
 * @param sourceTranslated true if the connection's source is translated
 * @param destinationTranslated true if the connection's destination is translated
 * @param mark the connection's mark
 * @param origin addresses of the first packet as it was sent, none without a connection
 * @param connection the connection, none without one
 */
public record Tracking(
    TrackingMatch.State.Kind state,
    boolean reply,
    boolean sourceTranslated,
    boolean destinationTranslated,
    int mark,
    @Nullable Origin origin,
    @Nullable TrackedConnection connection) {
  private static final Datum NO_LABELS = Datum.of(0);

  /** A packet of whose connection no more is known. */
  public Tracking(
      TrackingMatch.State.Kind state,
      boolean reply,
      boolean sourceTranslated,
      boolean destinationTranslated,
      int mark,
      @Nullable Origin origin) {
    this(state, reply, sourceTranslated, destinationTranslated, mark, origin, null);
  }

  /** The labels of the connection; none without one. */
  Datum labels() {
    return connection == null ? NO_LABELS : connection.labels();
  }

  /** Nothing is tracked here, or not this packet. */
  public static final Tracking NONE =
      new Tracking(TrackingMatch.State.Kind.UNTRACKED, false, false, false, 0, null);

  /** The packet belongs to no connection and cannot begin one. */
  public static final Tracking INVALID =
      new Tracking(TrackingMatch.State.Kind.INVALID, false, false, false, 0, null);

  /**
   * The first packet of a connection as it was sent.
   *
   * @param source its source address
   * @param destination its destination address
   * @param destinationPort its destination port, 0 where there is none
   */
  public record Origin(Ip source, Ip destination, int destinationPort) {}
}
