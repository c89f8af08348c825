package dev.podlane.cluster.policy.classes;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Clusters and policies at random, as JSON; few names, so that much of it meets. */
public final class RandomPolicies {
  private static final List<String> NAMESPACES = List.of("x", "y", "z");
  private static final List<String> KEYS = List.of("app", "tier", "env");
  private static final List<String> VALUES = List.of("a", "b", "c");
  private static final List<String> PORT_NAMES = List.of("http", "metrics");
  private static final List<String> PROTOCOLS = List.of("TCP", "UDP", "SCTP");

  private final Random random;

  /** Those of a seed. */
  public RandomPolicies(long seed) {
    this.random = new Random(seed);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Namespaces, two nodes, and pods of both families, some without an address. */
  public List<String> pods(int count) {
    List<String> all = new ArrayList<>();
    for (String name : NAMESPACES) {
      all.add(
          "{apiVersion: v1, kind: Namespace, metadata: {name: %s, labels: %s}}"
              .formatted(name, labels()));
    }
    for (int i = 1; i <= 2; i++) {
      all.add(
          "{apiVersion: v1, kind: Node, metadata: {name: n%d, labels: %s}, spec: {podCIDR: 10.0.%d.0/24}}"
              .formatted(i, labels(), i));
    }
    for (int i = 0; i < count; i++) {
      int node = 1 + random.nextInt(2);
      String v4 = "{ip: 10.0.%d.%d}".formatted(node, 10 + i);
      String v6 = "{ip: 'fd00::%d:%x'}".formatted(node, 10 + i);
      String ips =
          switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> v6;
            case 2 -> v4 + ", " + v6;
            default -> v4;
          };
      String phase = chance(6) ? "Succeeded" : ips.isEmpty() ? "Pending" : "Running";
      all.add(
          ("{apiVersion: v1, kind: Pod, metadata: {name: p%d, namespace: %s, labels: %s}, spec:"
                  + " {nodeName: n%d%s, containers: [{name: c, ports: [%s]}]}, status: {phase: %s,"
                  + " podIPs: [%s]}}")
              .formatted(
                  i,
                  one(NAMESPACES),
                  labels(),
                  node,
                  chance(5) ? ", hostNetwork: true" : "",
                  ports(),
                  phase,
                  ips));
    }
    return all;
  }

  private String ports() {
    List<String> all = new ArrayList<>();
    for (String name : PORT_NAMES) {
      if (chance(50)) {
        all.add(
            "{name: %s, containerPort: %d, protocol: %s}"
                .formatted(name, 80 + random.nextInt(3), chance(80) ? "TCP" : "UDP"));
      }
    }
    return String.join(", ", all);
  }

  private String labels() {
    List<String> all = new ArrayList<>();
    for (String key : KEYS) {
      if (chance(60)) {
        all.add(key + ": " + one(VALUES));
      }
    }
    return "{" + String.join(", ", all) + "}";
  }

  /** A policy of a kind by chance; a few are not valid, or of an API that is not simulated. */
  public String policy(int number) {
    return switch (random.nextInt(10)) {
      case 0, 1 -> tiered(number);
      case 2 -> chance(30) ? other(number) : network(number);
      default -> network(number);
    };
  }

  private String network(int number) {
    String types =
        switch (random.nextInt(4)) {
          case 0 -> "policyTypes: [Ingress, Egress], ";
          case 1 -> "policyTypes: [Egress], ";
          default -> "";
        };
    return ("{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: np%d,"
            + " namespace: %s}, spec: {podSelector: %s, %singress: [%s], egress: [%s]}}")
        .formatted(number, one(NAMESPACES), selector(), types, rules("from"), rules("to"));
  }

  private String rules(String peers) {
    List<String> all = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      List<String> fields = new ArrayList<>();
      if (chance(80)) {
        List<String> list = new ArrayList<>();
        for (int j = random.nextInt(3); j >= 0; j--) {
          list.add(peer());
        }
        fields.add(peers + ": [" + String.join(", ", list) + "]");
      }
      if (chance(60)) {
        List<String> list = new ArrayList<>();
        for (int j = random.nextInt(2); j >= 0; j--) {
          list.add(port());
        }
        fields.add("ports: [" + String.join(", ", list) + "]");
      }
      all.add("{" + String.join(", ", fields) + "}");
    }
    return String.join(", ", all);
  }

  private String peer() {
    return switch (random.nextInt(4)) {
      case 0 -> "{ipBlock: " + block() + "}";
      case 1 -> "{namespaceSelector: " + selector() + "}";
      case 2 -> "{namespaceSelector: " + selector() + ", podSelector: " + selector() + "}";
      default -> "{podSelector: " + selector() + "}";
    };
  }

  private String block() {
    return switch (random.nextInt(7)) {
      case 0 -> "{cidr: 0.0.0.0/0}";
      case 1 -> "{cidr: 10.0.1.0/24, except: [10.0.1.%d/32]}".formatted(10 + random.nextInt(20));
      case 2 -> "{cidr: 10.0.%d.%d/28}".formatted(1 + random.nextInt(2), 16 * random.nextInt(3));
      case 3 -> "{cidr: '::/0'}";
      case 4 -> "{cidr: 'fd00::1:0/112'}";
      case 5 -> "{cidr: 0.0.0.0/0, except: [10.0.0.0/16]}";
      default -> "{cidr: 10.0.2.%d/32}".formatted(10 + random.nextInt(20));
    };
  }

  private String port() {
    String protocol = chance(40) ? ", protocol: " + one(PROTOCOLS) : "";
    return switch (random.nextInt(4)) {
      case 0 -> "{port: " + one(PORT_NAMES) + protocol + "}";
      case 1 -> "{port: 80, endPort: " + (81 + random.nextInt(3)) + protocol + "}";
      case 2 -> "{protocol: " + one(PROTOCOLS) + "}";
      default -> "{port: " + (80 + random.nextInt(3)) + protocol + "}";
    };
  }

  private String selector() {
    return switch (random.nextInt(6)) {
      case 0 -> "{}";
      case 1 ->
          "{matchExpressions: [{key: %s, operator: In, values: [%s, %s]}]}"
              .formatted(one(KEYS), one(VALUES), one(VALUES));
      case 2 ->
          "{matchExpressions: [{key: %s, operator: NotIn, values: [%s]}]}"
              .formatted(one(KEYS), one(VALUES));
      case 3 ->
          "{matchExpressions: [{key: %s, operator: %s}]}"
              .formatted(one(KEYS), chance(50) ? "Exists" : "DoesNotExist");
      default -> "{matchLabels: {%s: %s}}".formatted(one(KEYS), one(VALUES));
    };
  }

  private String tiered(int number) {
    List<String> in = new ArrayList<>();
    List<String> out = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      in.add(tierRule("from", false));
      out.add(tierRule("to", true));
    }
    return ("{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata:"
            + " {name: cnp%d}, spec: {tier: %s, priority: %d, subject: {namespaces: %s}, ingress:"
            + " [%s], egress: [%s]}}")
        .formatted(
            number,
            chance(60) ? "Admin" : "Baseline",
            random.nextInt(4),
            selector(),
            chance(70) ? String.join(", ", in) : "",
            chance(70) ? String.join(", ", out) : "");
  }

  private String tierRule(String peers, boolean egress) {
    String action = List.of("Accept", "Deny", "Pass").get(random.nextInt(3));
    String peer =
        switch (random.nextInt(egress ? 5 : 3)) {
          case 0 -> "{namespaces: " + selector() + "}";
          case 1 ->
              "{pods: {namespaceSelector: " + selector() + ", podSelector: " + selector() + "}}";
          case 3 -> "{networks: ['10.0.%d.0/28', '0.0.0.0/0']}".formatted(random.nextInt(3));
          case 4 -> chance(30) ? "{domainNames: [a.example]}" : "{nodes: " + selector() + "}";
          default -> chance(20) ? "{future: {}}" : "{namespaces: {}}";
        };
    String ports =
        switch (random.nextInt(4)) {
          case 0 -> ", protocols: [{tcp: {destinationPort: {number: 80}}}]";
          case 1 -> ", protocols: [{destinationNamedPort: http}]";
          case 2 ->
              ", protocols: [{udp: {}}, {tcp: {destinationPort: {range: {start: 81, end: 82}}}}]";
          default -> "";
        };
    return "{action: %s, %s: [%s]%s}".formatted(action, peers, peer, ports);
  }

  private String other(int number) {
    return ("{apiVersion: crd.projectcalico.org/v1, kind: NetworkPolicy, metadata: {name: c%d,"
            + " namespace: %s}, spec: {selector: \"app == '%s'\", types: [Ingress], ingress: []}}")
        .formatted(number, one(NAMESPACES), one(VALUES));
  }
}
