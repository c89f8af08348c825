package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.PathLines;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.record.Budget;
import dev.podlane.trace.walk.Walker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counting the copies of a flood that nobody takes changes nothing but how they are shown. */
class CountedFloodsTest {
  private static final int NODES = 14;
  private static final int PODS = 14;

  private static String cluster() {
    StringBuilder text =
        new StringBuilder(
            "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: n}, spec:"
                + " {podCIDR: 10.0.0.0/12, nodeNetwork: {cidr: 10.100.0.0/24, gateway:"
                + " 10.100.0.1}}}");
    for (int node = 0; node < NODES; node++) {
      text.append(
          "\n---\n{apiVersion: v1, kind: Node, metadata: {name: n%d}, spec: {podCIDR: 10.%d.0.0/24},"
              .formatted(node, node));
      text.append(
          " status: {addresses: [{type: InternalIP, address: 10.100.0.%d}]}}".formatted(node + 2));
      for (int pod = 0; pod < PODS; pod++) {
        text.append(
            "\n---\n{apiVersion: v1, kind: Pod, metadata: {name: p%d-%d},".formatted(node, pod));
        text.append(" spec: {nodeName: n%d, containers: [{name: c, image: i,".formatted(node));
        text.append(
            " ports: [{containerPort: 80, hostPort: %d}]}]},".formatted(pod == 3 ? 8080 : 0));
        text.append(" status: {podIP: 10.%d.0.%d}}".formatted(node, pod + 2));
      }
    }
    return text.toString();
  }

  private static final Workspace OPENED = Workspace.open("", cluster());

  private static Probe probe(Random random) {
    String from =
        random.nextInt(6) == 0
            ? "n" + random.nextInt(NODES)
            : "default/p" + random.nextInt(NODES) + "-" + random.nextInt(PODS);
    String to =
        switch (random.nextInt(8)) {
          case 0 -> "10.100.0." + random.nextInt(20);
          case 1 -> "10." + random.nextInt(NODES) + ".0." + (PODS + 5);
          case 2 -> "10." + random.nextInt(NODES) + ".0.1";
          default -> "10." + random.nextInt(NODES) + ".0." + (2 + random.nextInt(PODS));
        };
    Protocol protocol = random.nextBoolean() ? Protocol.TCP : Protocol.ICMP;
    return Probe.of(from, protocol, Ip.parse(to), random.nextBoolean() ? 80 : 8080);
  }

  private static Network edited(Random random) {
    List<Edit> edits = new ArrayList<>();
    for (int i = 0; i < random.nextInt(4); i++) {
      int node = random.nextInt(NODES);
      String pod = "default/p" + random.nextInt(NODES) + "-" + random.nextInt(PODS);
      Event.Commands commands =
          switch (random.nextInt(6)) {
            case 0 -> commands("n" + node, "sysctl -w net.ipv4.conf.eth0.proxy_arp=1");
            case 1 -> commands("n" + node, "ip addr add 10.100.0.99/24 dev eth0");
            case 2 -> commands("n" + node, "ip link set cbr0 down");
            case 3 -> commands(pod, "ip route del default");
            case 4 -> commands(pod, "ip link set eth0 down");
            default -> commands("n" + node, "ip link set eth0 address 02:00:00:00:aa:01");
          };
      edits.add(Edit.asked("e" + i, commands, java.time.Instant.EPOCH));
    }
    Workspace now = OPENED.with(edits);
    assertThat(now.problems()).isEqualTo(OPENED.problems());
    return now.network();
  }

  private static Event.Commands commands(String namespace, String line) {
    return new Event.Commands(namespace, List.of(line));
  }

  private static Trace walk(Network network, Probe probe, Memory memory, Floods floods) {
    return Walker.walk(network, probe, memory, Budget.ofOne(), floods);
  }

  private static Map<String, String> paths(Trace trace) {
    Map<String, String> lines = new LinkedHashMap<>(PathLines.of(trace));
    lines.remove("arp");
    return lines;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void outcomesAndPathsAreThoseOfWalkingEachCopy(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 6; round++) {
      Network network = edited(random);
      Memory counting = new Memory();
      Memory walking = new Memory();
      for (int i = 0; i < 8; i++) {
        Probe probe = probe(random);
        Trace counted = walk(network, probe, counting, Floods.COUNTED);
        Trace walked = walk(network, probe, walking, Floods.WALKED);

        assertThat(counted.outcome().result()).as("%s", probe).isEqualTo(walked.outcome().result());
        assertThat(counted.outcome().server()).isEqualTo(walked.outcome().server());
        assertThat(paths(counted)).as("%s", probe).isEqualTo(paths(walked));
        assertThat(counted.hops()).hasSizeLessThanOrEqualTo(walked.hops().size());
      }
    }
  }

  @Test
  void aColdWalkTouchesOnlyItsWay() {
    Probe probe = Probe.of("default/p0-0", Protocol.TCP, Ip.parse("10.9.0.4"), 80);
    Workspace opened = Workspace.open("", cluster());
    Network network = opened.network();
    assertThat(opened.problems()).isEmpty(); // hostPort 0 is none

    Trace counted = walk(network, probe, new Memory(), Floods.COUNTED);
    Trace walked = walk(network, probe, new Memory(), Floods.WALKED);

    assertThat(counted.hops())
        .extracting(hop -> hop.namespace())
        .containsOnly("default/p0-0", "n0", "lan", "gateway", "n9", "default/p9-2");
    assertThat(walked.hops().size()).isGreaterThan(2 * counted.hops().size());
    assertThat(PathLines.of(counted).get("arp")).contains("(+13 others)");
    assertThat(PathLines.of(walked).get("arp")).doesNotContain("others");
  }
}
