package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.compile.cni.felix.RandomPolicyCluster;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.QueueProgram;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.tools.NeedsTool;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Policies at random as the table and the queue of kube-network-policies, on the kernel that runs
 * the tests: every probe must end as its trace says, and the kernel must ask the agent about the
 * packets about which the walks asked. {@code -Dpodlane.lab.queues=} makes it longer.
 */
@NeedsTool({"ip", "bridge", "iptables", "ipset", "nft", "python3"})
@ResourceLock("kernel")
class QueuedPoliciesOnKernelTest {
  private static final long DEFAULT_SEED = 23_000;
  private static final int SETS = Integer.getInteger("podlane.lab.queues", 8);
  private static final int PROBES = 12;
  private static final List<String> KINDS =
      List.of("kindnet", "flannel-vxlan, policyEngine: kube-network-policies");
  private static final Map<String, Integer> OUTCOMES = new ConcurrentHashMap<>();
  private static final AtomicInteger QUESTIONS = new AtomicInteger();

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("QueuedPoliciesOnKernelTest");
    Namespaces.requireQueues("QueuedPoliciesOnKernelTest");
  }

  @Test
  void everyProbeEndsAsItsTraceSaysAndTheSameIsAsked() throws Exception {
    long seed = Long.getLong("podlane.lab.seed", DEFAULT_SEED);
    System.out.printf("queued policies: %d from -Dpodlane.lab.seed=%d%n", SETS, seed);
    List<String> found =
        ManyLabs.differences(SETS, at -> differences(seed + at, KINDS.get(at % KINDS.size())));
    System.out.printf(
        "queued policies: probes by outcome %s, %s questions%n",
        new TreeMap<>(OUTCOMES), QUESTIONS);
    assertThat(OUTCOMES).containsKeys("delivered", "timeout");
    assertThat(QUESTIONS.get()).isGreaterThan(SETS);
    assertThat(found).as("%d sets from seed %d", SETS, seed).isEmpty();
  }

  private static List<String> differences(long seed, String kind) throws Exception {
    String manifests = RandomPolicyCluster.of(seed, kind, 6) + RandomPorts.services(seed);
    Workspace workspace = Workspace.open("", manifests);
    // half of the sets are without Services, whose endpoints a kernel chooses as it likes
    boolean isChosen = seed / KINDS.size() % 2 == 0;
    List<ProbeRequest> requests = requests(seed, isChosen);
    Set<String> walked = ConcurrentHashMap.newKeySet();
    try (QueueLab queues = new QueueLab()) {
      ClusterOnKernel lab =
          ClusterOnKernel.of(
              workspace,
              requests,
              List.of("n1", "n2"),
              network -> recording(network, walked),
              queues);
      Set<String> predicted = new TreeSet<>(walked);
      List<String> found = new ArrayList<>(lab.differences());
      lab.results().forEach(result -> OUTCOMES.merge(result, 1, Integer::sum));
      Set<String> asked = new TreeSet<>(queues.asked());
      QUESTIONS.addAndGet(asked.size());
      asked.stream()
          .filter(each -> !predicted.contains(each))
          .forEach(each -> found.add("only the kernel asks " + each));
      predicted.stream()
          .filter(each -> !isChosen && !asked.contains(each))
          .forEach(each -> found.add("only the walk asks " + each));
      return found.stream().map(each -> "seed %d, %s, %s".formatted(seed, kind, each)).toList();
    }
  }

  /** The network, where what is asked of an agent is written down. */
  private static Network recording(Network network, Set<String> asked) {
    Network now = network;
    for (String name : List.of("n1", "n2")) {
      NetworkNamespace node = now.namespace(name).orElseThrow();
      for (Map.Entry<Integer, QueueProgram> queue : node.sockets().queues().entrySet()) {
        QueueProgram recorder = packet -> asked(queue.getValue(), name, packet, asked);
        now = now.with(node.withSockets(node.sockets().reading(queue.getKey(), recorder)));
      }
    }
    return now;
  }

  private static QueueProgram.Answer asked(
      QueueProgram agent, String node, IpPacket packet, Set<String> asked) {
    asked.add(new Question(node, packet).toString());
    return agent.decide(packet);
  }

  private static List<ProbeRequest> requests(long seed, boolean hasServices) {
    Random random = new Random(~seed);
    List<String> pods = RandomPolicyCluster.PODS;
    List<String> senders = new ArrayList<>(pods);
    senders.addAll(List.of("n1", "outside"));
    List<ProbeRequest> all = new ArrayList<>();
    while (all.size() < PROBES) {
      String from = senders.get(random.nextInt(senders.size()));
      RandomPorts.Target to = RandomPorts.target(random, hasServices);
      // the gateway has no way to Services, and says so only now and then
      boolean isLost = from.equals("outside") && to.name().startsWith("10.96.");
      if (!from.equals(to.name()) && !isLost) {
        Integer port = to.protocol() == Protocol.ICMP ? null : Integer.valueOf(to.port());
        all.add(
            new ProbeRequest(from, to.name(), to.protocol(), port, 64, true, seed + all.size()));
      }
    }
    return all;
  }
}
