package dev.podlane.trace.step;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.conntrack.Side;
import org.jspecify.annotations.Nullable;

/** Steps of connection tracking and address translation. */
public sealed interface ConnectionStep extends Step {
  /** Handles each kind; a new kind does not compile until every visitor handles it. */
  interface Visitor<T> {
    T visit(Tracked it);

    T visit(Invalid it);

    T visit(Confirmed it);

    T visit(Translated it);

    T visit(ErrorTranslated it);
  }

  /** Calls the visitor's method for this kind. */
  <T> T accept(Visitor<T> visitor);

  @Override
  default @Nullable String device() {
    return null;
  }

  @Override
  default <T> T accept(Step.Visitor<T> visitor) {
    return visitor.visit(this);
  }

  @Override
  default Level level() {
    return Level.STAGE;
  }

  /** The packet's connection was found, or begins with it. */
  record Tracked(ConnectionRef.Relation relation, boolean reply, ConnectionView connection)
      implements ConnectionStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The packet belongs to no connection and cannot begin one. */
  record Invalid() implements ConnectionStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** A connection that began here is remembered from now on. */
  record Confirmed(ConnectionView connection) implements ConnectionStep {
    @Override
    public Level level() {
      return Level.ROW;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * One side of the packet is rewritten.
   *
   * @param side side of the connection
   * @param undo true if an answer is translated back
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

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** An ICMP error is translated, in its own header and in the packet it quotes. */
  record ErrorTranslated(Side side, Ip quotedBefore, Ip quotedAfter, long connection)
      implements ConnectionStep {
    @Override
    public Level level() {
      return Level.STORY;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }
}
