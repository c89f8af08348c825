package dev.podlane.kernel;

import dev.podlane.net.addr.Protocol;
import dev.podlane.workspace.ProbeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Services at random in a cluster of two nodes, and probes to them. */
final class RandomServices {
  private static final int PODS = 5;
  private static final int SERVICES = 5;
  private static final List<String> APPS = List.of("a", "b", "c");

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final List<String> targets = new ArrayList<>();

  private RandomServices(long seed) {
    this.random = new Random(seed);
  }

  /**
   * A cluster.
   *
   * @param manifests its documents, to which a ClusterNetwork can be added
   * @param targets destinations of probes, each with a port
   */
  record Made(String manifests, List<String> targets) {}

  static Made of(long seed) {
    RandomServices services = new RandomServices(seed);
    services.nodes();
    for (int i = 0; i < PODS; i++) {
      services.pod(i);
    }
    for (int i = 0; i < SERVICES; i++) {
      services.service(i);
    }
    return new Made(services.text.toString(), List.copyOf(services.targets));
  }

  /** Probes from everywhere. */
  static List<ProbeRequest> probes(Made made, long seed, int many) {
    Random random = new Random(~seed);
    List<ProbeRequest> all = new ArrayList<>();
    List<String> senders = List.of("p0", "p1", "n1", "n2", "ext:198.51.100.7", "ext:192.0.2.9");
    for (int i = 0; i < many; i++) {
      String[] to = made.targets().get(random.nextInt(made.targets().size())).split(" ", 2);
      String from = senders.get(random.nextInt(senders.size()));
      // no route leads from outside to a cluster IP
      boolean isLost = from.startsWith("ext:") && to[0].startsWith("10.96.");
      all.add(
          new ProbeRequest(
              isLost ? "p2" : from,
              to[0],
              Protocol.TCP,
              Integer.valueOf(to[1]),
              64,
              true,
              seed + i));
    }
    return all;
  }

  private void add(String document) {
    text.append(document.strip()).append("\n---\n");
  }

  private void nodes() {
    for (int i = 1; i <= 2; i++) {
      add(
          """
          {apiVersion: v1, kind: Node, metadata: {name: n%d, labels: {topology.kubernetes.io/zone:
           z%d}}, spec: {podCIDR: 10.244.%d.0/24}, status: {addresses: [{type: InternalIP, address:
           10.100.0.%d}]}}
          """
              .formatted(i, i, i, i + 1));
    }
  }

  private boolean sometimes(int of) {
    return random.nextInt(of) == 0;
  }

  private String app() {
    return APPS.get(random.nextInt(APPS.size()));
  }

  private void pod(int number) {
    String ready = sometimes(4) ? "False" : "True";
    int node = 1 + number % 2;
    add(
        """
        {apiVersion: v1, kind: Pod, metadata: {name: p%d, labels: {app: %s}}, spec: {nodeName: n%d,
         containers: [{name: c, ports: [{name: web, containerPort: %d}]}]}, status: {phase: Running,
         podIP: 10.244.%d.%d, conditions: [{type: Ready, status: '%s'}]}}
        """
            .formatted(number, app(), node, sometimes(3) ? 9090 : 8080, node, 10 + number, ready));
  }

  private void service(int number) {
    int kind = random.nextInt(4);
    String type = kind == 0 ? "ClusterIP" : kind == 3 ? "LoadBalancer" : "NodePort";
    List<String> spec = new ArrayList<>();
    spec.add("type: " + type);
    String clusterIp = "10.96.0." + (10 + number);
    spec.add("clusterIP: " + clusterIp);
    spec.add("selector: {app: " + (sometimes(6) ? "none" : app()) + "}");
    int nodePort = 30_080 + number;
    spec.add(
        "ports: [{name: %s, port: 80, targetPort: %s%s}]"
            .formatted(
                sometimes(2) ? "http" : "''",
                sometimes(2) ? "web" : "8080",
                kind == 0 ? "" : ", nodePort: " + nodePort));
    targets.add(clusterIp + " 80");
    if (sometimes(3)) {
      spec.add("internalTrafficPolicy: Local");
    }
    if (kind != 0 && sometimes(2)) {
      spec.add("externalTrafficPolicy: Local");
    }
    if (sometimes(4)) {
      spec.add("sessionAffinity: ClientIP");
    }
    if (sometimes(4)) {
      spec.add("trafficDistribution: " + (sometimes(2) ? "PreferSameZone" : "PreferSameNode"));
    }
    String status = "";
    if (kind == 3) {
      String address = "203.0.113." + (10 + number);
      status = ", status: {loadBalancer: {ingress: [{ip: " + address + "}]}}";
      targets.add(address + " 80");
      if (sometimes(2)) {
        spec.add("loadBalancerSourceRanges: [198.51.100.0/24, 10.244.1.0/24]");
      }
    }
    if (kind != 0) {
      targets.add("10.100.0.2 " + nodePort);
      targets.add("10.100.0.3 " + nodePort);
    }
    add(
        "{apiVersion: v1, kind: Service, metadata: {name: s%d}, spec: {%s}%s}"
            .formatted(number, String.join(", ", spec), status));
  }
}
