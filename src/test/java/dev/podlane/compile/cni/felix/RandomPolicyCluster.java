package dev.podlane.compile.cni.felix;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Policies at random in a cluster of two nodes: every selector, peer, port, tier and action. */
public final class RandomPolicyCluster extends Chance {
  /** Pods of the cluster, the last of which is in the network of its node. */
  public static final List<String> PODS =
      List.of("a/p0", "a/p1", "b/p2", "b/p3", "c/p4", "c/p5", "a/h6");

  /** Ports on which some pods listen, and others do not. */
  public static final List<Integer> PORTS = List.of(8080, 9090, 5353);

  /** A host outside the cluster. */
  public static final String OUTSIDE = "10.100.0.9";

  private static final List<String> NAMESPACES = List.of("a", "b", "c");
  private final StringBuilder text = new StringBuilder();

  private RandomPolicyCluster(long seed) {
    super(new Random(seed));
  }

  /**
   * The documents of a cluster.
   *
   * @param podNetwork value of {@code podNetwork}
   * @param many NetworkPolicies
   */
  public static String of(long seed, String podNetwork, int many) {
    RandomPolicyCluster made = new RandomPolicyCluster(seed);
    RandomTiers tiers = new RandomTiers(new Random(~seed));
    made.cluster(podNetwork);
    for (int i = 0; i < many; i++) {
      made.network(i);
    }
    if (made.sometimes(3)) {
      // those have tiers of their own: with others they would pass otherwise
      tiers.forerunners().forEach(made::add);
    } else {
      for (int i = made.number(4); i > 0; i--) {
        made.add(tiers.policy(i));
      }
    }
    return made.text.toString();
  }

  private void add(String document) {
    text.append(document.strip()).append("\n---\n");
  }

  private void cluster(String podNetwork) {
    add(
        """
        {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec: {podNetwork:
         %s, podCIDR: 10.244.0.0/16, serviceCIDR: 10.96.0.0/16, nodeNetwork: {cidr: 10.100.0.0/24,
         gateway: 10.100.0.1}, gatewayRoutes: [10.244.1.0/24 via 10.100.0.2, 10.244.2.0/24
         via 10.100.0.3]}}
        """
            .formatted(podNetwork));
    add(
        """
        {apiVersion: podlane.dev/v1, kind: Host, metadata: {name: outside}, spec: {interfaces:
         [{name: eth0, address: %s/24, segment: lan}], gateway: 10.100.0.1, processes:
         [{name: server, listens: [8080, 5353/udp]}]}}
        """
            .formatted(OUTSIDE));
    for (int i = 1; i <= 2; i++) {
      add(
          """
          {apiVersion: v1, kind: Node, metadata: {name: n%d}, spec: {podCIDR: 10.244.%d.0/24},
           status: {addresses: [{type: InternalIP, address: 10.100.0.%d}]}}
          """
              .formatted(i, i, i + 1));
    }
    for (String each : NAMESPACES) {
      String labels = sometimes(4) ? "" : ", labels: {app: " + any(VALUES) + "}";
      add("{apiVersion: v1, kind: Namespace, metadata: {name: %s%s}}".formatted(each, labels));
    }
    for (int i = 0; i < PODS.size(); i++) {
      pod(i);
    }
  }

  private void pod(int number) {
    String[] name = PODS.get(number).split("/", 2);
    int node = 1 + number % 2;
    boolean onHost = name[1].startsWith("h");
    int web = sometimes(2) ? 9090 : 8080;
    String ports =
        onHost
            ? "{containerPort: 8081}"
            : "{name: web, containerPort: %d}, {name: dns, containerPort: 5353, protocol: UDP}"
                .formatted(web);
    String address = onHost ? "10.100.0." + (node + 1) : "10.244." + node + "." + (10 + number);
    add(
        """
        {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: %s, labels: {app: %s, tier:
         %s}}, spec: {nodeName: n%d, hostNetwork: %s, containers: [{name: c, ports: [%s]}]},
         status: {phase: Running, podIP: %s, conditions: [{type: Ready, status: 'True'}]}}
        """
            .formatted(name[1], name[0], any(VALUES), any(VALUES), node, onHost, ports, address));
  }

  private void network(int number) {
    boolean ingress = !sometimes(3);
    boolean egress = !ingress || sometimes(2);
    List<String> types = new ArrayList<>();
    List<String> spec = new ArrayList<>();
    spec.add("podSelector: " + (sometimes(3) ? "{}" : selector()));
    if (ingress) {
      types.add("Ingress");
      spec.add("ingress: [" + String.join(", ", some(3, () -> rule("from"))) + "]");
    }
    if (egress) {
      types.add("Egress");
      spec.add("egress: [" + String.join(", ", some(3, () -> rule("to"))) + "]");
    }
    spec.add("policyTypes: [" + String.join(", ", types) + "]");
    String name = sometimes(3) ? "a-policy-with-a-long-name-" + number : "p" + number;
    add(
        """
        {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: %s, namespace:
         %s}, spec: {%s}}
        """
            .formatted(name, any(NAMESPACES), String.join(", ", spec)));
  }

  private String rule(String peers) {
    List<String> fields = new ArrayList<>();
    List<String> others = some(3, this::peer);
    if (!others.isEmpty()) {
      fields.add(peers + ": [" + String.join(", ", others) + "]");
    }
    List<String> ports = sometimes(8) ? many() : some(3, this::port);
    if (!ports.isEmpty()) {
      fields.add("ports: [" + String.join(", ", ports) + "]");
    }
    return "{" + String.join(", ", fields) + "}";
  }

  private String peer() {
    return switch (number(4)) {
      case 0 -> "{podSelector: " + selector() + "}";
      case 1 -> "{namespaceSelector: " + selector() + "}";
      case 2 -> "{podSelector: " + selector() + ", namespaceSelector: " + selector() + "}";
      default -> "{ipBlock: {" + block() + "}}";
    };
  }

  private String block() {
    String cidr = any(BLOCKS);
    if (cidr.equals("0.0.0.0/0") || cidr.equals("10.244.0.0/16")) {
      List<String> except = some(3, () -> any(List.of("10.244.1.0/24", "10.244.2.0/25")));
      return "cidr: " + cidr + ", except: [" + String.join(", ", except) + "]";
    }
    return "cidr: '" + cidr + "'";
  }

  private String port() {
    return switch (number(6)) {
      case 0 -> "{port: 8080}";
      case 1 -> "{protocol: UDP, port: 5353}";
      case 2 -> "{protocol: TCP, port: 8000, endPort: %d}".formatted(sometimes(2) ? 8079 : 9090);
      case 3 -> "{protocol: TCP, port: web}";
      case 4 -> "{protocol: UDP, port: dns}";
      default -> sometimes(2) ? "{protocol: TCP}" : "{protocol: SCTP, port: 8080}";
    };
  }

  /** More ports than one rule of iptables can ask for. */
  private List<String> many() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      all.add("{port: " + (7_000 + 2 * i) + "}");
    }
    all.add(port());
    return all;
  }
}
