package dev.podlane.net.filter.octet;

import dev.podlane.net.packet.Fragment;
import dev.podlane.net.packet.Frame;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpInIp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Payload;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import dev.podlane.net.packet.Vxlan;
import dev.podlane.net.packet.wire.Wire;
import java.util.Arrays;

/**
 * The octets of an IPv4 packet from its header on, and what is known of each. Checksums and the
 * numbers that a sender draws (identification, sequence numbers, clocks) could be any; the data of
 * programs could be anything.
 */
final class KnownOctets {
  /** The knowledge of an octet, the least first. */
  enum Knowledge {
    DATA,
    DRAWN,
    KNOWN
  }

  /** ping puts the time first, as two numbers of 64 bits, and then each octet's number. */
  private static final int PING_CLOCK = 16;

  private final byte[] octets;
  private final Knowledge[] knowledge;

  private KnownOctets(byte[] octets) {
    this.octets = octets;
    this.knowledge = new Knowledge[octets.length];
    Arrays.fill(knowledge, Knowledge.DATA);
  }

  static KnownOctets of(IpPacket packet) {
    KnownOctets all = new KnownOctets(Wire.of(packet));
    all.header(packet, 0);
    return all;
  }

  private void header(IpPacket packet, int at) {
    mark(at, IpPacket.V4_HEADER, Knowledge.KNOWN);
    mark(at + 4, 2, Knowledge.DRAWN); // the identification, which the checksum covers
    mark(at + 10, 2, Knowledge.DRAWN);
    Fragment part = packet.fragment();
    if (part == null) {
      segment(packet.segment(), at + IpPacket.V4_HEADER);
    } else {
      copy(of(packet.part(null)), part, at + IpPacket.V4_HEADER);
    }
  }

  /** A fragment has the octets of the whole segment from its offset on; an error quotes fewer. */
  private void copy(KnownOctets whole, Fragment part, int at) {
    int from = IpPacket.V4_HEADER + part.offset();
    int length = Math.min(part.length(), octets.length - at);
    System.arraycopy(whole.octets, from, octets, at, length);
    System.arraycopy(whole.knowledge, from, knowledge, at, length);
  }

  private void segment(Segment segment, int at) {
    if (segment instanceof Tcp tcp) {
      boolean isFirst = tcp.flags() == Tcp.Flags.SYN;
      mark(at, tcp.headerLength(), Knowledge.KNOWN);
      mark(at + 4, isFirst ? 4 : 8, Knowledge.DRAWN); // a SYN acknowledges nothing
      mark(at + 14, 4, Knowledge.DRAWN); // window and checksum
      if (isFirst || tcp.flags() == Tcp.Flags.SYN_ACK) {
        mark(at + 28, isFirst ? 4 : 8, Knowledge.DRAWN); // its clock, and the one it has heard of
        mark(at + 39, 1, Knowledge.DRAWN); // the scale of its window
      } else if (!tcp.flags().isReset()) {
        mark(at + 24, 8, Knowledge.DRAWN);
      }
    } else if (segment instanceof Udp) {
      mark(at, 6, Knowledge.KNOWN);
      mark(at + 6, 2, Knowledge.DRAWN);
    } else if (segment instanceof Vxlan tunnelled) {
      tunnelled(tunnelled.frame().payload(), at);
    } else if (segment instanceof IpInIp wrapped) {
      header(wrapped.packet(), at);
    } else if (segment instanceof Icmp message) {
      mark(at, 8, Knowledge.KNOWN);
      mark(at + 2, 2, Knowledge.DRAWN);
      if (message instanceof Icmp.Echo echo) {
        mark(at + 4, 2, Knowledge.DRAWN);
        pinged(at + 8, echo.payload());
      } else if (message instanceof Icmp.Problem problem) {
        header(problem.quoted(), at + 8);
      }
    }
  }

  /** The source port comes out of a hash with a key of the kernel's own. */
  private void tunnelled(Payload carried, int at) {
    int inside = at + Vxlan.HEADERS + Frame.HEADER;
    mark(at, inside - at, Knowledge.KNOWN);
    mark(at, 2, Knowledge.DRAWN);
    mark(at + 6, 2, Knowledge.DRAWN);
    if (carried instanceof IpPacket packet) {
      header(packet, inside);
    } else {
      mark(inside, carried.length(), Knowledge.KNOWN); // ARP
    }
  }

  private void pinged(int at, int length) {
    mark(at, length, Knowledge.KNOWN);
    if (length >= PING_CLOCK) {
      Arrays.fill(octets, at, Math.min(at + PING_CLOCK, octets.length), (byte) 0);
      mark(at, 4, Knowledge.DRAWN); // seconds, and microseconds below a million
      mark(at + 8, 3, Knowledge.DRAWN);
    }
  }

  private void mark(int from, int length, Knowledge now) {
    int first = Math.min(from, knowledge.length);
    Arrays.fill(knowledge, first, Math.min(first + length, knowledge.length), now);
  }

  int length() {
    return octets.length;
  }

  Knowledge knowledge(int at) {
    return knowledge[at];
  }

  private boolean isKnown(int at) {
    return knowledge[at] == Knowledge.KNOWN;
  }

  /** An octet, 0 to 255. */
  int octet(int at) {
    return octets[at] & 0xff;
  }

  /**
   * A number in network order.
   *
   * @param at place of its first octet; all must be there
   * @param length 1, 2 or 4 octets
   */
  PartlyKnown number(int at, int length) {
    int value = 0;
    int bits = length == 4 ? 0 : -1 << (8 * length);
    for (int i = 0; i < length; i++) {
      int shift = 8 * (length - 1 - i);
      value |= octet(at + i) << shift;
      bits |= isKnown(at + i) ? 0xff << shift : 0;
    }
    return new PartlyKnown(value, bits);
  }

  /** Returns true if so many octets are there from a place on. */
  boolean has(int at, int length) {
    return at >= 0 && at <= octets.length - length;
  }
}
