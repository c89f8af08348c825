package dev.podlane.net.conntrack;

import dev.podlane.net.packet.Tcp;
import java.util.Optional;

/**
 * State of a tracked TCP connection (tcp_conntracks in net/netfilter/nf_conntrack_proto_tcp.c), as
 * far as connecting goes.
 */
public enum TcpState {
  SYN_SENT(120),
  SYN_RECV(60),
  ESTABLISHED(432_000),
  CLOSE(10);

  private final int timeoutSeconds;

  TcpState(int timeoutSeconds) {
    this.timeoutSeconds = timeoutSeconds;
  }

  /** How long a connection in this state is kept without a packet. */
  public int timeoutSeconds() {
    return timeoutSeconds;
  }

  /** The state a first packet makes; empty if it cannot begin a connection. */
  public static Optional<TcpState> begin(Tcp.Flags flags) {
    return switch (flags) {
      case SYN -> Optional.of(SYN_SENT);
      case ACK -> Optional.of(ESTABLISHED); // picked up on the way (nf_conntrack_tcp_loose)
      default -> Optional.empty();
    };
  }

  /**
   * The state after a packet of the connection.
   *
   * @return empty if the packet is not valid in this state
   */
  public Optional<TcpState> after(Tcp.Flags flags, boolean reply) {
    return switch (flags) {
      case SYN -> reply ? Optional.empty() : Optional.of(this);
      case SYN_ACK -> reply ? Optional.of(this == SYN_SENT ? SYN_RECV : this) : Optional.empty();
      case ACK -> this == SYN_SENT ? Optional.empty() : Optional.of(acknowledged());
      case RST, RST_ACK -> Optional.of(CLOSE);
    };
  }

  private TcpState acknowledged() {
    return this == SYN_RECV ? ESTABLISHED : this;
  }
}
