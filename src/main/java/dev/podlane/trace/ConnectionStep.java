package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.conntrack.Side;

/** Steps of connection tracking and address translation. */
public sealed interface ConnectionStep extends Step {
  @Override
  default Level level() {
    return Level.STAGE;
  }

  /** The packet's connection was found, or begins with it. */
  record Tracked(ConnectionRef.Relation relation, boolean reply, ConnectionView connection)
      implements ConnectionStep {}

  /** The packet belongs to no connection and cannot begin one. */
  record Invalid() implements ConnectionStep {}

  /** A connection that began here is remembered from now on. */
  record Confirmed(ConnectionView connection) implements ConnectionStep {
    @Override
    public Level level() {
      return Level.ROW;
    }
  }

  /**
   * One side of the packet is rewritten.
   *
   * @param side which side
   * @param undo whether this takes back on an answer what was done to the request
   * @param fromAddress address before
   * @param fromPort port before, 0 where there is none
   * @param toAddress address afterwards
   * @param toPort port afterwards
   * @param connection number of the connection, the same for a translation and its undoing
   */
  record Translated(
      Side side,
      boolean undo,
      Ip fromAddress,
      int fromPort,
      Ip toAddress,
      int toPort,
      long connection)
      implements ConnectionStep {
    @Override
    public Level level() {
      return Level.STORY;
    }
  }

  /** An ICMP error is rewritten, outside and in what it quotes. */
  record ErrorTranslated(Side side, Ip quotedBefore, Ip quotedAfter, long connection)
      implements ConnectionStep {
    @Override
    public Level level() {
      return Level.STORY;
    }
  }
}
