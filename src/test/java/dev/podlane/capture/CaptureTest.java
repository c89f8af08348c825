package dev.podlane.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Udp;
import dev.podlane.scenario.Samples;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Skb;
import dev.podlane.trace.Trace;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Order, time and marks of the packets in a file. */
class CaptureTest {
  private static final IpPacket PACKET =
      new IpPacket(Ip.parse("10.0.0.1"), Ip.parse("10.0.0.2"), 64, 1, true, new Udp(1, 2, 3));
  private final Workspace article = Workspace.open("", Samples.text("article").orElseThrow());

  private Trace ping(String to, int ttl) {
    ProbeRequest probe = new ProbeRequest("web-1", to, Protocol.ICMP, null, ttl, true, 0);
    return article.walk(List.of(probe)).get(0).trace();
  }

  @Test
  void packetsOfOneMomentAreAMicrosecondApart() {
    Trace trace = new Made().crosses(0, PACKET).crosses(3, PACKET).trace();

    assertThat(TimestampedPacket.of(trace, 2_000_000_000L).stream().map(TimestampedPacket::nanos))
        .containsExactly(2_000_000_000L, 2_000_001_000L, 2_003_000_000L, 2_003_001_000L);
  }

  @Test
  void howeverManyHappenInOneMomentTheNextComesAfterThem() {
    Made made = new Made();
    for (int i = 0; i < 5_000; i++) {
      made.crosses(0, PACKET);
    }
    List<TimestampedPacket> timed = TimestampedPacket.of(made.crosses(1, PACKET).trace(), 0);

    assertThat(timed).hasSize(10_002);
    assertThat(timed.get(10_000).nanos()).isEqualTo(1_000_000);
    for (int i = 1; i < timed.size(); i++) {
      assertThat(timed.get(i).nanos()).isGreaterThan(timed.get(i - 1).nanos());
    }
  }

  @Test
  void theNextProbeBeginsAtAFullSecondAfterAllOfTheOneBefore() {
    Trace trace = new Made().crosses(0, PACKET).crosses(3_000, PACKET).trace();
    List<TimestampedPacket> timed = TimestampedPacket.of(trace, 1_000_000_000L);

    assertThat(TimestampedPacket.after(1_000_000_000L, timed)).isEqualTo(5_000_000_000L);
    assertThat(TimestampedPacket.after(1_000_000_000L, List.of())).isEqualTo(2_000_000_000L);
  }

  @Test
  void anErrorThatWaitedForArpToFailIsAsLateAsItWas() {
    List<TimestampedPacket> timed = TimestampedPacket.of(ping("10.0.2.77", 64), 0);

    List<Long> errors =
        timed.stream()
            .filter(packet -> packet.shot().hop().flow() == Flow.ERROR)
            .map(TimestampedPacket::nanos)
            .toList();
    assertThat(errors).isNotEmpty().allMatch(nanos -> nanos >= 3_000_000_000L);
    assertThat(timed).extracting(TimestampedPacket::nanos).isSorted();
  }

  @Test
  void aPacketThatIsDroppedSaysWhereItWasSeenLast() {
    List<CapturedPacket> dropped =
        CapturedPacket.of(ping("web-2", 1)).stream().filter(shot -> shot.drop() != null).toList();

    assertThat(dropped)
        .filteredOn(shot -> shot.hop().flow() == Flow.REQUEST)
        .singleElement()
        .satisfies(shot -> assertThat(shot.device()).hasToString("node-1/cbr0"))
        .satisfies(
            shot -> assertThat(shot.comment()).endsWith("drop=TTL_EXCEEDED function=ip_forward"));
    assertThat(CapturedPacket.of(ping("web-2", 64)))
        .filteredOn(shot -> shot.hop().flow() == Flow.REQUEST)
        .extracting(CapturedPacket::drop)
        .containsOnlyNulls();
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, 02:00:00:00:00:0b, 2",
    "false, false, 02:00:00:00:00:0b, 5",
    "false, true, 02:00:00:00:00:0c, 17",
    "false, false, 33:33:00:00:00:01, 9",
    "false, false, ff:ff:ff:ff:ff:ff, 13",
  })
  void flagsSayTheDirectionAndWhomTheFrameIsFor(
      boolean out, boolean other, String destination, int flags) {
    Hop hop = new Made().crosses(0, PACKET).trace().hops().get(0);
    Skb skb =
        new Skb(Made.MAC_A, Mac.parse(destination), PACKET, 0, null, null, null, false, false);
    CapturedPacket shot =
        new CapturedPacket(0, hop, new Sighting("b", "eth0", out, other, skb), null);

    assertThat(shot.flags()).isEqualTo(flags);
  }

  @Test
  void aNameLongerThanAnOptionIsCutAndTheFileStaysWhole() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DeviceRef device = new DeviceRef("n".repeat(70_000), "eth0");
    new Capture(device, 1_000).begin(out);
    byte[] file = out.toByteArray();

    // Section header 44 octets, interface description with both options and their end.
    assertThat(file).hasSize(44 + 12 + 8 + (4 + 65_536) + (4 + 4) + 4);
    assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains("n".repeat(65_535));
  }

  @Test
  void aFileThatIsLongEnoughSaysHowManyPacketsItLeavesOut() throws IOException {
    Made made = new Made();
    for (int i = 0; i < 50; i++) {
      made.crosses(i, PACKET);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Capture capture = new Capture(new DeviceRef("a", "eth0"), 1_000);
    capture.begin(out);
    capture.add(made.trace(), out);
    capture.end(out);

    String file = out.toString(StandardCharsets.ISO_8859_1);
    int written = file.split("flow=request", -1).length - 1;
    assertThat(written).isBetween(1, 20);
    assertThat(file).contains("file=full packets-left-out=" + (50 - written));
  }
}
