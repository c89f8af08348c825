package dev.podlane.net.packet.wire;

import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Tcp;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * TCP (RFC 9293) with the options Linux sends (tcp_syn_options, tcp_established_options). Both
 * ends' sequence numbers follow from the attempt's {@link Tcp#initialSequence}, so that each end
 * acknowledges the numbers that the other has sent.
 */
final class TcpWire {
  private static final int TIMESTAMPS = 8;
  private static final int CHECKSUM_AT = 16;
  private static final int FIN = 0x01;
  private static final int SYN = 0x02;
  private static final int RST = 0x04;
  private static final int PSH = 0x08;
  private static final int ACK = 0x10;

  /** The first receive windows of an end with Linux's usual buffers, over Ethernet. */
  private static final int SYN_WINDOW = 64_240;

  private static final int SYN_ACK_WINDOW = 65_160;
  private static final int WINDOW_SCALE = 7;

  private TcpWire() {}

  static void write(IpPacket packet, Tcp segment, ByteBuffer out) {
    int start = out.position();
    out.putShort((short) segment.sourcePort()).putShort((short) segment.destinationPort());
    out.putInt(sequence(segment)).putInt(acknowledged(segment));
    out.put((byte) ((segment.headerLength() / 4) << 4)).put((byte) bits(segment));
    out.putShort((short) window(segment)).putInt(0);
    options(segment, out);
    PayloadPattern.write(segment.numbers().payload(), out);
    short checksum = Checksum.withPseudoHeader(packet, out, start, out.position());
    out.putShort(start + CHECKSUM_AT, checksum);
  }

  private static int bits(Tcp segment) {
    return switch (segment.flags()) {
      case SYN -> SYN;
      case SYN_ACK -> SYN | ACK;
      case ACK -> ACK;
      case PSH_ACK -> PSH | ACK;
      case FIN_ACK -> FIN | ACK;
      case RST -> RST;
      case RST_ACK -> RST | ACK;
    };
  }

  /** A reset that answers a SYN has the number 0, whatever the other end would have drawn. */
  private static int sequence(Tcp segment) {
    boolean begun = segment.flags() != Tcp.Flags.RST_ACK || segment.numbers().sequence() > 0;
    return begun ? sender(segment) + segment.numbers().sequence() : 0;
  }

  private static int acknowledged(Tcp segment) {
    return switch (segment.flags()) {
      case SYN, RST -> 0;
      case SYN_ACK, ACK, PSH_ACK, FIN_ACK, RST_ACK ->
          receiver(segment) + segment.numbers().acknowledged();
    };
  }

  private static int window(Tcp segment) {
    return switch (segment.flags()) {
      case SYN -> SYN_WINDOW;
      case SYN_ACK -> SYN_ACK_WINDOW;
      case ACK, PSH_ACK, FIN_ACK -> (SYN_WINDOW >> WINDOW_SCALE) + 1;
      case RST, RST_ACK -> 0;
    };
  }

  private static void options(Tcp segment, ByteBuffer out) {
    switch (segment.flags()) {
      case SYN, SYN_ACK -> {
        out.put((byte) 2).put((byte) 4).putShort((short) segment.mss());
        out.put((byte) 4).put((byte) 2);
        timestamps(segment, out);
        out.put((byte) 1).put((byte) 3).put((byte) 3).put((byte) WINDOW_SCALE);
      }
      case ACK, PSH_ACK, FIN_ACK -> {
        out.put((byte) 1).put((byte) 1);
        timestamps(segment, out);
        selective(segment, out);
      }
      case RST, RST_ACK -> {}
    }
  }

  /** RFC 2018: the stretches of the other end's stream, by their edges. */
  private static void selective(Tcp segment, ByteBuffer out) {
    List<Tcp.Octets> all = segment.numbers().selective();
    if (!all.isEmpty()) {
      out.put((byte) 1).put((byte) 1).put((byte) 5).put((byte) (2 + 8 * all.size()));
      for (Tcp.Octets each : all) {
        out.putInt(receiver(segment) + each.begin()).putInt(receiver(segment) + each.end());
      }
    }
  }

  /** RFC 7323: own clock, and the one last seen of the other end, none in a SYN. */
  private static void timestamps(Tcp segment, ByteBuffer out) {
    int seen = segment.flags() == Tcp.Flags.SYN ? 0 : receiver(segment) >>> 1;
    out.put((byte) TIMESTAMPS).put((byte) 10);
    out.putInt(sender(segment) >>> 1).putInt(seen);
  }

  private static int sender(Tcp segment) {
    return segment.numbers().ofServer() ? server(segment) : client(segment);
  }

  private static int receiver(Tcp segment) {
    return segment.numbers().ofServer() ? client(segment) : server(segment);
  }

  /** Odd factors map different attempts to different numbers. */
  private static int client(Tcp segment) {
    return segment.initialSequence() * 0x9e37_79b1 + 0x1000_0001;
  }

  private static int server(Tcp segment) {
    return segment.initialSequence() * 0x85eb_ca77 + 0x2000_0001;
  }
}
