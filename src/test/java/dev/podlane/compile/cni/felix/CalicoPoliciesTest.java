package dev.podlane.compile.cni.felix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.verdict.Decision;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.compile.Compiler;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.walk.Walker;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Packets that are walked through Felix's chains pass where the policies of Kubernetes allow them,
 * and nowhere else: both are computed apart from each other. {@code -Dpodlane.policies=} makes it
 * longer.
 */
class CalicoPoliciesTest {
  private static final int CLUSTERS = Integer.getInteger("podlane.policies", 30);
  private static final List<String> KINDS = List.of("calico", "calico-vxlan", "calico-ipip");
  private static final Ip OUTSIDE = Ip.parse(RandomPolicyCluster.OUTSIDE);

  /** A sender or receiver. */
  private record End(String namespace, Ip address, Party party) {}

  private static Cluster cluster(String text) {
    return Clusters.read(Documents.parse("c.yaml", text));
  }

  private static Map<String, End> ends(Cluster cluster) {
    Map<String, End> ends = new LinkedHashMap<>();
    for (Node node : cluster.nodes()) {
      Ip own = Objects.requireNonNull(node.internalIp());
      Party party = Party.of(node, Ip.Family.IPV4, own);
      ends.put(node.name(), new End(node.name(), own, party));
    }
    for (Pod pod : cluster.pods()) {
      if (!pod.hostNetwork()) {
        Party party = Party.of(pod, Ip.Family.IPV4);
        ends.put(
            pod.ref().path(),
            new End(pod.ref().path(), Objects.requireNonNull(pod.podIp()), party));
      }
    }
    ends.put("outside", new End("outside", OUTSIDE, Party.of(OUTSIDE)));
    return ends;
  }

  private static Trace walk(Network network, End from, End to, Protocol protocol, int port) {
    Probe probe =
        new Probe(
            from.namespace(),
            null,
            to.address(),
            protocol,
            port,
            0,
            Probe.DEFAULT_TTL,
            56,
            true,
            1,
            Probe.DEFAULT_TIMEOUT_MILLIS,
            Probe.Discovery.WANT,
            null,
            null);
    return Walker.walk(network, probe, new Memory());
  }

  private static boolean isNode(End end) {
    return end.party().node() != null;
  }

  /** A node sends with its tunnel's address what goes through the tunnel. */
  private static Party sender(End from, Trace trace) {
    Node node = from.party().node();
    if (node == null) {
      return from.party();
    }
    Ip source =
        trace.hops().get(0).steps().stream()
            .map(Hop.StepRecord::step)
            .filter(RuleStep.RulesRead.class::isInstance)
            .map(step -> ((RuleStep.RulesRead) step).subject().packet().source())
            .findFirst()
            .orElseThrow();
    return Party.of(node, Ip.Family.IPV4, source);
  }

  @Test
  void packetsPassWhereThePoliciesAllowThem() {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    List<String> differences = new ArrayList<>();
    for (int seed = 0; seed < CLUSTERS; seed++) {
      String text = RandomPolicyCluster.of(seed, KINDS.get(seed % KINDS.size()), 6);
      Cluster cluster = cluster(text);
      assertThat(cluster.notSimulated().policies().all()).hasSizeGreaterThanOrEqualTo(6);
      Network network = Compiler.compile(cluster).network();
      PolicyIndex index = new PolicyIndex(cluster);
      Map<String, End> ends = ends(cluster);
      for (End from : ends.values()) {
        for (End to : ends.values()) {
          if (!from.equals(to) && !(isNode(from) && to.party().pod() == null)) {
            compare(network, index, from, to, verdicts, differences, seed);
          }
        }
      }
    }
    System.out.println("policies of Calico: " + verdicts);
    assertThat(verdicts.keySet()).contains(Verdict.ALLOW, Verdict.DENY);
    assertThat(differences.size())
        .as(() -> String.join("\n", differences.subList(0, Math.min(9, differences.size()))))
        .isZero();
  }

  private static void compare(
      Network network,
      PolicyIndex index,
      End from,
      End to,
      Map<Verdict, Integer> verdicts,
      List<String> differences,
      int seed) {
    for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP)) {
      for (int port : RandomPolicyCluster.PORTS) {
        Trace trace = walk(network, from, to, protocol, port);
        Outcome.Result result = trace.outcome().result();
        PolicedPacket packet = new PolicedPacket(sender(from, trace), to.party(), protocol, port);
        Decision decision = index.decide(packet);
        verdicts.merge(decision.verdict(), 1, Integer::sum);
        boolean passes = result != Outcome.Result.TIMEOUT;
        if (decision.verdict() != Verdict.UNKNOWN
            && passes != (decision.verdict() == Verdict.ALLOW)) {
          differences.add(
              "seed %d, %s -> %s %s %d: %s, but %s %s"
                  .formatted(
                      seed,
                      from.namespace(),
                      to.namespace(),
                      protocol,
                      port,
                      result,
                      decision.verdict(),
                      decision.because().stream()
                          .map(each -> each.object() + each.path())
                          .toList()));
        }
      }
    }
  }
}
