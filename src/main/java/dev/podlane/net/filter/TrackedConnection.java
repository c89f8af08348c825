package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.nft.Datum;

/**
 * The connection of a packet, as rules can match it.
 *
 * @param id number within the run
 * @param protocol IP protocol number
 * @param sent addresses and ports of the first packet as it was sent
 * @param awaited addresses and ports of its answers as they come in
 * @param status bits of its status (IPS_SEEN_REPLY and so on)
 * @param secondsLeft seconds until it is forgotten
 * @param forth packets in the direction of the first one, this one included
 * @param back packets in the other direction, this one included
 * @param labels its 128 labels (nf_connlabels)
 */
public record TrackedConnection(
    long id,
    int protocol,
    Ends sent,
    Ends awaited,
    int status,
    long secondsLeft,
    Traffic forth,
    Traffic back,
    Datum labels) {
  /** IPS_SEEN_REPLY. */
  public static final int SEEN_REPLY = 2;

  /** IPS_ASSURED. */
  public static final int ASSURED = 4;

  /** IPS_CONFIRMED. */
  public static final int CONFIRMED = 8;

  /** This connection with other labels. */
  TrackedConnection labelled(Datum now) {
    return new TrackedConnection(
        id, protocol, sent, awaited, status, secondsLeft, forth, back, now);
  }

  /** Addresses, and ports or what takes their place. */
  public record Ends(Ip source, int sourcePort, Ip destination, int destinationPort) {}

  /** Counted packets and their octets. */
  public record Traffic(long packets, long octets) {
    /** Nothing was counted. */
    public static final Traffic NONE = new Traffic(0, 0);

    /** One packet more. */
    public Traffic plus(int length) {
      return new Traffic(packets + 1, octets + length);
    }

    /** Both together. */
    Traffic plus(Traffic other) {
      return new Traffic(packets + other.packets, octets + other.octets);
    }
  }
}
