package dev.podlane.cluster;

import java.util.List;

/**
 * Writes the sample of twenty nodes and 300 pods: a shop as it would be deployed, with addresses
 * and places left to Podlane.
 */
final class TwentyNodes {
  private static final int NODES = 20;

  private static final List<App> APPS =
      List.of(
          new App("shop", "storefront", 40, "http", 8080, ""),
          new App("shop", "cart", 24, "grpc", 7070, "metrics"),
          new App("shop", "catalog", 30, "grpc", 3550, "metrics"),
          new App("shop", "checkout", 20, "grpc", 5050, "metrics"),
          new App("shop", "search", 24, "http", 8080, "metrics"),
          new App("payments", "gateway", 12, "https", 8443, "metrics"),
          new App("payments", "ledger", 8, "grpc", 50051, ""),
          new App("payments", "fraud", 10, "grpc", 50052, "metrics"),
          new App("accounts", "login", 16, "http", 8080, "metrics"),
          new App("accounts", "profile", 14, "http", 8080, ""),
          new App("data", "postgres", 6, "postgres", 5432, "metrics"),
          new App("data", "redis", 12, "redis", 6379, ""),
          new App("data", "kafka", 9, "kafka", 9092, "metrics"),
          new App("batch", "mailer", 10, "", 0, "metrics"),
          new App("batch", "thumbnails", 25, "http", 9000, ""),
          new App("monitoring", "prometheus", 4, "http", 9090, ""),
          new App("monitoring", "grafana", 2, "http", 3000, ""),
          new App("monitoring", "loki", 6, "http", 3100, "metrics"),
          new App("ingress", "nginx", 20, "http", 80, "metrics"),
          new App("kube-system", "coredns", 8, "dns-tcp", 53, "metrics"));

  private TwentyNodes() {}

  /**
   * A Deployment of the sample.
   *
   * @param portName name of its port; empty for one that listens on none
   * @param metrics name of a second port, 9153; empty for none
   */
  private record App(
      String namespace, String name, int replicas, String portName, int port, String metrics) {
    String yaml() {
      StringBuilder ports = new StringBuilder();
      if (!portName.isEmpty()) {
        ports.append(portYaml(portName, port));
      }
      if (!metrics.isEmpty()) {
        ports.append(portYaml(metrics, 9153));
      }
      return """
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: %1$s
        namespace: %2$s
        labels:
          app: %1$s
      spec:
        replicas: %3$d
        selector:
          matchLabels:
            app: %1$s
        template:
          metadata:
            labels:
              app: %1$s
          spec:
            containers:
              - name: %1$s
                image: example.com/%2$s/%1$s:1.0
                ports:
      """
              .formatted(name, namespace, replicas)
          + ports;
    }

    private static String portYaml(String name, int port) {
      return " ".repeat(14) + "- {name: " + name + ", containerPort: " + port + "}\n";
    }
  }

  static String yaml() {
    StringBuilder yaml = new StringBuilder(32_000);
    yaml.append(
        """
        # Twenty nodes and 300 pods. Nodes say their address and block; where pods run, and which
        # addresses they get, is decided as the scheduler and host-local would.
        apiVersion: podlane.dev/v1
        kind: ClusterNetwork
        metadata:
          name: cluster
        spec:
          nodeNetwork:
            cidr: 10.100.0.0/24
            gateway: 10.100.0.1
          podCIDR: 10.0.0.0/16
          nodeMaskSize: 24
          serviceCIDR: 10.200.0.0/16
          podNetwork: bridge
          mtu: 1500
        """);
    for (int i = 1; i <= NODES; i++) {
      yaml.append(node(i));
    }
    APPS.forEach(app -> yaml.append(app.yaml()));
    return yaml.toString();
  }

  private static String node(int number) {
    return """
    ---
    apiVersion: v1
    kind: Node
    metadata:
      name: node-%1$02d
      labels:
        kubernetes.io/hostname: node-%1$02d
        kubernetes.io/os: linux
        topology.kubernetes.io/zone: zone-%2$s
    spec:
      podCIDR: 10.0.%1$d.0/24
    status:
      addresses:
        - {type: InternalIP, address: 10.100.0.%3$d}
      conditions:
        - {type: Ready, status: "True"}
    """
        .formatted(number, "abc".charAt(number % 3), number + 1);
  }
}
