package dev.podlane.net.filter.octet;

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
    all.header(packet, 0, 0);
    return all;
  }

  /**
   * A fragment holds the octets of the whole segment from its offset on.
   *
   * @param first the first place that may be marked: headers around it are known already
   */
  private void header(IpPacket packet, int at, int first) {
    mark(at, IpPacket.V4_HEADER, Knowledge.KNOWN, first);
    mark(at + 4, 2, Knowledge.DRAWN, first); // the identification, which the checksum covers
    mark(at + 10, 2, Knowledge.DRAWN, first);
    int offset = packet.fragment() == null ? 0 : packet.fragment().offset();
    int begin = at + IpPacket.V4_HEADER;
    segment(packet.segment(), begin - offset, Math.max(first, begin));
  }

  private void segment(Segment segment, int at, int first) {
    if (segment instanceof Tcp tcp) {
      boolean isFirst = tcp.flags() == Tcp.Flags.SYN;
      mark(at, tcp.headerLength(), Knowledge.KNOWN, first);
      mark(at + 4, isFirst ? 4 : 8, Knowledge.DRAWN, first); // a SYN acknowledges nothing
      mark(at + 14, 4, Knowledge.DRAWN, first); // window and checksum
      if (isFirst || tcp.flags() == Tcp.Flags.SYN_ACK) {
        mark(
            at + 28,
            isFirst ? 4 : 8,
            Knowledge.DRAWN,
            first); // its clock, and the one it has heard of
        mark(at + 39, 1, Knowledge.DRAWN, first); // the scale of its window
      } else if (!tcp.flags().isReset()) {
        mark(at + 24, 8, Knowledge.DRAWN, first);
      }
    } else if (segment instanceof Udp) {
      mark(at, 6, Knowledge.KNOWN, first);
      mark(at + 6, 2, Knowledge.DRAWN, first);
    } else if (segment instanceof Vxlan tunnelled) {
      mark(at, Vxlan.HEADERS + Frame.HEADER, Knowledge.KNOWN, first);
      mark(at, 2, Knowledge.DRAWN, first); // a port out of a hash with a key of the kernel's own
      mark(at + 6, 2, Knowledge.DRAWN, first);
      Payload carried = tunnelled.frame().payload();
      if (carried instanceof IpPacket packet) {
        header(packet, at + Vxlan.HEADERS + Frame.HEADER, first);
      } else {
        mark(at + Vxlan.HEADERS + Frame.HEADER, carried.length(), Knowledge.KNOWN, first); // ARP
      }
    } else if (segment instanceof IpInIp wrapped) {
      header(wrapped.packet(), at, first);
    } else if (segment instanceof Icmp message) {
      mark(at, 8, Knowledge.KNOWN, first);
      mark(at + 2, 2, Knowledge.DRAWN, first);
      if (message instanceof Icmp.Echo echo) {
        mark(at + 4, 2, Knowledge.DRAWN, first);
        pinged(at + 8, echo.payload(), first);
      } else if (message instanceof Icmp.Problem problem) {
        header(problem.quoted(), at + 8, first);
      }
    }
  }

  private void pinged(int at, int length, int first) {
    mark(at, length, Knowledge.KNOWN, first);
    if (length >= PING_CLOCK) {
      Arrays.fill(octets, within(at, first), within(at + PING_CLOCK, first), (byte) 0);
      mark(at, 4, Knowledge.DRAWN, first); // seconds, and microseconds below a million
      mark(at + 8, 3, Knowledge.DRAWN, first);
    }
  }

  private void mark(int from, int length, Knowledge now, int first) {
    Arrays.fill(knowledge, within(from, first), within(from + length, first), now);
  }

  /** Returns a place in the packet, and not before the first that may be marked. */
  private int within(int at, int first) {
    return Math.min(knowledge.length, Math.max(first, at));
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
