package dev.podlane.trace.step;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.Sockets;
import dev.podlane.net.packet.Tcp;
import org.jspecify.annotations.Nullable;

/** Steps at the sockets: where a packet begins and where it ends. */
public sealed interface SocketStep extends Step {
  /** Handles each kind; a new kind does not compile until every visitor handles it. */
  interface Visitor<T> {
    T visit(SocketSend it);

    T visit(SocketRetransmit it);

    T visit(SocketDelivered it);

    T visit(SocketMissing it);

    T visit(ReplyUnexpected it);

    T visit(EchoAnswered it);

    T visit(ReplyReceived it);

    T visit(ResetReceived it);

    T visit(ErrorReceived it);

    T visit(SendFailed it);

    T visit(SocketIgnored it);

    T visit(HalfOpenDropped it);

    T visit(TimedOut it);

    T visit(ConnectionAccepted it);

    T visit(SegmentSent it);

    T visit(SegmentTaken it);

    T visit(ErrorNoted it);
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
    return Level.STORY;
  }

  /** The program sends. */
  record SocketSend(Protocol protocol, Ip destination, int port) implements SocketStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** Sent again because no answer came; {@code attempt} counts from 2. */
  record SocketRetransmit(int attempt) implements SocketStep {
    @Override
    public Level level() {
      return Level.STAGE;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** A listening socket takes the packet. */
  record SocketDelivered(Listener listener, Ip address, Sockets sockets) implements SocketStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** There is no listener on this address and port. */
  record SocketMissing(Protocol protocol, Ip address, int port, Sockets sockets)
      implements SocketStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * An answer for the waiting program, but from elsewhere: no socket takes it.
   *
   * @param wanted address the program waits for an answer from
   * @param wantedPort port it waits for an answer from, 0 for a ping
   * @param from address the answer came from
   * @param port port the answer came from, 0 for a ping
   */
  record ReplyUnexpected(Ip wanted, int wantedPort, Ip from, int port) implements SocketStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The kernel answers an echo request itself. */
  record EchoAnswered(Ip address) implements SocketStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The answer reached the program that asked. */
  record ReplyReceived(Ip from, int ttl) implements SocketStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** A reset reached the program that asked. */
  record ResetReceived(Ip from) implements SocketStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** An ICMP error reached the probing program; {@code errno} is the result of its call. */
  record ErrorReceived(int type, int code, Ip from, String errno) implements SocketStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The call failed at once; nothing was sent. */
  record SendFailed(String errno) implements SocketStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The packet found no socket it means something to. */
  record SocketIgnored(Ip from) implements SocketStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** An ICMP error made a half-open connection be forgotten; the next SYN starts afresh. */
  record HalfOpenDropped(int type, int code, Ip from) implements SocketStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The program waited this long, in milliseconds, and gave up. */
  record TimedOut(long millis) implements SocketStep {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** The handshake is complete: accept() returns. */
  record ConnectionAccepted(Ip peer, int peerPort) implements SocketStep {
    @Override
    public Level level() {
      return Level.STAGE;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * One end of a connection sends a segment.
   *
   * @param flags its control bits
   * @param sequence number of its first octet
   * @param octets of data
   * @param again true if it was sent before
   */
  record SegmentSent(Tcp.Flags flags, int sequence, int octets, boolean again)
      implements SocketStep {
    @Override
    public Level level() {
      return flags == Tcp.Flags.ACK && octets == 0 ? Level.STAGE : Level.STORY;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * One end of a connection takes a segment.
   *
   * @param flags its control bits
   * @param octets of data in it
   * @param inOrder octets that have come so far without a gap
   */
  record SegmentTaken(Tcp.Flags flags, int octets, int inOrder) implements SocketStep {
    @Override
    public Level level() {
      return flags == Tcp.Flags.ACK && octets == 0 ? Level.STAGE : Level.STORY;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** An ICMP error about a connection that stands is noted, and ends nothing (sk_err_soft). */
  record ErrorNoted(int type, int code, Ip from) implements SocketStep {
    @Override
    public Level level() {
      return Level.STAGE;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }
}
