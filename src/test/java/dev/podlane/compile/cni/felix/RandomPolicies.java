package dev.podlane.compile.cni.felix;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Policies at random in a cluster of two nodes: every selector, peer, port, tier and action. */
public final class RandomPolicies {
  /** Pods of the cluster, the last of which is in the network of its node. */
  public static final List<String> PODS =
      List.of("a/p0", "a/p1", "b/p2", "b/p3", "c/p4", "c/p5", "a/h6");

  /** Ports on which some pods listen, and others do not. */
  public static final List<Integer> PORTS = List.of(8080, 9090, 5353);

  /** A host outside the cluster. */
  public static final String OUTSIDE = "10.100.0.9";

  private static final List<String> NAMESPACES = List.of("a", "b", "c");
  private static final List<String> VALUES = List.of("x", "y", "z");
  private static final List<String> KEYS = List.of("app", "tier", "kubernetes.io/metadata.name");
  private static final List<String> BLOCKS =
      List.of(
          "0.0.0.0/0",
          "10.244.0.0/16",
          "10.244.1.0/24",
          "10.244.2.0/24",
          "10.244.1.10/32",
          "10.244.2.12/31",
          "10.100.0.0/24",
          "10.100.0.3/32",
          "10.100.0.9/32",
          "fd00::/8");

  private final Random random;
  private final StringBuilder text = new StringBuilder();

  private RandomPolicies(long seed) {
    this.random = new Random(seed);
  }

  /**
   * The documents of a cluster.
   *
   * @param podNetwork value of {@code podNetwork}
   * @param many NetworkPolicies
   */
  public static String of(long seed, String podNetwork, int many) {
    RandomPolicies made = new RandomPolicies(seed);
    made.cluster(podNetwork);
    for (int i = 0; i < many; i++) {
      made.network(i);
    }
    if (made.sometimes(3)) {
      made.forerunners(); // those have tiers of their own: with others they would pass otherwise
    } else {
      for (int i = made.random.nextInt(4); i > 0; i--) {
        made.tiered(i);
      }
    }
    return made.text.toString();
  }

  private void add(String document) {
    text.append(document.strip()).append("\n---\n");
  }

  private boolean sometimes(int of) {
    return random.nextInt(of) == 0;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private List<String> some(int most, Supplier<String> each) {
    List<String> all = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      all.add(each.get());
    }
    return all;
  }

  private List<String> oneOrMore(int most, Supplier<String> each) {
    List<String> all = some(most - 1, each);
    all.add(each.get());
    return all;
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

  private String selector() {
    List<String> parts = new ArrayList<>();
    if (sometimes(2)) {
      parts.add("matchLabels: {" + any(KEYS) + ": " + any(VALUES) + "}");
    }
    if (sometimes(3)) {
      parts.add("matchExpressions: [" + String.join(", ", oneOrMore(2, this::expression)) + "]");
    }
    return "{" + String.join(", ", parts) + "}";
  }

  private String expression() {
    String key = any(KEYS);
    return switch (random.nextInt(4)) {
      case 0 -> "{key: %s, operator: In, values: [%s, %s]}".formatted(key, any(VALUES), "a");
      case 1 -> "{key: %s, operator: NotIn, values: [%s]}".formatted(key, any(VALUES));
      case 2 -> "{key: %s, operator: Exists}".formatted(key);
      default -> "{key: %s, operator: DoesNotExist}".formatted(key);
    };
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
    return switch (random.nextInt(4)) {
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
    return switch (random.nextInt(6)) {
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

  private void tiered(int number) {
    boolean isAdmin = sometimes(2);
    add(
        """
        {apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata:
         {name: t%d}, spec: {tier: %s, priority: %d, %s}}
        """
            .formatted(
                number,
                isAdmin ? "Admin" : "Baseline",
                10 * number + random.nextInt(5),
                body("Accept", this::protocols)));
  }

  private void forerunners() {
    if (sometimes(2)) {
      add(
          """
          {apiVersion: policy.networking.k8s.io/v1alpha1, kind: BaselineAdminNetworkPolicy,
           metadata: {name: default}, spec: {%s}}
          """
              .formatted(body("Allow", this::ports).replace("action: Pass", "action: Deny")));
    }
    if (sometimes(2)) {
      add(
          """
          {apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata:
           {name: first}, spec: {priority: 1, %s}}
          """
              .formatted(body("Allow", this::ports)));
    }
  }

  private String body(String allow, Supplier<String> ports) {
    List<String> in = some(2, () -> tierRule("from", allow, ports));
    List<String> out = some(2, () -> tierRule("to", allow, ports));
    return "subject: %s, ingress: [%s], egress: [%s]"
        .formatted(pods(), String.join(", ", in), String.join(", ", out));
  }

  private String tierRule(String peers, String allow, Supplier<String> ports) {
    String action = any(List.of(allow, "Deny", "Pass"));
    Supplier<String> peer =
        () -> peers.equals("to") && sometimes(2) ? "{networks: [" + networks() + "]}" : pods();
    String name = sometimes(2) ? "name: 'a rule', " : "";
    return "{%saction: %s, %s: [%s]%s}"
        .formatted(
            name,
            action,
            peers,
            String.join(", ", oneOrMore(2, peer)),
            sometimes(2) ? ", " + ports.get() : "");
  }

  private String networks() {
    return String.join(", ", oneOrMore(3, () -> "'" + any(BLOCKS) + "'"));
  }

  private String pods() {
    return sometimes(2)
        ? "{namespaces: " + selector() + "}"
        : "{pods: {namespaceSelector: " + selector() + ", podSelector: " + selector() + "}}";
  }

  private String protocols() {
    Supplier<String> each =
        () ->
            any(
                List.of(
                    "{tcp: {destinationPort: {number: 8080}}}",
                    "{tcp: {destinationPort: {range: {start: 8000, end: 9000}}}}",
                    "{tcp: {}}",
                    "{udp: {destinationPort: {number: 5353}}}",
                    "{destinationNamedPort: web}",
                    "{destinationNamedPort: dns}"));
    return "protocols: [" + String.join(", ", oneOrMore(3, each)) + "]";
  }

  private String ports() {
    Supplier<String> each =
        () ->
            any(
                List.of(
                    "{portNumber: {protocol: TCP, port: 8080}}",
                    "{portRange: {protocol: TCP, start: 8000, end: 9000}}",
                    "{portNumber: {protocol: UDP, port: 5353}}",
                    "{namedPort: web}"));
    return "ports: [" + String.join(", ", oneOrMore(3, each)) + "]";
  }
}
