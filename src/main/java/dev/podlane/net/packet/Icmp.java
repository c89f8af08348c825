package dev.podlane.net.packet;

import dev.podlane.net.addr.Ip;

/** An ICMP message (RFC 792). */
public sealed interface Icmp extends Segment {
  /** Type number (IANA). */
  int type();

  /** Code number within the type. */
  int code();

  @Override
  default int protocol() {
    return 1;
  }

  /**
   * Echo request (type 8) or reply (type 0).
   *
   * @param request true for a request
   * @param identifier tells the pings of one host apart
   * @param sequence number of the request
   * @param payload octets of data
   */
  record Echo(boolean request, int identifier, int sequence, int payload) implements Icmp {
    @Override
    public Segment withPorts(int source, int destination) {
      return new Echo(request, source, sequence, payload);
    }

    @Override
    public int type() {
      return request ? 8 : 0;
    }

    @Override
    public int code() {
      return 0;
    }

    @Override
    public int length() {
      return 8 + payload;
    }
  }

  /**
   * An error message; it quotes the packet it complains about.
   *
   * @param type 3 destination unreachable or 11 time exceeded
   * @param code reason within the type
   * @param mtu next-hop MTU of a type 3 code 4 (RFC 1191), else 0
   * @param quoted the offending packet as it arrived
   */
  record Problem(int type, int code, int mtu, IpPacket quoted) implements Icmp {
    /** An error that names no MTU. */
    public Problem(int type, int code, IpPacket quoted) {
      this(type, code, 0, quoted);
    }

    @Override
    public int length() {
      return 8 + quotedLength(quoted);
    }
  }

  /**
   * Redirect for a host (type 5 code 1): a better first hop exists.
   *
   * @param gateway the better first hop
   * @param quoted the packet that took the detour
   */
  record Redirect(Ip gateway, IpPacket quoted) implements Icmp {
    @Override
    public int type() {
      return 5;
    }

    @Override
    public int code() {
      return 1;
    }

    @Override
    public int length() {
      return 8 + quotedLength(quoted);
    }
  }

  /** Linux quotes as much as fits 576 octets in all (RFC 1812 section 4.3.2.3). */
  private static int quotedLength(IpPacket quoted) {
    return Math.min(quoted.length(), 576 - 20 - 8);
  }
}
