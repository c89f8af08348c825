package dev.podlane.kernel;

import dev.podlane.compile.cni.felix.RandomPolicyCluster;
import dev.podlane.net.addr.Protocol;
import java.util.List;
import java.util.Random;

/**
 * Services of the pods of {@link RandomPolicyCluster} at random, and the ports that probes go to.
 */
final class RandomPorts {
  private static final String DNS =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: d7, namespace: c, labels: {app: x, tier: z}},
       spec: {nodeName: n2, containers: [{name: c, ports: [{containerPort: 53, protocol: UDP}]}]},
       status: {phase: Running, podIP: 10.244.2.53, conditions: [{type: Ready, status: 'True'}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: dns, namespace: c}, spec: {clusterIP:
       10.96.0.53, selector: {app: x, tier: z}, ports: [{port: 53, protocol: UDP}]}}
      ---
      """;
  private static final List<String> NAMESPACES = List.of("a", "b", "c");
  private static final List<String> APPS = List.of("x", "y", "z");
  private static final List<String> NODES = List.of("n1", "n2");
  private static final int SERVICES = 4;
  private static final int NODE_PORT = 30_080;

  /**
   * The end of a probe.
   *
   * @param name a pod, a machine or an address
   * @param port 0 for ICMP
   */
  record Target(String name, Protocol protocol, int port) {}

  private RandomPorts() {}

  /** Services by cluster address and node port, and a DNS server with its own. */
  static String services(long seed) {
    Random random = new Random(seed * 31);
    StringBuilder text = new StringBuilder(DNS);
    for (int i = 0; i < SERVICES; i++) {
      text.append(
          """
          {apiVersion: v1, kind: Service, metadata: {name: s%d, namespace: %s}, spec: {type:
           NodePort, clusterIP: 10.96.0.%d, externalTrafficPolicy: %s, selector: {app: %s}, ports:
           [{port: 80, targetPort: %s, nodePort: %d}]}}
          ---
          """
              .formatted(
                  i,
                  one(NAMESPACES, random),
                  80 + i,
                  random.nextBoolean() ? "Local" : "Cluster",
                  one(APPS, random),
                  random.nextBoolean() ? "web" : "8080",
                  NODE_PORT + i));
    }
    return text.toString();
  }

  /**
   * A pod, a host outside, a cluster address or a node port; mostly a port that has a listener.
   *
   * @param hasServices false for none of those that a Service translates
   */
  static Target target(Random random, boolean hasServices) {
    int service = random.nextInt(SERVICES);
    String pod = one(RandomPolicyCluster.PODS, random);
    return switch (random.nextInt(hasServices ? 10 : 5)) {
      case 0 -> new Target("c/d7", Protocol.UDP, 53);
      case 1 -> new Target(RandomPolicyCluster.OUTSIDE, Protocol.TCP, 8080);
      case 2 -> new Target(pod, Protocol.ICMP, 0);
      case 3 -> new Target(pod, Protocol.UDP, 5353);
      case 5, 6 -> new Target("10.96.0." + (80 + service), Protocol.TCP, 80);
      case 7, 8 -> new Target(one(NODES, random), Protocol.TCP, NODE_PORT + service);
      case 9 -> new Target("10.96.0.53", Protocol.UDP, 53);
      default -> new Target(pod, Protocol.TCP, random.nextBoolean() ? 8080 : 9090);
    };
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }
}
