package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.Sockets;

/** Steps at the sockets: where a packet begins and where it ends. */
public sealed interface SocketStep extends Step {
  @Override
  default Level level() {
    return Level.STORY;
  }

  /** The program sends. */
  record SocketSend(Probe.Protocol protocol, Ip destination, int port) implements SocketStep {}

  /** Sent again because no answer came; {@code attempt} counts from 2. */
  record SocketRetransmit(int attempt) implements SocketStep {
    @Override
    public Level level() {
      return Level.STAGE;
    }
  }

  /** A listening socket takes the packet. */
  record SocketDelivered(Listener listener, Ip address, Sockets sockets) implements SocketStep {}

  /** Nobody listens on this address and port. */
  record SocketMissing(Listener.Protocol protocol, Ip address, int port, Sockets sockets)
      implements SocketStep {}

  /**
   * An answer for the waiting program, but from elsewhere: no socket takes it.
   *
   * @param wanted address the program waits for an answer from
   * @param wantedPort port it waits for an answer from, 0 for a ping
   * @param from address the answer came from
   * @param port port the answer came from, 0 for a ping
   */
  record ReplyUnexpected(Ip wanted, int wantedPort, Ip from, int port) implements SocketStep {}

  /** The kernel answers an echo request itself. */
  record EchoAnswered(Ip address) implements SocketStep {}

  /** The answer reached the program that asked. */
  record ReplyReceived(Ip from, int ttl) implements SocketStep {}

  /** A reset reached the program that asked. */
  record ResetReceived(Ip from) implements SocketStep {}

  /** An ICMP error reached the program that asked; {@code errno} is what its call returns. */
  record ErrorReceived(int type, int code, Ip from, String errno) implements SocketStep {}

  /** The call failed at once; nothing was sent. */
  record SendFailed(String errno) implements SocketStep {}

  /** The packet found no socket it means something to. */
  record SocketIgnored(Ip from) implements SocketStep {}

  /** An ICMP error made a half-open connection be forgotten; the next SYN starts afresh. */
  record HalfOpenDropped(int type, int code, Ip from) implements SocketStep {}

  /** The program waited this long, in milliseconds, and gave up. */
  record TimedOut(long millis) implements SocketStep {}
}
