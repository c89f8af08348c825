package dev.podlane.trace;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.packet.FragmentSizes;
import dev.podlane.net.packet.Frame;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Payload;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A packet as the kernel carries it (struct sk_buff): headers, and metadata that is known only
 * inside one host.
 *
 * @param source sender's hardware address, none before a header was built
 * @param destination receiver's hardware address, none before a header was built
 * @param payload the network layer
 * @param mark netfilter mark
 * @param connection the tracked connection, if any
 * @param fragments the fragments it was reassembled from, null if it arrived whole
 * @param forwarded device by which it came in before this host sent it out by lo, whose way it then
 *     keeps (skb_valid_dst); none if it was not forwarded there
 * @param orphan true if no socket sends it (skb->sk): a tunnel makes it of a packet that came in,
 *     or a rule makes a reset
 * @param cuttable true if a socket sends it that does not insist on path MTU discovery, so that
 *     this host cuts it even if others may not (skb->ignore_df)
 */
public record Skb(
    @Nullable Mac source,
    @Nullable Mac destination,
    Payload payload,
    int mark,
    @Nullable ConnectionRef connection,
    @Nullable FragmentSizes fragments,
    @Nullable String forwarded,
    boolean orphan,
    boolean cuttable) {
  /** A packet without metadata, which this host makes. */
  public static Skb of(Payload payload) {
    return new Skb(null, null, payload, 0, null, null, null, false, false);
  }

  /** Returns the packet that arrives at the other end of a wire, without metadata. */
  public static Skb received(Frame frame) {
    return new Skb(
        frame.source(), frame.destination(), frame.payload(), 0, null, null, null, false, false);
  }

  /** Returns the frame for a wire; only called once a header was built. */
  public Frame frame() {
    return new Frame(Objects.requireNonNull(source), Objects.requireNonNull(destination), payload);
  }

  /** Returns a copy with another network layer. */
  public Skb with(Payload now) {
    return new Skb(
        source, destination, now, mark, connection, fragments, forwarded, orphan, cuttable);
  }

  /** Returns a copy with the header of the link. */
  public Skb framed(Mac from, Mac to) {
    return new Skb(from, to, payload, mark, connection, fragments, forwarded, orphan, cuttable);
  }

  /** Returns a copy with another netfilter mark. */
  public Skb marked(int now) {
    return new Skb(
        source, destination, payload, now, connection, fragments, forwarded, orphan, cuttable);
  }

  /** Returns a copy that belongs to a connection. */
  public Skb tracked(@Nullable ConnectionRef by) {
    return new Skb(source, destination, payload, mark, by, fragments, forwarded, orphan, cuttable);
  }

  /** Returns a copy that was reassembled from these fragments; null if it was not. */
  public Skb gathered(@Nullable FragmentSizes from) {
    return new Skb(
        source, destination, payload, mark, connection, from, forwarded, orphan, cuttable);
  }

  /**
   * Returns a copy that counts as having arrived whole, but keeps the list of its fragments: ip_rcv
   * clears frag_max_size, not frag_list.
   */
  public Skb receivedWhole() {
    return gathered(fragments == null ? null : fragments.withoutLongest());
  }

  /** Returns a copy that no socket sends. */
  public Skb ownerless() {
    return new Skb(
        source, destination, payload, mark, connection, fragments, forwarded, true, cuttable);
  }

  /** Returns a copy that this host may cut, or not. */
  public Skb cuttable(boolean now) {
    return new Skb(
        source, destination, payload, mark, connection, fragments, forwarded, orphan, now);
  }

  /**
   * Length of the longest fragment it was reassembled from, in octets; 0 if it arrived whole, or
   * counts as if it had.
   */
  public int largestFragment() {
    return fragments == null ? 0 : fragments.longest();
  }

  /** Returns a copy that lo sends after it came in by that device. */
  public Skb forwardedFrom(@Nullable String device) {
    return new Skb(
        source, destination, payload, mark, connection, fragments, device, orphan, cuttable);
  }

  /**
   * The packet that a tunnel makes of this one, with its mark and its socket (iptunnel_xmit).
   *
   * @param cameIn true if this one came in by a device
   */
  public Skb wrappedIn(IpPacket outer, boolean cameIn) {
    return new Skb(null, null, outer, mark, null, null, null, orphan || cameIn, false);
  }

  /** The IP packet inside; only called where the payload is known to be one. */
  public IpPacket ip() {
    return (IpPacket) payload;
  }
}
