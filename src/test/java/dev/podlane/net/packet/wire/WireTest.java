package dev.podlane.net.packet.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.packet.Fragment;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lengths, checksums and parts of any packet agree with what its record says. */
class WireTest {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final Ip A = Ip.parse("10.0.1.2");
  private static final Ip B = Ip.parse("10.0.2.2");

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void lengthsAndChecksumsOfAnyPacketAreRight(long seed) {
    IpPacket packet = new RandomPackets(seed).next();
    byte[] octets = Wire.of(packet);

    assertThat(octets).hasSize(packet.length());
    assertThat(word(octets, 2)).isEqualTo(packet.length());
    assertThat(residue(octets)).as("checksums of seed %d", seed).containsOnly(0xffff);
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo-request", "port-unreachable", "udp", "syn", "rst", "vxlan"})
  void theSameReadingFindsARealKernelsChecksumsRight(String name) {
    byte[] frame = HexFormat.of().parseHex(RealFrames.all().getOrDefault(name, ""));

    assertThat(residue(Arrays.copyOfRange(frame, 14, frame.length))).containsOnly(0xffff);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void partsPutTogetherAreTheWhole(long seed) {
    IpPacket whole = new RandomPackets(seed).next();
    int total = whole.segment().length();
    int room = (8 + (int) seed * 8 % 1_480) & ~7;
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (int at = 0; at < total; at += room) {
      Fragment part = new Fragment(at, Math.min(room, total - at), at + room < total);
      byte[] octets = Wire.of(whole.part(part));
      assertThat(word(octets, 2)).isEqualTo(octets.length).isEqualTo(20 + part.length());
      assertThat(sum(octets, 0, 20, 0)).isEqualTo(0xffff);
      assertThat((word(octets, 6) & 0x1fff) * 8).isEqualTo(at);
      assertThat((word(octets, 6) & 0x2000) != 0).isEqualTo(part.more());
      joined.write(octets, 20, octets.length - 20);
    }
    byte[] octets = Wire.of(whole);

    assertThat(joined.toByteArray()).isEqualTo(Arrays.copyOfRange(octets, 20, octets.length));
  }

  @Test
  void whatOneEndOfAConnectionAcknowledgesTheOtherHasSent() {
    for (int attempt : new int[] {0, 1, 2, 65_535, -1}) {
      Tcp syn = new Tcp(40_000, 80, Tcp.Flags.SYN, attempt);
      ByteBuffer first = tcp(syn);
      ByteBuffer answer = tcp(syn.answeredWith(Tcp.Flags.SYN_ACK));
      ByteBuffer last = tcp(new Tcp(40_000, 80, Tcp.Flags.ACK, attempt));
      ByteBuffer refusal = tcp(syn.answeredWith(Tcp.Flags.RST_ACK));
      ByteBuffer reset = tcp(new Tcp(40_000, 80, Tcp.Flags.RST, attempt));

      assertThat(answer.getInt(8)).isEqualTo(first.getInt(4) + 1);
      assertThat(last.getInt(4)).isEqualTo(answer.getInt(8));
      assertThat(last.getInt(8)).isEqualTo(answer.getInt(4) + 1);
      assertThat(refusal.getInt(8)).isEqualTo(first.getInt(4) + 1);
      assertThat(reset.getInt(4)).isEqualTo(answer.getInt(8));
      assertThat(answer.getInt(32)).as("echoed timestamp").isEqualTo(first.getInt(28));
      assertThat(last.getInt(28)).as("echoed timestamp").isEqualTo(answer.getInt(28));
    }
  }

  @Test
  void attemptsDifferInTheirSequenceNumbers() {
    long different =
        IntStream.range(0, 10_000)
            .map(attempt -> tcp(new Tcp(1, 2, Tcp.Flags.SYN, attempt)).getInt(4))
            .distinct()
            .count();

    assertThat(different).isEqualTo(10_000);
  }

  @Test
  void aUdpSumOfZeroIsSentAsAllOnes() {
    long zeros =
        IntStream.range(1, 0x1_0000)
            .mapToObj(port -> Wire.of(new IpPacket(A, B, 64, 1, true, new Udp(port, 53, 0))))
            .filter(octets -> word(octets, 26) == 0)
            .count();

    assertThat(zeros).isZero();
  }

  @Test
  void aFragmentOfIpv6IsRefused() {
    Ip six = Ip.parse("fd00::1");
    IpPacket packet = new IpPacket(six, six, 64, 1, false, new Udp(1, 2, 100));

    assertThatThrownBy(() -> Wire.of(packet.part(new Fragment(0, 8, true))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ByteBuffer tcp(Tcp segment) {
    byte[] octets = Wire.of(new IpPacket(A, B, 64, 1, true, segment));
    return ByteBuffer.wrap(octets, 20, octets.length - 20).slice();
  }

  /**
   * Returns the sum of a header with its checksum, as a receiver computes it: all ones if it is
   * right.
   */
  private static int[] residue(byte[] packet) {
    int protocol = packet[9];
    int pseudo = protocol == TCP || protocol == UDP ? protocol + packet.length - 20 : 0;
    int from = pseudo == 0 ? 20 : 12;
    return new int[] {sum(packet, 0, 20, 0), sum(packet, from, packet.length, pseudo)};
  }

  private static int sum(byte[] octets, int from, int to, int start) {
    int sum = start;
    for (int i = from; i < to; i++) {
      sum += (octets[i] & 0xff) << ((i - from) % 2 == 0 ? 8 : 0);
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return sum;
  }

  private static int word(byte[] octets, int at) {
    return (octets[at] & 0xff) << 8 | (octets[at + 1] & 0xff);
  }
}
