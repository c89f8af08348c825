package dev.podlane.net.filter;

import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conditions about the header of the transport protocol; second and further fragments fulfil none
 * of them (net/netfilter/xt_tcpudp.c, xt_multiport.c).
 */
public sealed interface PortMatch extends Match {
  /** Handles each kind; a new kind does not compile until every visitor handles it. */
  interface Visitor<T> {
    T visit(SourcePort it);

    T visit(DestinationPort it);

    T visit(Loaded it);

    T visit(TcpFlags it);

    T visit(IcmpType it);

    T visit(Multiport it);
  }

  /** Calls the visitor's method for this kind. */
  <T> T accept(Visitor<T> visitor);

  @Override
  default <T> T accept(Match.Visitor<T> visitor) {
    return visitor.visit(this);
  }

  @Override
  default boolean matches(PacketAtHook subject, RulePlace at) {
    return subject.packet().showsSegment() && matches(subject.packet().segment());
  }

  /** Returns true if the segment fulfils the condition. */
  boolean matches(Segment segment);

  /** {@code -m tcp}, {@code -m udp} or {@code -m sctp} with {@code --sport}. */
  record SourcePort(int protocol, Ports ports, boolean inverted) implements PortMatch {
    @Override
    public boolean matches(Segment segment) {
      return segment.protocol() == protocol && ports.contains(segment.sourcePort()) != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code -m tcp}, {@code -m udp} or {@code -m sctp} with {@code --dport}. */
  record DestinationPort(int protocol, Ports ports, boolean inverted) implements PortMatch {
    @Override
    public boolean matches(Segment segment) {
      return segment.protocol() == protocol
          && ports.contains(segment.destinationPort()) != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code -m tcp}, {@code -m udp} … without more: the protocol alone. */
  record Loaded(int protocol) implements PortMatch {
    @Override
    public boolean matches(Segment segment) {
      return segment.protocol() == protocol;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code --tcp-flags MASK COMP}; bits as in the header (FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG
   * 32). {@code --syn} is mask 23, set 2.
   */
  record TcpFlags(int mask, int set, boolean inverted) implements PortMatch {
    @Override
    public boolean matches(Segment segment) {
      return segment instanceof Tcp tcp && ((bits(tcp.flags()) & mask) == set) != inverted;
    }

    /** The bits of the flags as they stand in the header. */
    static int bits(Tcp.Flags flags) {
      return switch (flags) {
        case SYN -> 2;
        case SYN_ACK -> 18;
        case ACK -> 16;
        case PSH_ACK -> 24;
        case FIN_ACK -> 17;
        case RST -> 4;
        case RST_ACK -> 20;
      };
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /**
   * {@code --icmp-type}.
   *
   * @param type type number, 255 for any
   * @param code code number, none for any
   */
  record IcmpType(int type, @Nullable Integer code, boolean inverted) implements PortMatch {
    @Override
    public boolean matches(Segment segment) {
      return segment instanceof Icmp icmp
          && (type == 255 || (icmp.type() == type && (code == null || icmp.code() == code)))
              != inverted;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }

  /** {@code -m multiport}: any of several ports. */
  record Multiport(Side side, List<Ports> ports, boolean inverted) implements PortMatch {
    /** The port that is compared. */
    public enum Side {
      SOURCE,
      DESTINATION,
      EITHER
    }

    public Multiport {
      ports = List.copyOf(ports);
    }

    @Override
    public boolean matches(Segment segment) {
      return ports.stream().anyMatch(range -> isIn(range, segment)) != inverted;
    }

    private boolean isIn(Ports range, Segment segment) {
      boolean source = side != Side.DESTINATION && range.contains(segment.sourcePort());
      return source || (side != Side.SOURCE && range.contains(segment.destinationPort()));
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.visit(this);
    }
  }
}
