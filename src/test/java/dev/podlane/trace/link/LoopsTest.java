package dev.podlane.trace.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Flow;
import dev.podlane.trace.NetworkBuilder;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.TraceText;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.walk.Walker;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that loop for ever are told apart from large floods, and named. */
class LoopsTest {
  private static Trace ping(NetworkBuilder network, String from, String to) {
    return ping(network.build(), from, to);
  }

  private static Trace ping(Network network, String from, String to) {
    Probe probe = Probe.of(from, Protocol.ICMP, Ip.parse(to), 0);
    return Walker.walk(network, probe, new Memory());
  }

  private static Outcome.Reason.Loop loop(Trace trace) {
    assertThat(trace.outcome().result()).isEqualTo(Result.LOOP);
    return (Outcome.Reason.Loop) Objects.requireNonNull(trace.outcome().end()).reason();
  }

  private static List<String> bridges(Outcome.Reason.Loop loop) {
    return loop.round().stream().map(at -> at.namespace() + "/" + at.bridge()).toList();
  }

  /** A host on the first of so many bridges, each of which is to be joined. */
  private static NetworkBuilder bridges(int count) {
    NetworkBuilder network = new NetworkBuilder().namespace("host");
    for (int i = 0; i < count; i++) {
      network.namespace("r" + i).bridge("r" + i, "br");
    }
    network.veth("host", "eth0", "r0", "s").address("host", "eth0", "10.0.0.1/24");
    return network.enslave("r0", "s", "br");
  }

  private static void join(NetworkBuilder network, int a, int b, int number) {
    String name = "l" + a + "-" + b + "-" + number;
    network.veth("r" + a, name, "r" + b, name);
    network.enslave("r" + a, name, "br").enslave("r" + b, name, "br");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 40, 300})
  void bridgesJoinedManyTimes(int times) {
    NetworkBuilder network = bridges(2);
    for (int i = 0; i < times; i++) {
      join(network, 0, 1, i);
    }

    Trace trace = ping(network, "host", "10.0.0.9");

    assertThat(bridges(loop(trace))).containsExactlyInAnyOrder("r0/br", "r1/br");
    assertThat(loop(trace).copies()).isLessThanOrEqualTo(times + 2);
    assertThat(trace.hops()).hasSizeLessThanOrEqualTo(times + 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 50, 500})
  void aRingNamesAllItsBridges(int size) {
    NetworkBuilder network = bridges(size);
    for (int i = 0; i < size; i++) {
      join(network, i, (i + 1) % size, 0);
    }

    Trace trace = ping(network, "host", "10.0.0.9");

    assertThat(loop(trace).round()).hasSize(size);
    assertThat(bridges(loop(trace))).doesNotHaveDuplicates();
    assertThat(loop(trace).copies()).isLessThan(3 * size + 5);
  }

  @Test
  void everyBridgeJoinedToEveryOther() {
    NetworkBuilder network = bridges(30);
    for (int i = 0; i < 30; i++) {
      for (int j = i + 1; j < 30; j++) {
        join(network, i, j, 0);
      }
    }

    Trace trace = ping(network, "host", "10.0.0.9");

    assertThat(loop(trace).round()).hasSize(3);
    assertThat(trace.hops()).hasSizeLessThan(2_000);
  }

  @Test
  void aBridgeJoinedToItself() {
    NetworkBuilder network = new NetworkBuilder().namespace("a").bridge("a", "br", "10.0.0.1/24");
    network.veth("a", "x", "a", "y").enslave("a", "x", "br").enslave("a", "y", "br");

    assertThat(bridges(loop(ping(network, "a", "10.0.0.9")))).containsOnly("a/br");
  }

  @Test
  void aLoopIsToldThoughTheOtherIsThere() {
    NetworkBuilder network = bridges(2);
    join(network, 0, 1, 0);
    join(network, 0, 1, 1);
    network.namespace("peer").veth("peer", "eth0", "r1", "p").enslave("r1", "p", "br");
    network.address("peer", "eth0", "10.0.0.2/24");

    assertThat(ping(network, "host", "10.0.0.2").outcome().result()).isEqualTo(Result.LOOP);
  }

  @Test
  void aLoopThroughTunnels() {
    StringBuilder text = new StringBuilder("namespaces:\n  sw: {devices: {br: {type: bridge}");
    for (int i = 1; i <= 3; i++) {
      text.append(", p" + i + ": {master: br, peer: 'h" + i + ":eth0'}");
    }
    text.append("}}\n");
    for (int i = 1; i <= 3; i++) {
      text.append("  h" + i + ":\n    devices:\n      eth0: {addr: 10.1.0." + i + "/24}\n");
      text.append("      br: {type: bridge, addr: 10.2.0." + i + "/24}\n");
      for (int tunnel = 0; tunnel < 2; tunnel++) {
        text.append("      vx" + tunnel + ": {type: vxlan, id: " + (7 + tunnel));
        text.append(", local: 10.1.0." + i + ", dstport: " + (4789 + tunnel) + ", master: br");
        text.append(", fdb: [");
        for (int other = 1; other <= 3; other++) {
          text.append(other == i ? "" : "{mac: '00:00:00:00:00:00', dst: 10.1.0." + other + "}, ");
        }
        text.append("]}\n");
      }
    }

    Trace trace = ping(Networks.of(text.toString()), "h1", "10.2.0.99");

    assertThat(loop(trace).round()).extracting(Outcome.Station::device).containsOnly("vx0", "vx1");
    assertThat(trace.hops()).hasSizeLessThan(1_000);
  }

  @Test
  void aTreeOfBridgesIsNoLoop() {
    NetworkBuilder network = bridges(127);
    for (int i = 1; i < 127; i++) {
      join(network, (i - 1) / 2, i, 0);
    }

    Trace trace = ping(network, "host", "10.0.0.9");

    assertThat(trace.outcome().result()).isEqualTo(Result.ICMP_UNREACHABLE);
  }

  @Test
  void aPortThatSendsBackIsNoLoop() {
    Network network =
        Networks.of(
            """
            namespaces:
              a: {devices: {eth0: {addr: 10.0.0.1/24, peer: 'r:p'}}}
              b: {devices: {eth0: {addr: 10.0.0.2/24, peer: 's:p'}}}
              r: {devices: {br: {type: bridge}, p: {master: br}, q: {master: br, hairpin: true}}}
              s: {devices: {br: {type: bridge}, p: {master: br}, q: {master: br, peer: 'r:q'}}}
            """);

    Trace trace = ping(network, "b", "10.0.0.1");

    assertThat(trace.outcome().result()).isNotEqualTo(Result.LOOP);
    assertThat(TraceText.paths(trace, Flow.ARP).get(0)).contains("r/q>arp s/q<arp");
  }

  @Test
  void twoPortsThatSendBackToOneAnotherAreALoop() {
    Network network =
        Networks.of(
            """
            namespaces:
              a: {devices: {eth0: {addr: 10.0.0.1/24, peer: 'r:p'}}}
              r: {devices: {br: {type: bridge}, p: {master: br}, q: {master: br, hairpin: true}}}
              s: {devices: {br: {type: bridge}, q: {master: br, hairpin: true, peer: 'r:q'}}}
            """);

    assertThat(bridges(loop(ping(network, "a", "10.0.0.9")))).containsOnly("r/br", "s/br");
  }

  @Test
  void aRoutingLoopEndsByItsTtl() {
    NetworkBuilder network = new NetworkBuilder().namespace("a").namespace("b");
    network.veth("a", "x", "b", "x").address("a", "x", "10.0.0.1/24");
    network.address("b", "x", "10.0.0.2/24");
    network.sysctl("a", "net.ipv4.ip_forward", 1).sysctl("b", "net.ipv4.ip_forward", 1);
    network.route("a", "10.9.0.0/24", "10.0.0.2").route("b", "default", "10.0.0.1");
    network.namespace("c").veth("c", "x", "a", "c");
    network.address("c", "x", "10.1.0.2/24").address("a", "c", "10.1.0.1/24");
    network.route("c", "default", "10.1.0.1");

    assertThat(ping(network, "c", "10.9.0.9").outcome().result()).isEqualTo(Result.TTL_EXCEEDED);
  }

  @Test
  void aFloodToManyIsNoLoopHoweverOftenItIsRepeated() {
    NetworkBuilder network = bridges(1);
    for (int i = 0; i < 200; i++) {
      network.namespace("h" + i).veth("h" + i, "eth0", "r0", "p" + i);
      network.enslave("r0", "p" + i, "br");
    }

    Trace trace = ping(network, "host", "10.0.0.9");

    assertThat(trace.outcome().result()).isEqualTo(Result.ICMP_UNREACHABLE);
    assertThat(TraceText.steps(trace, NeighbourStep.ArpRequestSent.class)).hasSize(3);
    assertThat(trace.hops()).hasSizeGreaterThan(600);
  }
}
