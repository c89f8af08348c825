package dev.podlane.trace.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.KernelState;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.record.Budget;
import dev.podlane.trace.walk.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Memories are values as far as walks can tell: forks go on alike, and apart. */
class ForkTest {
  private static final List<String> HOSTS = List.of("a", "r", "b");
  private static final Network NETWORK =
      Networks.of(
          """
          namespaces:
            a:
              devices: {eth0: {type: veth, peer: "r:a", addr: 10.1.0.2/24}}
              routes: [default via 10.1.0.1]
            r:
              devices:
                a: {type: veth, addr: 10.1.0.1/24}
                b: {type: veth, peer: "b:eth0", addr: 10.2.0.1/24, mtu: 1400}
              sysctls: {net.ipv4.ip_forward: 1}
              iptables: |
                *nat
                -A POSTROUTING -o b -j MASQUERADE
                COMMIT
            b:
              devices: {eth0: {type: veth, addr: 10.2.0.2/24}}
              routes: [default via 10.2.0.1]
              listen: [{proto: tcp, port: 80, name: www}]
          """);

  private static Probe probe(Random random) {
    List<Protocol> protocols = List.of(Protocol.ICMP, Protocol.TCP, Protocol.UDP);
    Protocol protocol = protocols.get(random.nextInt(3));
    String to = List.of("10.2.0.2", "10.2.0.9", "10.1.0.1", "10.9.0.1").get(random.nextInt(4));
    int port = protocol == Protocol.ICMP ? 0 : 80 + random.nextInt(2);
    return Probe.of("a", protocol, Ip.parse(to), port)
        .withPayload(protocol == Protocol.TCP ? 0 : random.nextInt(3_000))
        .withTtl(1 + random.nextInt(3))
        .withTimeoutMillis(500 + random.nextInt(3_000))
        .warm();
  }

  private static List<KernelState> states(Memory memory) {
    return HOSTS.stream().map(memory::state).toList();
  }

  private static Trace walk(Probe probe, Memory memory) {
    return Walker.walk(NETWORK, probe, memory);
  }

  @Test
  void aForkGoesOnAsTheMemoryWouldHave() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      Memory memory = new Memory();
      for (int before = random.nextInt(5); before > 0; before--) {
        walk(probe(random), memory);
      }
      Memory fork = memory.fork();
      List<KernelState> then = states(memory);
      assertThat(states(fork)).isEqualTo(then);

      List<Probe> next = new ArrayList<>();
      for (int more = 0; more < 3; more++) {
        next.add(probe(random));
      }
      List<String> ofFork = next.stream().map(each -> walk(each, fork).toString()).toList();
      assertThat(states(memory)).as("seed %d", seed).isEqualTo(then);
      List<String> ofMemory = next.stream().map(each -> walk(each, memory).toString()).toList();
      assertThat(ofFork).as("seed %d", seed).isEqualTo(ofMemory);
      assertThat(states(fork)).as("seed %d", seed).isEqualTo(states(memory));
    }
  }

  @Test
  void aWalkCanBeLeftAtEveryStep() {
    Probe probe = Probe.from("a").tcp(Ip.parse("10.2.0.2"), 80);
    Memory whole = new Memory();
    Trace trace = walk(probe, whole);
    int steps = trace.hops().stream().mapToInt(hop -> hop.steps().size()).sum();
    List<List<KernelState>> seen = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      Memory memory = new Memory();
      Walker.walkTo(NETWORK, probe, memory, Budget.ofOne(), Floods.COUNTED, step);
      if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(states(memory))) {
        seen.add(states(memory));
      }
    }
    assertThat(steps).isGreaterThan(50);
    assertThat(seen.get(0)).containsOnly(KernelState.EMPTY);
    assertThat(seen).hasSizeGreaterThan(8).doesNotHaveDuplicates();
    assertThat(seen.get(seen.size() - 1)).isEqualTo(states(whole));
  }
}
