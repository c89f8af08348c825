package dev.podlane.trace.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.iptables.RandomRules;
import dev.podlane.console.iptables.RestoreReader;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Hop;
import dev.podlane.trace.NetworkBuilder;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import dev.podlane.trace.memory.Memory;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the network looks like, a walk ends, and the same walk gives the same trace. */
class EveryTraceEndsTest {
  private static final List<Protocol> KINDS = List.of(Protocol.ICMP, Protocol.TCP, Protocol.UDP);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void randomNetworks(int seed) {
    Random random = new Random(seed);
    everyWalkEnds(random, randomNetwork(random).build());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void randomRules(int seed) {
    Random random = new Random(seed);
    NetworkBuilder network = randomNetwork(random);
    for (int host = 1; host <= 5; host++) {
      RestoreReader rules = new RestoreReader(Ruleset.NONE, true);
      new RandomRules(seed * 10L + host).lines().forEach(rules::line);
      rules.end();
      network.change("h" + host, ns -> ns.withRuleset(rules.rules()));
    }
    network.sysctl("lan", "net.bridge.bridge-nf-call-iptables", 1);
    RestoreReader rules = new RestoreReader(Ruleset.NONE, true);
    new RandomRules(seed).lines().forEach(rules::line);
    rules.end();
    network.change("lan", ns -> ns.withRuleset(rules.rules()));
    everyWalkEnds(random, network.build());
  }

  private static void everyWalkEnds(Random random, Network network) {
    List<String> names = List.copyOf(network.namespaces().keySet());
    Set<Outcome.Result> results = new HashSet<>();
    for (int i = 0; i < 30; i++) {
      Protocol what = KINDS.get(random.nextInt(3));
      String to = "10." + random.nextInt(5) + ".0." + (1 + random.nextInt(5));
      String from = names.get(random.nextInt(names.size()));
      Probe probe = Probe.of(from, what, Ip.parse(to), 79 + random.nextInt(3));

      Trace trace = Walker.walk(network, probe, new Memory());
      Trace again = Walker.walk(network, probe, new Memory());

      results.add(trace.outcome().result());
      assertThat(again).isEqualTo(trace);
      everyEndHasACause(trace);
      assertThat(trace.hops()).isNotEmpty();
      for (Hop hop : trace.hops()) {
        assertThat(hop.steps()).as("hop %s", hop.id()).isNotEmpty();
      }
    }
    assertThat(results).isNotEmpty();
  }

  /** A delivery has none; any other end names a step of the trace and the place it was made at. */
  private static void everyEndHasACause(Trace trace) {
    boolean delivered = trace.outcome().result() == Outcome.Result.DELIVERED;
    Optional<Cause> cause = Causes.of(trace);

    assertThat(cause.isEmpty()).isEqualTo(delivered);
    if (cause.isPresent() && cause.get().seq() != null) {
      assertThat(trace.hops())
          .filteredOn(hop -> hop.namespace().equals(cause.get().namespace()))
          .flatMap(Hop::steps)
          .filteredOn(stepRecord -> Objects.equals(stepRecord.seq(), cause.get().seq()))
          .extracting(Hop.StepRecord::step)
          .containsExactly(cause.get().decider());
    }
  }

  /** Hosts on some of four subnets each, some forwarding, with routes that may lead anywhere. */
  private static NetworkBuilder randomNetwork(Random random) {
    NetworkBuilder network = new NetworkBuilder().namespace("lan");
    for (int subnet = 0; subnet < 4; subnet++) {
      network.bridge("lan", "br" + subnet);
    }
    for (int host = 1; host <= 5; host++) {
      String name = "h" + host;
      network.namespace(name).sysctl(name, "net.ipv4.ip_forward", random.nextInt(2));
      network.listen(name, Protocol.TCP, "0.0.0.0", 80);
      network.listen(name, Protocol.UDP, "0.0.0.0", 80);
      int on = 0;
      for (int subnet = 0; subnet < 4; subnet++) {
        if (random.nextInt(2) == 0 || (subnet == 3 && on == 0)) {
          on = subnet;
          String port = "p" + host + "s" + subnet;
          network.veth("lan", port, name, "eth" + subnet).enslave("lan", port, "br" + subnet);
          network.address(name, "eth" + subnet, "10." + subnet + ".0." + host + "/24");
        }
      }
      int gateway = 1 + (host + random.nextInt(4)) % 5;
      network.route(name, "default", "10." + on + ".0." + gateway);
    }
    return network;
  }
}
