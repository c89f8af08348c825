package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.compile.cni.felix.RandomPolicyCluster;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.tools.NeedsTool;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Policies at random as Felix's chains and sets, built on the kernel that runs the tests: every
 * probe must end as its trace says, and pass only where the policies allow it. {@code
 * -Dpodlane.lab.policies=} makes it longer.
 */
@NeedsTool({"ip", "bridge", "iptables", "ipset", "python3"})
@ResourceLock("kernel")
class PoliciesOnKernelTest {
  private static final long DEFAULT_SEED = 21_000;
  private static final int SETS = Integer.getInteger("podlane.lab.policies", 10);
  private static final int PROBES = 10;
  private static final List<String> KINDS = List.of("calico", "calico-vxlan");
  private static final Map<String, Integer> OUTCOMES = new ConcurrentHashMap<>();

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("PoliciesOnKernelTest");
  }

  @Test
  void everyProbeEndsAsItsTraceSaysAndThePoliciesDecide() throws Exception {
    long seed = Long.getLong("podlane.lab.seed", DEFAULT_SEED);
    System.out.printf("random policies: %d from -Dpodlane.lab.seed=%d%n", SETS, seed);
    List<String> found =
        ManyLabs.differences(SETS, at -> differences(seed + at, KINDS.get(at % KINDS.size())));
    System.out.println("random policies: probes by outcome " + new TreeMap<>(OUTCOMES));
    assertThat(OUTCOMES).containsKeys("delivered", "timeout");
    assertThat(found).as("%d sets from seed %d", SETS, seed).isEmpty();
  }

  private static List<String> differences(long seed, String kind) throws Exception {
    Workspace workspace = Workspace.open("", RandomPolicyCluster.of(seed, kind, 6));
    List<ProbeRequest> requests = requests(seed);
    ClusterOnKernel lab = ClusterOnKernel.of(workspace, requests, List.of("n1", "n2"));
    List<String> found = new ArrayList<>();
    lab.differences().forEach(each -> found.add("seed %d, %s, %s".formatted(seed, kind, each)));
    lab.results().forEach(result -> OUTCOMES.merge(result, 1, Integer::sum));
    Cluster cluster = workspace.cluster().orElseThrow();
    PolicyIndex index = new PolicyIndex(cluster);
    for (int i = 0; i < requests.size(); i++) {
      ProbeRequest request = requests.get(i);
      Verdict verdict = verdict(index, cluster, request);
      boolean passes = !lab.results().get(i).equals("timeout");
      if (verdict != Verdict.UNKNOWN && passes != (verdict == Verdict.ALLOW)) {
        found.add(
            "seed %d, %s, %s -> %s %s %d: the kernel says %s, the policies %s"
                .formatted(
                    seed,
                    kind,
                    request.from(),
                    request.to(),
                    request.protocol(),
                    request.port(),
                    lab.results().get(i),
                    verdict));
      }
    }
    return found;
  }

  private static List<ProbeRequest> requests(long seed) {
    Random random = new Random(~seed);
    List<String> pods = RandomPolicyCluster.PODS.subList(0, RandomPolicyCluster.PODS.size() - 1);
    List<String> senders = new ArrayList<>(pods);
    senders.add("n1");
    senders.add("outside");
    List<String> targets = new ArrayList<>(pods);
    targets.add(RandomPolicyCluster.OUTSIDE);
    List<ProbeRequest> all = new ArrayList<>();
    while (all.size() < PROBES) {
      String from = senders.get(random.nextInt(senders.size()));
      String to = targets.get(random.nextInt(targets.size()));
      boolean isUdp = random.nextInt(4) == 0;
      int port = isUdp ? 5353 : RandomPolicyCluster.PORTS.get(random.nextInt(2));
      Protocol protocol = isUdp ? Protocol.UDP : Protocol.TCP;
      if (!from.equals(to) && (pods.contains(from) || pods.contains(to))) {
        all.add(new ProbeRequest(from, to, protocol, port, 64, true, seed + all.size()));
      }
    }
    return all;
  }

  private static Verdict verdict(PolicyIndex index, Cluster cluster, ProbeRequest request) {
    Party from = party(cluster, request.from());
    Party to = party(cluster, request.to());
    int port = Objects.requireNonNull(request.port());
    PolicedPacket packet = new PolicedPacket(from, to, request.protocol(), port);
    // which address a node sends with depends on its tunnel
    boolean isOpen = from.node() != null && !cluster.network().podNetwork().text().equals("calico");
    return isOpen ? Verdict.UNKNOWN : index.decide(packet).verdict();
  }

  private static Party party(Cluster cluster, String name) {
    for (Pod pod : cluster.pods()) {
      if (pod.ref().path().equals(name)) {
        return Party.of(pod, Ip.Family.IPV4);
      }
    }
    for (Node node : cluster.nodes()) {
      if (node.name().equals(name)) {
        return Party.of(node, Ip.Family.IPV4, node.internalIp());
      }
    }
    return Party.of(Ip.parse(RandomPolicyCluster.OUTSIDE));
  }
}
