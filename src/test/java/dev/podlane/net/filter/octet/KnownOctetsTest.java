package dev.podlane.net.filter.octet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.filter.octet.KnownOctets.Knowledge;
import dev.podlane.net.packet.Fragmentation;
import dev.podlane.net.packet.Frame;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpInIp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Udp;
import dev.podlane.net.packet.Vxlan;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fragment's octets are those of the whole packet, known or not. */
class KnownOctetsTest {
  private static final int HEADER = IpPacket.V4_HEADER;

  static Stream<IpPacket> packets() {
    Icmp.Echo ping = new Icmp.Echo(true, 7, 1, 100);
    Udp datagram = new Udp(40_000, 53, 100);
    IpPacket refused = packet(datagram);
    Mac mac = Mac.parse("02:00:00:00:00:01");
    Vxlan tunnelled = new Vxlan(40_000, 4789, 1, new Frame(mac, mac, packet(ping)));
    return Stream.of(
        packet(ping),
        packet(datagram),
        packet(new Icmp.Problem(3, 3, refused)),
        packet(tunnelled),
        packet(new IpInIp(packet(datagram))));
  }

  private static IpPacket packet(Segment segment) {
    return new IpPacket(Ip.parse("10.0.0.1"), Ip.parse("10.0.0.2"), 64, 1, false, segment);
  }

  @ParameterizedTest
  @MethodSource("packets")
  void fragmentsAreKnownAsTheWhole(IpPacket packet) {
    KnownOctets whole = KnownOctets.of(packet);
    List<Knowledge> expected = knowledge(whole, HEADER);
    assertThat(expected).contains(Knowledge.KNOWN, Knowledge.DRAWN);
    for (int mtu : new int[] {28, 36, 68, 100}) {
      List<IpPacket> parts = Fragmentation.cut(packet, mtu);
      assertThat(parts).hasSizeGreaterThan(1);
      assertThat(
              parts.stream()
                  .flatMap(part -> knowledge(KnownOctets.of(part), HEADER).stream())
                  .toList())
          .as("parts of at most %s octets", mtu)
          .isEqualTo(expected);
      assertThat(parts.stream().flatMap(part -> octets(KnownOctets.of(part)).stream()).toList())
          .isEqualTo(octets(whole));
      assertThat(knowledge(KnownOctets.of(parts.get(1)), 0).subList(0, HEADER))
          .isEqualTo(knowledge(whole, 0).subList(0, HEADER));
    }
  }

  /** Only the data of the datagram could be anything. */
  @Test
  void headersInTunnelsAreKnown() {
    Udp datagram = new Udp(40_000, 53, 100);
    KnownOctets octets = KnownOctets.of(packet(new IpInIp(packet(datagram))));
    assertThat(knowledge(octets, 2 * HEADER + 8)).hasSize(100).containsOnly(Knowledge.DATA);
    assertThat(knowledge(octets, 0).subList(0, 2 * HEADER + 8)).doesNotContain(Knowledge.DATA);
    Mac mac = Mac.parse("02:00:00:00:00:01");
    KnownOctets tunnelled =
        KnownOctets.of(packet(new Vxlan(40_000, 4789, 1, new Frame(mac, mac, packet(datagram)))));
    int headers = 2 * HEADER + Vxlan.HEADERS + Frame.HEADER + 8;
    assertThat(knowledge(tunnelled, headers)).hasSize(100).containsOnly(Knowledge.DATA);
    assertThat(knowledge(tunnelled, 0).subList(0, headers)).doesNotContain(Knowledge.DATA);
  }

  private static List<Knowledge> knowledge(KnownOctets octets, int from) {
    return IntStream.range(from, octets.length()).mapToObj(octets::knowledge).toList();
  }

  private static List<Integer> octets(KnownOctets octets) {
    return IntStream.range(HEADER, octets.length()).mapToObj(octets::octet).toList();
  }
}
