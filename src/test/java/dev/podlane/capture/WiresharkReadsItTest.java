package dev.podlane.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Document;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.ns.Network;
import dev.podlane.net.packet.Arp;
import dev.podlane.net.packet.Fragment;
import dev.podlane.net.packet.Frame;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import dev.podlane.net.packet.Vxlan;
import dev.podlane.notation.LinuxNetworks;
import dev.podlane.notation.ProbeCase;
import dev.podlane.notation.ProbeReader;
import dev.podlane.scenario.Samples;
import dev.podlane.tools.NeedsTool;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wireshark's reader finds nothing to complain of, with all checksums checked. */
@NeedsTool("tshark")
class WiresharkReadsItTest {
  /** PI_WARN: what is less is a remark, such as that a packet was seen at another device before. */
  private static final long WARNING = 0x60_0000;

  /** Wireshark warns of every reset there is; it is right, and the packet is meant. */
  private static final String RESET = "Connection reset (RST)";

  private static final String QUESTION_AGAIN = "DNS query retransmission";

  /** As right a warning where two stations, or two devices of one, do answer for an address. */
  private static final String DUPLICATE = "Duplicate IP address configured (%s)";

  /** Wireshark's verdict on a correct checksum. */
  private static final String GOOD = "1";

  /** It does not check the one of a quoted ICMP message. */
  private static final String UNVERIFIED = "2";

  private static final Ip A = Ip.parse("10.0.0.1");
  private static final Ip B = Ip.parse("10.0.0.2");

  @TempDir private Path folder;
  private final Workspace article = Workspace.open("", Samples.text("article").orElseThrow());

  @ParameterizedTest
  @CsvSource({
    "web-1, web-2, ICMP, , 64",
    "web-1, 10.0.2.2, TCP, 80, 64",
    "web-1, db-0, TCP, 81, 64",
    "api-1, web-2, UDP, 54, 64",
    "web-1, web-2, ICMP, , 1",
    "web-1, 10.0.2.77, ICMP, , 64",
    "web-1, 203.0.113.9, ICMP, , 64",
    "web-1, 127.0.0.1, TCP, 80, 64",
    "web-1, 10.0.2.77, TCP, 80, 64",
  })
  void aWalkThroughTheArticlesCluster(
      String from, String to, Protocol protocol, @Nullable Integer port, int ttl)
      throws IOException {
    check(walk(new ProbeRequest(from, to, protocol, port, ttl, true, 0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "d1-cbr0-gateway",
        "d5-gw-route-wrong-loop",
        "d8-ttl-sweep",
        "d9-arp",
        "f2-flannel-podmtu1500",
        "f3b-flannel-vxmtu1500-nodev",
        "g1-services-brnf1",
        "h5-policy-reject-rst",
        "i6-path-mtu"
      })
  void aRunWithRedirectsLoopsAndErrors(String recording) throws IOException {
    Path json = Path.of("src/test/resources/kernel", recording + ".json");
    Document document = Documents.parse("", Files.readString(json)).get(0);
    Network network = LinuxNetworks.read(document).network();
    Memory memory = new Memory();
    List<Trace> traces = new ArrayList<>();
    for (Fields recorded :
        Fields.of(document.place(), (MapValue) document.root(), any -> {}).maps("probes")) {
      ProbeCase probe = ProbeReader.read(recorded.map("probe").orElseThrow()).orElseThrow();
      for (ProbeCase.CommandLine command : probe.before()) {
        network = command.run(network, memory).network();
      }
      traces.add(Walker.walk(network, probe.probe(), memory));
    }

    check(traces);
  }

  @Test
  void severalProbesInOneFileOneAfterTheOther() throws IOException {
    List<Trace> traces =
        walk(
            new ProbeRequest("web-1", "web-2", Protocol.TCP, 80, 64, true, 0),
            new ProbeRequest("web-1", "web-2", Protocol.TCP, 81, 64, false, 1),
            new ProbeRequest("web-1", "web-2", Protocol.ICMP, null, 64, false, 2));
    check(traces);

    Path file = write(traces, null);
    List<Double> times =
        Tshark.fields(file, "frame.time_epoch").stream()
            .map(row -> Double.valueOf(row.get(0).get(0)))
            .toList();
    assertThat(times).isSorted();
    assertThat(times).anyMatch(time -> time >= 2);
  }

  @Test
  void whatOneDeviceSawIsAFileOfItsOwn() throws IOException {
    List<Trace> traces = walk(new ProbeRequest("web-1", "web-2", Protocol.TCP, 80, 64, true, 0));
    Path file = write(traces, new DeviceRef("gateway", "eth0"));

    List<List<List<String>>> rows =
        Tshark.fields(file, "frame.interface_name", "ip.ttl", "frame.packet_flags_direction");
    assertThat(rows).allSatisfy(row -> assertThat(row.get(0)).containsExactly("gateway/eth0"));
    assertThat(rows.stream().filter(row -> !row.get(1).isEmpty()).map(row -> row.get(1).get(0)))
        .as("SYN, SYN-ACK and ACK")
        .containsExactly("63", "62", "63", "62", "63", "62");
  }

  @Test
  void fragmentsAreJoinedAndTunnelsOpened() throws IOException {
    IpPacket large = new IpPacket(A, B, 64, 7, false, new Icmp.Echo(true, 99, 1, 3_000));
    IpPacket datagram = new IpPacket(A, B, 64, 8, false, new Udp(40_000, 9_000, 2_000));
    IpPacket inner = new IpPacket(A, B, 64, 9, true, new Tcp(40_001, 80, Tcp.Flags.SYN, 5));
    Frame frame = new Frame(Made.MAC_B, Made.MAC_A, inner);
    IpPacket tunnelled = new IpPacket(A, B, 64, 10, false, new Vxlan(50_000, 8_472, 1, frame));
    IpPacket named = new IpPacket(A, B, 64, 11, false, new Vxlan(50_000, 4_789, 0xff_fffe, frame));
    Icmp tooLarge = new Icmp.Problem(3, 4, 1_400, large);
    Made made = new Made();
    parts(large, 1_480).forEach(part -> made.crosses(0, part));
    parts(datagram, 1_480).forEach(part -> made.crosses(3, part));
    made.crosses(4, tunnelled).crosses(5, named);
    made.crosses(6, new IpPacket(B, A, 64, 12, false, tooLarge));
    made.crosses(7, new IpPacket(B, A, 64, 13, false, new Icmp.Redirect(B, inner)));
    List<Trace> traces = List.of(made.trace());
    check(traces);

    List<List<List<String>>> rows =
        Tshark.fields(
            write(traces, new DeviceRef("b", "eth0")),
            "ip.reassembled.length",
            "vxlan.vni",
            "tcp.dstport",
            "icmp.mtu");
    assertThat(column(rows, 0)).containsExactly("3008", "2008");
    assertThat(column(rows, 1)).containsExactly("1", "16777214");
    assertThat(column(rows, 2)).containsExactly("80", "80", "80");
    assertThat(column(rows, 3)).containsExactly("1400");
  }

  private static List<IpPacket> parts(IpPacket whole, int room) {
    List<IpPacket> parts = new ArrayList<>();
    int total = whole.segment().length();
    for (int at = 0; at < total; at += room) {
      int length = Math.min(room, total - at);
      parts.add(whole.part(new Fragment(at, length, at + length < total)));
    }
    return parts;
  }

  private static List<String> column(List<List<List<String>>> rows, int number) {
    return rows.stream().flatMap(row -> row.get(number).stream()).toList();
  }

  private List<Trace> walk(ProbeRequest... probes) {
    return article.walk(List.of(probes)).stream().map(Walked::trace).toList();
  }

  /** Nothing is wrong, nothing is missing, and nothing was left unchecked. */
  private void check(List<Trace> traces) throws IOException {
    List<List<List<String>>> rows =
        Tshark.fields(
            write(traces, null),
            "frame.interface_name",
            "_ws.expert.severity",
            "_ws.expert.message",
            "_ws.malformed",
            "ip.checksum.status",
            "tcp.checksum.status",
            "udp.checksum.status",
            "icmp.checksum.status");
    List<Sighting> sightings = sightings(traces);

    assertThat(sightings).isNotEmpty();
    assertThat(rows).hasSameSizeAs(sightings);
    assertThat(column(rows, 0))
        .containsExactlyInAnyOrderElementsOf(
            sightings.stream().map(seen -> seen.namespace() + "/" + seen.device()).toList());
    Set<String> meant = new TreeSet<>(Set.of(RESET, QUESTION_AGAIN));
    ambiguous(sightings).forEach(ip -> meant.add(DUPLICATE.formatted(ip)));
    assertThat(rows).allSatisfy(row -> assertClean(row, meant));
  }

  /** Addresses that ARP messages of the traces give more than one hardware address. */
  private static Set<Ip> ambiguous(List<Sighting> sightings) {
    Map<Ip, Set<Mac>> owners = new TreeMap<>();
    for (Sighting seen : sightings) {
      if (seen.packet().payload() instanceof Arp message) {
        owners.computeIfAbsent(message.senderIp(), any -> new TreeSet<>()).add(message.senderMac());
      }
    }
    owners.values().removeIf(macs -> macs.size() < 2);
    return owners.keySet();
  }

  private static void assertClean(List<List<String>> row, Set<String> meant) {
    List<String> severities = row.get(1);
    List<String> messages = row.get(2);
    assertThat(messages).hasSameSizeAs(severities);
    for (int i = 0; i < severities.size(); i++) {
      if (Long.decode(severities.get(i)) >= WARNING) {
        // the same question was captured on several devices of its way
        String message = messages.get(i).replaceFirst("^" + QUESTION_AGAIN + ".*", QUESTION_AGAIN);
        assertThat(message).isIn(meant);
      }
    }
    assertThat(row.get(3)).as("malformed").isEmpty();
    boolean quotes = !row.get(7).isEmpty(); // what an ICMP error quotes may be cut off
    assertThat(row.subList(4, 8)).allSatisfy(checksums -> assertGood(checksums, quotes));
  }

  private static void assertGood(List<String> checksums, boolean quotes) {
    for (int i = 0; i < checksums.size(); i++) {
      assertThat(checksums.get(i))
          .isIn(i == 0 && !quotes ? Set.of(GOOD) : Set.of(GOOD, UNVERIFIED));
    }
  }

  private static List<Sighting> sightings(List<Trace> traces) {
    return traces.stream()
        .flatMap(trace -> Arrays.stream(Flow.values()).map(flow -> Sighting.of(trace, flow)))
        .flatMap(List::stream)
        .flatMap(List::stream)
        .filter(seen -> !(seen.device().equals("lo") && seen.out()))
        .toList();
  }

  private Path write(List<Trace> traces, @Nullable DeviceRef device) throws IOException {
    Path file = folder.resolve("trace.pcapng");
    Capture capture = new Capture(device, Long.MAX_VALUE);
    try (OutputStream out = Files.newOutputStream(file)) {
      capture.begin(out);
      for (Trace trace : traces) {
        capture.add(trace, out);
      }
      capture.end(out);
    }
    return file;
  }
}
