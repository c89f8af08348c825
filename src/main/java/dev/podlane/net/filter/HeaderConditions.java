package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;

/** Conditions of extensions about the headers of a packet. */
public final class HeaderConditions {
  private HeaderConditions() {}

  private static String hex(int octet) {
    return "0x%02x".formatted(octet);
  }

  /** {@code -m iprange}; one whose last address is below the first holds for none. */
  public record AddressRange(boolean source, Ip first, Ip last) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      IpPacket packet = subject.packet();
      Ip address = source ? packet.source() : packet.destination();
      boolean isIn =
          Integer.compareUnsigned(address.v4Bits(), first.v4Bits()) >= 0
              && Integer.compareUnsigned(address.v4Bits(), last.v4Bits()) <= 0;
      return Finding.of(isIn, source ? "source" : "destination", address);
    }
  }

  /** {@code -m length}: octets of the packet, IP header included. */
  public record Length(int least, int most) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      int length = subject.packet().length();
      return Finding.of(length >= least && length <= most, "length", length);
    }
  }

  /** {@code -m ttl}. */
  public record TimeToLive(Way way, int value) implements Condition {
    /** The comparison. */
    public enum Way {
      EQUAL,
      LESS,
      GREATER
    }

    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      int ttl = subject.packet().ttl();
      boolean holds =
          switch (way) {
            case EQUAL -> ttl == value;
            case LESS -> ttl < value;
            case GREATER -> ttl > value;
          };
      return Finding.of(holds, "ttl", ttl);
    }
  }

  /** {@code -m tos}, {@code -m dscp} and {@code -m ecn --ecn-ip-ect}: bits of the octet. */
  public record TypeOfService(int value, int mask) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      int tos = subject.packet().tos();
      return Finding.of((tos & mask) == value, "tos", hex(tos));
    }
  }

  /** {@code -m ecn --ecn-tcp-ece}, {@code --ecn-tcp-cwr}: no host here asks for ECN. */
  public record TcpCongestion() implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      return subject.packet().segment() instanceof Tcp tcp && subject.packet().showsSegment()
          ? Finding.of(false, "flags", String.join(", ", tcp.flags().bits()))
          : Finding.never("no.tcp");
    }
  }

  /** {@code -m tcpmss}: the option is in segments with SYN only. */
  public record SegmentSize(int least, int most) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      Segment segment = subject.packet().segment();
      int size = segment instanceof Tcp tcp && subject.packet().showsSegment() ? tcp.mss() : 0;
      return size == 0
          ? Finding.of(false, "mss.none")
          : Finding.of(size >= least && size <= most, "mss", size);
    }
  }
}
