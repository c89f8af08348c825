package dev.podlane.net.conntrack;

import dev.podlane.net.packet.Tcp;
import java.util.Optional;

/**
 * State of a tracked TCP connection (tcp_conntracks and tcp_timeouts in
 * net/netfilter/nf_conntrack_proto_tcp.c).
 */
public enum TcpState {
  SYN_SENT(120),
  SYN_RECV(60),
  ESTABLISHED(432_000),
  /** A FIN was seen. */
  FIN_WAIT(120),
  /** The FIN was acknowledged. */
  CLOSE_WAIT(60),
  /** A second FIN was seen. */
  LAST_ACK(30),
  /** That one was acknowledged too. */
  TIME_WAIT(120),
  /** A reset was seen. */
  CLOSE(10),
  /** Both ends have sent a SYN. */
  SYN_SENT2(120);

  private final int timeoutSeconds;

  TcpState(int timeoutSeconds) {
    this.timeoutSeconds = timeoutSeconds;
  }

  /** Returns the time that a connection in this state is kept without a packet, in seconds. */
  public int timeoutSeconds() {
    return timeoutSeconds;
  }

  /** Returns true if a SYN of the same ports begins a new connection. */
  public boolean isReopened() {
    return this == TIME_WAIT || this == CLOSE;
  }

  /** The state a first packet makes; empty if it cannot begin a connection. */
  public static Optional<TcpState> begin(Tcp.Flags flags) {
    return switch (flags) {
      case SYN -> Optional.of(SYN_SENT);
      // picked up on the way (nf_conntrack_tcp_loose)
      case ACK, PSH_ACK -> Optional.of(ESTABLISHED);
      case SYN_ACK, FIN_ACK, RST, RST_ACK -> Optional.empty();
    };
  }

  /**
   * The state after a packet of the connection.
   *
   * @param reply true if it goes against the direction of the first packet
   * @return empty if the packet is not valid in this state
   */
  public Optional<TcpState> after(Tcp.Flags flags, boolean reply) {
    return switch (flags) {
      case SYN -> synchronizing(reply);
      case SYN_ACK -> accepting(reply);
      case ACK, PSH_ACK -> acknowledged(reply);
      case FIN_ACK -> finishing();
      case RST, RST_ACK -> Optional.of(CLOSE);
    };
  }

  /**
   * Returns true if a packet is let through as it is: it leaves the state, the timeout and the
   * counters alone, as the entry may be out of step with the two ends (sIG).
   *
   * @param reply true if it goes against the direction of the first packet
   */
  public boolean ignores(Tcp.Flags flags, boolean reply) {
    return switch (flags) {
      case SYN -> !reply && isAnswered() && !isReopened();
      case SYN_ACK -> reply && isAnswered();
      case ACK, PSH_ACK -> reply && !isAnswered();
      case FIN_ACK, RST, RST_ACK -> false;
    };
  }

  private boolean isAnswered() {
    return this != SYN_SENT && this != SYN_SENT2;
  }

  private Optional<TcpState> synchronizing(boolean reply) {
    if (!reply) {
      return Optional.of(this);
    }
    return isAnswered() ? Optional.empty() : Optional.of(SYN_SENT2);
  }

  private Optional<TcpState> accepting(boolean reply) {
    if (this == SYN_SENT2 || (reply && this == SYN_SENT)) {
      return Optional.of(SYN_RECV);
    }
    return reply || this == SYN_RECV ? Optional.of(this) : Optional.empty();
  }

  private Optional<TcpState> acknowledged(boolean reply) {
    return switch (this) {
      case SYN_SENT, SYN_SENT2 -> reply ? Optional.of(this) : Optional.empty();
      case SYN_RECV -> Optional.of(reply ? SYN_RECV : ESTABLISHED);
      case ESTABLISHED -> Optional.of(ESTABLISHED);
      case FIN_WAIT, CLOSE_WAIT -> Optional.of(CLOSE_WAIT);
      case LAST_ACK, TIME_WAIT -> Optional.of(TIME_WAIT);
      case CLOSE -> Optional.of(CLOSE);
    };
  }

  private Optional<TcpState> finishing() {
    return switch (this) {
      case SYN_SENT, SYN_SENT2 -> Optional.empty();
      case SYN_RECV, ESTABLISHED -> Optional.of(FIN_WAIT);
      case FIN_WAIT, CLOSE_WAIT, LAST_ACK -> Optional.of(LAST_ACK);
      case TIME_WAIT -> Optional.of(TIME_WAIT);
      case CLOSE -> Optional.of(CLOSE);
    };
  }
}
