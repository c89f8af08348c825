package dev.podlane.trace;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.packet.Frame;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Payload;
import org.jspecify.annotations.Nullable;

/**
 * A packet as the kernel carries it about (struct sk_buff): headers, and what is only known inside
 * one host.
 *
 * @param source sender's hardware address, none before a header was built
 * @param destination receiver's hardware address, none before a header was built
 * @param payload the network layer
 * @param mark netfilter mark
 * @param connection the tracked connection, if any
 */
public record Skb(
    @Nullable Mac source,
    @Nullable Mac destination,
    Payload payload,
    int mark,
    @Nullable ConnectionRef connection) {
  static Skb of(Payload payload) {
    return new Skb(null, null, payload, 0, null);
  }

  /** What arrives at the other end of a wire: the frame alone. */
  static Skb received(Frame frame) {
    return new Skb(frame.source(), frame.destination(), frame.payload(), 0, null);
  }

  Skb with(Payload now) {
    return new Skb(source, destination, now, mark, connection);
  }

  Skb framed(Mac from, Mac to) {
    return new Skb(from, to, payload, mark, connection);
  }

  /** The IP packet inside; only called where the payload is known to be one. */
  IpPacket ip() {
    return (IpPacket) payload;
  }
}
