package dev.podlane.net.packet.wire;

import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Tcp;
import java.nio.ByteBuffer;

/**
 * TCP (RFC 9293) with the options Linux sends (tcp_syn_options, tcp_established_options). Both
 * ends' sequence numbers follow from the attempt's {@link Tcp#initialSequence}, so that what one
 * end acknowledges is what the other has sent.
 */
final class TcpWire {
  private static final int TIMESTAMPS = 8;
  private static final int CHECKSUM_AT = 16;
  private static final int SYN = 0x02;
  private static final int RST = 0x04;
  private static final int ACK = 0x10;

  /** The first receive windows of an end with Linux's usual buffers, over Ethernet. */
  private static final int SYN_WINDOW = 64_240;

  private static final int SYN_ACK_WINDOW = 65_160;
  private static final int WINDOW_SCALE = 7;

  /** What the largest segment and both headers fit in, on Ethernet. */
  private static final int ETHERNET_MTU = 1500;

  private static final int TCP_HEADER = 20;

  private TcpWire() {}

  static void write(IpPacket packet, Tcp segment, ByteBuffer out) {
    int start = out.position();
    out.putShort((short) segment.sourcePort()).putShort((short) segment.destinationPort());
    out.putInt(sequence(segment)).putInt(acknowledged(segment));
    out.put((byte) ((segment.length() / 4) << 4)).put((byte) bits(segment));
    out.putShort((short) window(segment)).putInt(0);
    options(packet, segment, out);
    short checksum = Checksum.withPseudoHeader(packet, out, start, out.position());
    out.putShort(start + CHECKSUM_AT, checksum);
  }

  private static int bits(Tcp segment) {
    return switch (segment.flags()) {
      case SYN -> SYN;
      case SYN_ACK -> SYN | ACK;
      case ACK -> ACK;
      case RST -> RST;
      case RST_ACK -> RST | ACK;
    };
  }

  /** A reset without ACK answers a SYN-ACK: its number is the one that was acknowledged. */
  private static int sequence(Tcp segment) {
    return switch (segment.flags()) {
      case SYN -> client(segment);
      case SYN_ACK -> server(segment);
      case ACK, RST -> client(segment) + 1;
      case RST_ACK -> 0;
    };
  }

  private static int acknowledged(Tcp segment) {
    return switch (segment.flags()) {
      case SYN, RST -> 0;
      case SYN_ACK, RST_ACK -> client(segment) + 1;
      case ACK -> server(segment) + 1;
    };
  }

  private static int window(Tcp segment) {
    return switch (segment.flags()) {
      case SYN -> SYN_WINDOW;
      case SYN_ACK -> SYN_ACK_WINDOW;
      case ACK -> (SYN_WINDOW >> WINDOW_SCALE) + 1;
      case RST, RST_ACK -> 0;
    };
  }

  private static void options(IpPacket packet, Tcp segment, ByteBuffer out) {
    switch (segment.flags()) {
      case SYN, SYN_ACK -> {
        int mss = ETHERNET_MTU - packet.headerLength() - TCP_HEADER;
        out.put((byte) 2).put((byte) 4).putShort((short) mss);
        out.put((byte) 4).put((byte) 2);
        timestamps(segment, out);
        out.put((byte) 1).put((byte) 3).put((byte) 3).put((byte) WINDOW_SCALE);
      }
      case ACK -> {
        out.put((byte) 1).put((byte) 1);
        timestamps(segment, out);
      }
      case RST, RST_ACK -> {}
    }
  }

  /** RFC 7323: own clock, and the one last seen of the other end, none in a SYN. */
  private static void timestamps(Tcp segment, ByteBuffer out) {
    boolean answers = segment.flags() == Tcp.Flags.SYN_ACK;
    int clientClock = client(segment) >>> 1;
    int serverClock = server(segment) >>> 1;
    int seen = segment.flags() == Tcp.Flags.SYN ? 0 : answers ? clientClock : serverClock;
    out.put((byte) TIMESTAMPS).put((byte) 10);
    out.putInt(answers ? serverClock : clientClock).putInt(seen);
  }

  /** Odd factors map different attempts to different numbers. */
  private static int client(Tcp segment) {
    return segment.initialSequence() * 0x9e37_79b1 + 0x1000_0001;
  }

  private static int server(Tcp segment) {
    return segment.initialSequence() * 0x85eb_ca77 + 0x2000_0001;
  }
}
