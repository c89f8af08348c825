package dev.podlane.web.library;

import java.util.List;

/** A cluster large enough to get lost in: twenty nodes, twelve workloads, 300 pods. */
final class TwentyNodes {
  private static final int NODES = 20;

  /** Name, labels' tier, image, port and replicas of a Deployment. */
  private record Workload(String namespace, String name, String image, int port, int replicas) {}

  private static final List<Workload> WORKLOADS =
      List.of(
          new Workload("shop", "frontend", "nginx:1.27", 80, 60),
          new Workload("shop", "catalog", "catalog:3.2", 8080, 40),
          new Workload("shop", "cart", "cart:2.0", 7070, 30),
          new Workload("shop", "checkout", "checkout:1.9", 5050, 24),
          new Workload("shop", "payment", "payment:1.4", 50051, 16),
          new Workload("shop", "shipping", "shipping:1.1", 50052, 16),
          new Workload("data", "search", "search:8.1", 9200, 30),
          new Workload("data", "cache", "redis:7", 6379, 24),
          new Workload("data", "queue", "rabbitmq:4", 5672, 12),
          new Workload("ops", "metrics", "prometheus:3", 9090, 8),
          new Workload("ops", "logs", "fluent-bit:4", 2020, 20),
          new Workload("ops", "agent", "agent:5", 4317, 20));

  private TwentyNodes() {}

  static String yaml() {
    StringBuilder yaml = new StringBuilder(32_000);
    yaml.append(
        """
        apiVersion: podlane.dev/v1
        kind: ClusterNetwork
        metadata:
          name: twenty-nodes
        spec:
          nodeNetwork:
            cidr: 10.100.0.0/24
            gateway: 10.100.0.1
          podCIDR: 10.0.0.0/16
          nodeMaskSize: 24
        """);
    for (int node = 1; node <= NODES; node++) {
      yaml.append(
          """
          ---
          apiVersion: v1
          kind: Node
          metadata:
            name: node-%02d
          spec:
            podCIDR: 10.0.%d.0/24
          status:
            addresses:
              - type: InternalIP
                address: 10.100.0.%d
          """
              .formatted(node, node, node + 1));
    }
    WORKLOADS.forEach(workload -> yaml.append(deployment(workload)));
    return yaml.toString();
  }

  private static String deployment(Workload workload) {
    return """
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: %2$s
          namespace: %1$s
        spec:
          replicas: %5$d
          selector:
            matchLabels:
              app: %2$s
          template:
            metadata:
              labels:
                app: %2$s
            spec:
              containers:
                - name: %2$s
                  image: %3$s
                  ports:
                    - name: main
                      containerPort: %4$d
        """
        .formatted(
            workload.namespace(),
            workload.name(),
            workload.image(),
            workload.port(),
            workload.replicas());
  }
}
