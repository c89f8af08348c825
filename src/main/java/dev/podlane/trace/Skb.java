package dev.podlane.trace;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.packet.Frame;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Payload;
import java.util.Objects;
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
 * @param largestFragment longest of the fragments it was put together from, 0 if it was whole
 * @param forwarded device by which it came in before this host sent it out by lo, whose way it then
 *     keeps (skb_valid_dst); none if it was not forwarded there
 */
public record Skb(
    @Nullable Mac source,
    @Nullable Mac destination,
    Payload payload,
    int mark,
    @Nullable ConnectionRef connection,
    int largestFragment,
    @Nullable String forwarded) {
  static Skb of(Payload payload) {
    return new Skb(null, null, payload, 0, null, 0, null);
  }

  /** What arrives at the other end of a wire: the frame alone. */
  static Skb received(Frame frame) {
    return new Skb(frame.source(), frame.destination(), frame.payload(), 0, null, 0, null);
  }

  /** The frame that goes on a wire; only called once a header was built. */
  public Frame frame() {
    return new Frame(Objects.requireNonNull(source), Objects.requireNonNull(destination), payload);
  }

  Skb with(Payload now) {
    return new Skb(source, destination, now, mark, connection, largestFragment, forwarded);
  }

  Skb framed(Mac from, Mac to) {
    return new Skb(from, to, payload, mark, connection, largestFragment, forwarded);
  }

  Skb marked(int now) {
    return new Skb(source, destination, payload, now, connection, largestFragment, forwarded);
  }

  Skb tracked(@Nullable ConnectionRef by) {
    return new Skb(source, destination, payload, mark, by, largestFragment, forwarded);
  }

  Skb gathered(int largest) {
    return new Skb(source, destination, payload, mark, connection, largest, forwarded);
  }

  Skb forwardedFrom(@Nullable String device) {
    return new Skb(source, destination, payload, mark, connection, largestFragment, device);
  }

  /** The IP packet inside; only called where the payload is known to be one. */
  IpPacket ip() {
    return (IpPacket) payload;
  }
}
