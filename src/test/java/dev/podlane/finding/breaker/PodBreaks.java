package dev.podlane.finding.breaker;

import java.util.List;
import java.util.Map;

/** Faults of pods and workloads. */
final class PodBreaks {
  private static final String DEPLOYMENT = "Deployment";
  private static final String MAIN = "spec/template/spec/containers/0/";

  private PodBreaks() {}

  private static void pod(Healthy it, String name, String spec, String status) {
    it.add(
        """
        {apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: "@shop", labels: {run: %s}},
         spec: {%s}, status: {%s}}
        """
            .formatted(name, name, spec, status));
  }

  static final List<Break> ALL =
      List.of(
          Break.of(
                  "pod.port-clash",
                  DEPLOYMENT,
                  "cart",
                  it ->
                      it.set(
                          DEPLOYMENT,
                          "cart",
                          "spec/template/spec/containers/1",
                          Map.of("name", "side", "ports", List.of(Map.of("containerPort", 7070)))))
              .noProbe()
              .noEdit(),
          Break.of(
                  "pod.host-network-clash",
                  "Pod",
                  "beta",
                  it -> {
                    String spec =
                        "nodeName: node-1, hostNetwork: true, containers: [{name: main, ports:"
                            + " [{containerPort: 9999}]}]";
                    pod(it, "alpha", spec, "phase: Running");
                    pod(it, "beta", spec, "phase: Running");
                  })
              .noProbe()
              .noEdit(),
          Break.of(
                  "pod.host-port-clash",
                  "Pod",
                  "delta",
                  it -> {
                    String spec =
                        "nodeName: node-1, containers: [{name: main, ports: [{containerPort: 80,"
                            + " hostPort: 8888}]}]";
                    pod(it, "gamma", spec, "phase: Running");
                    pod(it, "delta", spec, "phase: Running");
                  })
              .noProbe(),
          Break.of(
              "pod.host-ip-foreign",
              "Pod",
              "bound",
              it ->
                  pod(
                      it,
                      "bound",
                      "nodeName: node-2, containers: [{name: main, ports: [{containerPort: 80,"
                          + " hostPort: 8087, hostIP: 192.168.60.99}]}]",
                      "phase: Running")),
          Break.of(
                  "pod.address-twice",
                  "Pod",
                  "twin-b",
                  it -> {
                    String spec = "nodeName: node-2, containers: [{name: main}]";
                    pod(it, "twin-a", spec, "phase: Running, podIP: 10.244.2.55");
                    pod(it, "twin-b", spec, "phase: Running, podIP: 10.244.2.55");
                  })
              .noProbe(),
          Break.of(
              "pod.address-foreign",
              "Pod",
              "stray",
              it -> {
                if (it.names().getOrDefault("plugin", "").equals("calico")) {
                  it.manifests().set("ClusterNetwork", "cluster", "spec/podNetwork", "kindnet");
                }
                pod(
                    it,
                    "stray",
                    "nodeName: node-2, containers: [{name: main}]",
                    "phase: Running, podIP: 10.244.3.88");
              }),
          Break.of(
                  "pod.readiness-port",
                  DEPLOYMENT,
                  "web",
                  it -> it.set(DEPLOYMENT, "web", MAIN + "readinessProbe/httpGet/port", "htpp"))
              .noProbe(),
          Break.of(
                  "pod.readiness-port",
                  DEPLOYMENT,
                  "cart",
                  it -> it.set(DEPLOYMENT, "cart", MAIN + "readinessProbe/tcpSocket/port", 7700))
              .noProbe(),
          Break.of(
                  "pod.liveness-port",
                  DEPLOYMENT,
                  "web",
                  it -> it.set(DEPLOYMENT, "web", MAIN + "livenessProbe/tcpSocket/port", 8008))
              .noProbe(),
          Break.of(
                  "pod.probe-host",
                  DEPLOYMENT,
                  "web",
                  it ->
                      it.set(DEPLOYMENT, "web", MAIN + "livenessProbe/tcpSocket/host", "127.0.0.1"))
              .touching("web", Break.POLICY)
              .noProbe(),
          Break.of(
              "pod.subdomain-unknown",
              "Pod",
              "named",
              it ->
                  pod(
                      it,
                      "named",
                      "nodeName: node-2, hostname: one, subdomain: peers, containers: [{name: main,"
                          + " ports: [{containerPort: 80}]}]",
                      "phase: Running")),
          Break.of(
              "statefulset.service-unknown",
              "StatefulSet",
              "db",
              it -> it.set("StatefulSet", "db", "spec/serviceName", it.name("db") + "-hl")),
          Break.of(
                  "statefulset.unready-names",
                  "Service",
                  "db",
                  it ->
                      it.add(
                          """
                          {apiVersion: v1, kind: Pod, metadata: {name: "@db-0", namespace: "@data",
                           labels: {app: "@db", statefulset.kubernetes.io/pod-name: "@db-0"},
                           ownerReferences: [{apiVersion: apps/v1, kind: StatefulSet, name: "@db",
                           uid: "1", controller: true}]}, spec: {nodeName: node-1, hostname: "@db-0",
                           subdomain: "@db", containers: [{name: main, ports: [{name: pg,
                           containerPort: 5432}]}]}, status: {phase: Running, podIP: 10.244.1.50,
                           conditions: [{type: Ready, status: "False"}]}}
                          """))
              .also("service.no-ready-endpoints"),
          Break.of(
              "pod.node-unknown",
              "Pod",
              "lost",
              it -> pod(it, "lost", "nodeName: node-22, containers: [{name: main}]", "")),
          Break.of(
                  "pod.node-selector",
                  DEPLOYMENT,
                  "pay",
                  it ->
                      it.set(
                          DEPLOYMENT,
                          "pay",
                          "spec/template/spec/nodeSelector",
                          Map.of("disk", "sdd")))
              .also("service.selects-nothing"),
          Break.of(
                  "pod.taint-not-tolerated",
                  DEPLOYMENT,
                  "pay",
                  it -> {
                    it.set(
                        "Node",
                        "node-1",
                        "spec/taints",
                        List.of(Map.of("key", "gpu", "effect", "NoSchedule")));
                    it.set(
                        DEPLOYMENT,
                        "pay",
                        "spec/template/spec/nodeSelector",
                        Map.of("disk", "ssd"));
                  })
              .touching(Break.NETWORK)
              .also("service.internal-local"),
          Break.of(
                  "pod.node-affinity",
                  DEPLOYMENT,
                  "pay",
                  it ->
                      it.set(
                          DEPLOYMENT,
                          "pay",
                          "spec/template/spec/affinity",
                          Map.of(
                              "nodeAffinity",
                              Map.of(
                                  "requiredDuringSchedulingIgnoredDuringExecution",
                                  Map.of(
                                      "nodeSelectorTerms",
                                      List.of(
                                          Map.of(
                                              "matchExpressions",
                                              List.of(
                                                  Map.of(
                                                      "key", "arch", "operator", "Exists")))))))))
              .noEdit(),
          Break.of(
                  "pod.no-room",
                  DEPLOYMENT,
                  "pay",
                  it -> {
                    for (String node : List.of("node-1", "node-2", "node-3")) {
                      it.set("Node", node, "status/allocatable", Map.of("cpu", "2", "pods", "110"));
                    }
                    it.set(
                        DEPLOYMENT,
                        "pay",
                        "spec/template/spec/containers/0/resources",
                        Map.of("requests", Map.of("cpu", "3")));
                  })
              .touching(Break.NETWORK)
              .noEdit(),
          Break.of(
                  "daemonset.no-node",
                  "DaemonSet",
                  "agent",
                  it ->
                      it.set(
                          "DaemonSet",
                          "agent",
                          "spec/template/spec/nodeSelector",
                          Map.of("disk", "ssdd")))
              .noProbe()
              .also("service.selects-nothing"));
}
