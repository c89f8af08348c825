package dev.podlane.net.conntrack;

import org.jspecify.annotations.Nullable;

/**
 * A tracked connection as it was at a moment.
 *
 * @param id number within the run
 * @param original tuple of the first packet as it was sent
 * @param reply tuple of the answers as they come in
 * @param state state of a TCP connection, none for other protocols
 * @param replied true if a reply has been seen
 * @param assured true if it would be kept if the table were full
 * @param mark its mark
 * @param secondsLeft until it is forgotten
 */
public record ConnectionView(
    long id,
    Tuple original,
    Tuple reply,
    @Nullable TcpState state,
    boolean replied,
    boolean assured,
    int mark,
    long secondsLeft) {
  /** Returns true if the source is translated. */
  public boolean sourceTranslated() {
    return !(reply.destination().equals(original.source())
        && reply.destinationPort() == original.sourcePort());
  }

  /** Returns true if the destination is translated. */
  public boolean destinationTranslated() {
    return !(reply.source().equals(original.destination())
        && reply.sourcePort() == original.destinationPort());
  }

  /** As {@code conntrack -L} prints it. */
  @Override
  public String toString() {
    String name =
        switch (original.protocol()) {
          case 1 -> "icmp";
          case 6 -> "tcp";
          case 17 -> "udp";
          default -> "unknown";
        };
    return name
        + (" " + original.protocol() + " " + secondsLeft + " ")
        + (state == null ? "" : state + " ")
        + original
        + (replied ? " " : " [UNREPLIED] ")
        + reply
        + (assured ? " [ASSURED]" : "")
        + (mark == 0 ? "" : " mark=" + mark);
  }
}
