package dev.podlane.net.packet.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.packet.Arp;
import dev.podlane.net.packet.Fragment;
import dev.podlane.net.packet.Frame;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Payload;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import dev.podlane.net.packet.Vxlan;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of packet, octet for octet as a real kernel sent it. */
class AsLinuxSendsTest {
  private static final Mac MAC_A = Mac.parse("02:00:00:00:00:0a");
  private static final Mac MAC_R = Mac.parse("02:00:00:00:00:01");
  private static final Ip A = Ip.parse("10.9.1.2");
  private static final Ip R = Ip.parse("10.9.1.1");
  private static final Ip B = Ip.parse("10.9.2.2");
  private static final int TCP_AT = Frame.HEADER + IpPacket.V4_HEADER;

  /**
   * The octets that an end chooses at random, or by its memory and its path: the record does not
   * hold them.
   */
  private static final Map<String, List<Span>> CHOSEN =
      Map.of(
          "syn", List.of(seq(), window(), sum(), span(22, 2), span(28, 8), span(39, 1)),
          "syn-ack", List.of(seq(), ack(), window(), sum(), span(22, 2), span(28, 8), span(39, 1)),
          "ack", List.of(seq(), ack(), window(), sum(), span(24, 8)),
          "rst", List.of(seq(), sum()),
          "rst-ack", List.of(ack(), sum()));

  private record Span(int from, int length) {}

  static Stream<String> names() {
    return frames().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyOctetIsWhereLinuxPutsIt(String name) {
    byte[] real = HexFormat.of().parseHex(Objects.requireNonNull(RealFrames.all().get(name)));
    Frame frame = Objects.requireNonNull(frames().get(name));
    byte[] ours = Wire.of(frame);

    assertThat(frame.length()).isEqualTo(real.length);
    for (Span span : CHOSEN.getOrDefault(name, List.of())) {
      System.arraycopy(real, TCP_AT + span.from(), ours, TCP_AT + span.from(), span.length());
    }
    assertThat(HexFormat.of().formatHex(ours)).isEqualTo(HexFormat.of().formatHex(real));
  }

  @Test
  void everyRealFrameIsCompared() {
    assertThat(frames().keySet()).containsExactlyElementsOf(RealFrames.all().keySet());
  }

  private static Map<String, Frame> frames() {
    Map<String, Frame> frames = new LinkedHashMap<>();
    frames.put("arp-request", toA(new Arp(true, MAC_R, R, Mac.ZERO, A)));
    frames.put("arp-reply", fromA(new Arp(true, MAC_R, R, Mac.ZERO, A).answeredBy(MAC_A)));
    IpPacket ping = new IpPacket(A, B, 64, 0, true, echo(true, 0x1234, 56));
    frames.put("echo-request", fromA(ping));
    frames.put("echo-reply", toA(new IpPacket(B, A, 63, 0x0bc3, false, echo(false, 0x1234, 56))));
    Icmp late = new Icmp.Problem(11, 0, ping.withTtl(1));
    frames.put("time-exceeded", toA(error(R, 64, 0x2dee, late)));
    IpPacket large = new IpPacket(A, B, 64, 0, true, echo(true, 0x1235, 1464));
    Icmp tooLarge = new Icmp.Problem(3, 4, 1400, large);
    frames.put("fragmentation-needed", toA(error(R, 64, 0x2e0b, tooLarge)));
    IpPacket datagram = new IpPacket(A, B, 64, 0xa943, true, new Udp(40001, 9999, 33));
    Icmp noPort = new Icmp.Problem(3, 3, datagram.withTtl(63));
    frames.put("port-unreachable", toA(error(B, 63, 0x0c20, noPort)));
    IpPacket detour = new IpPacket(A, Ip.parse("10.9.3.3"), 63, 0, true, echo(true, 0x1237, 56));
    Icmp redirect = new Icmp.Redirect(Ip.parse("10.9.1.77"), detour);
    frames.put("redirect", toA(error(R, 64, 0x2e8c, redirect)));
    IpPacket whole = new IpPacket(A, R, 64, 0xca4f, false, echo(true, 0x1236, 3000));
    frames.put("fragment-1", fromA(whole.part(new Fragment(0, 1480, true))));
    frames.put("fragment-2", fromA(whole.part(new Fragment(1480, 1480, true))));
    frames.put("fragment-3", fromA(whole.part(new Fragment(2960, 48, false))));
    frames.put("udp", fromA(datagram));
    Ip a6 = Ip.parse("fd00:9::2");
    Ip r6 = Ip.parse("fd00:9::1");
    frames.put("udp-ipv6", fromA(new IpPacket(a6, r6, 64, 0, false, new Udp(40002, 9998, 33))));
    frames.put("syn", fromA(tcp(A, B, 64, 0xec23, 40010, 80, Tcp.Flags.SYN)));
    frames.put("syn-ack", toA(tcp(B, A, 63, 0, 80, 40010, Tcp.Flags.SYN_ACK)));
    frames.put("ack", fromA(tcp(A, B, 64, 0xec24, 40010, 80, Tcp.Flags.ACK)));
    frames.put("rst-ack", toA(tcp(B, A, 63, 0, 81, 40011, Tcp.Flags.RST_ACK)));
    frames.put("rst", fromA(tcp(A, B, 64, 0, 40012, 80, Tcp.Flags.RST)));
    frames.put("vxlan", fromA(new IpPacket(A, B, 64, 0xa946, false, tunnelled())));
    return frames;
  }

  /** Linux sends ICMP errors with the precedence of network control (icmp_send). */
  private static IpPacket error(Ip from, int ttl, int identification, Icmp icmp) {
    return new IpPacket(from, A, ttl, identification, false, icmp).withTos(0xc0);
  }

  private static Vxlan tunnelled() {
    Ip from = Ip.parse("10.9.9.1");
    Ip to = Ip.parse("10.9.9.2");
    IpPacket inner = new IpPacket(from, to, 64, 0, true, echo(true, 0x1238, 56));
    Mac source = Mac.parse("02:00:00:00:01:0a");
    Mac destination = Mac.parse("02:00:00:00:01:0b");
    return new Vxlan(0xab5e, 4789, 42, new Frame(source, destination, inner));
  }

  private static Icmp echo(boolean request, int identifier, int payload) {
    return new Icmp.Echo(request, identifier, 1, payload);
  }

  private static IpPacket tcp(
      Ip from, Ip to, int ttl, int id, int sourcePort, int destinationPort, Tcp.Flags flags) {
    Segment segment = new Tcp(sourcePort, destinationPort, flags, 7);
    return new IpPacket(from, to, ttl, id, true, segment);
  }

  private static Frame fromA(Payload payload) {
    return new Frame(MAC_A, MAC_R, payload);
  }

  private static Frame toA(Payload payload) {
    return new Frame(MAC_R, MAC_A, payload);
  }

  private static Span seq() {
    return span(4, 4);
  }

  private static Span ack() {
    return span(8, 4);
  }

  private static Span window() {
    return span(14, 2);
  }

  private static Span sum() {
    return span(16, 2);
  }

  private static Span span(int from, int length) {
    return new Span(from, length);
  }
}
