package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.document.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services get addresses, ports and endpoints where the documents leave them out. */
final class SettledServicesTest {
  private static final String NODES =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1, labels: {topology.kubernetes.io/zone: z1}},
       spec: {podCIDR: 10.0.1.0/24}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.0.2.0/24}}
      ---
      """;

  private static String pod(String name, String more) {
    return "{apiVersion: v1, kind: Pod, metadata: {name: "
        + name
        + ", labels: {app: a}}, spec: {nodeName: n1, "
        + more
        + "}}\n---\n";
  }

  private static String service(String name, String spec) {
    return "{apiVersion: v1, kind: Service, metadata: {name: "
        + name
        + "}, spec: {"
        + spec
        + "}}\n---\n";
  }

  private static Service named(Cluster cluster, String name) {
    return cluster.services().named("default", name).orElseThrow();
  }

  private static List<String> endpoints(Cluster cluster, String service) {
    return cluster.services().slices(named(cluster, service)).stream()
        .flatMap(slice -> slice.endpoints().stream().map(each -> told(slice, each)))
        .toList();
  }

  private static String told(EndpointSlice slice, EndpointSlice.Endpoint each) {
    return each.addresses().get(0)
        + " "
        + slice.ports().stream().map(port -> port.name() + port.number()).toList()
        + (each.ready() ? " ready" : "")
        + (each.serving() ? " serving" : "")
        + (each.terminating() ? " terminating" : "")
        + (each.forZones().isEmpty() ? "" : " " + each.forZones())
        + (each.forNodes().isEmpty() ? "" : " " + each.forNodes());
  }

  /** Rule 28: from the upper band, in the order of the documents; kept ones are not given again. */
  @Test
  void addressesComeFromTheUpperBand() {
    Cluster cluster =
        Described.read(
            NODES
                + service("a", "ports: [{port: 80}]")
                + service("b", "clusterIP: 10.200.1.2, ports: [{port: 80}]")
                + service("c", "ports: [{port: 80}]")
                + service("d", "clusterIP: None, ports: [{port: 80}]")
                + service("e", "type: ExternalName, externalName: x.example"));
    assertThat(named(cluster, "a").clusterIps()).hasToString("[10.200.1.1]");
    assertThat(named(cluster, "c").clusterIps()).hasToString("[10.200.1.3]");
    assertThat(named(cluster, "d").clusterIps()).isEmpty();
    assertThat(named(cluster, "e").clusterIps()).isEmpty();
    assertThat(cluster.assumptions())
        .filteredOn(each -> each.code().equals("service.address"))
        .extracting(each -> String.join(" ", each.args()))
        .containsExactly("default/a 10.200.1.1", "default/c 10.200.1.3");
  }

  /** The service network is found around the addresses in use. */
  @Test
  void theServiceNetworkIsAroundItsAddresses() {
    String given = service("a", "clusterIP: 10.96.0.10, ports: [{port: 80}]");
    Cluster cluster = Described.read(NODES + given + service("b", "ports: [{port: 80}]"));
    assertThat(cluster.network().serviceCidr()).hasToString("10.96.0.0/16");
    assertThat(named(cluster, "b").clusterIps()).hasToString("[10.96.1.1]");
    Cluster written =
        Described.read(
            NODES
                + given
                + "{apiVersion: networking.k8s.io/v1, kind: ServiceCIDR, metadata: {name:"
                + " kubernetes}, spec: {cidrs: [10.96.0.0/12]}}");
    assertThat(written.network().serviceCidr()).hasToString("10.96.0.0/12");
  }

  @Test
  void aSmallServiceNetworkCanBeExhausted() {
    StringBuilder text = new StringBuilder(NODES);
    text.append(
        "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec:"
            + " {serviceCIDR: 10.9.0.0/30}}\n---\n");
    for (String name : List.of("a", "b", "c")) {
      text.append(service(name, "ports: [{port: 80}]"));
    }
    Cluster cluster = Described.read(text.toString());
    assertThat(named(cluster, "b").clusterIps()).hasToString("[10.9.0.2]");
    assertThat(named(cluster, "c").clusterIps()).isEmpty();
    assertThat(cluster.problems())
        .extracting(Problem::code)
        .contains("service.addresses-exhausted");
  }

  /** Rules 29 and 39: ports from the upper band; one for both protocols of a port. */
  @Test
  void nodePortsComeFromTheUpperBand() {
    Cluster cluster =
        Described.read(
            NODES
                + service(
                    "a",
                    "type: NodePort, ports: [{name: t, port: 53}, {name: u, port: 53, protocol:"
                        + " UDP}, {name: o, port: 80}]")
                + service(
                    "b", "type: LoadBalancer, externalTrafficPolicy: Local, ports: [{port: 1}]")
                + service(
                    "c",
                    "type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{port: 1}]")
                + service("d", "ports: [{port: 1}]"));
    assertThat(named(cluster, "a").ports())
        .extracting(port -> port.nodePort())
        .containsExactly(30086, 30086, 30087);
    assertThat(named(cluster, "b").ports().get(0).nodePort()).isEqualTo(30088);
    assertThat(named(cluster, "b").traffic().healthCheckNodePort()).isEqualTo(30089);
    assertThat(named(cluster, "c").ports().get(0).nodePort()).isZero();
    assertThat(named(cluster, "d").ports().get(0).nodePort()).isZero();
  }

  /** Rules 24 to 26, 41, 46 and 47. */
  @Test
  void endpointsAreWrittenForSelectedPods() {
    String web = "containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]";
    String side =
        "containers: [{name: c}], initContainers: [{name: s, restartPolicy: Always, ports: [{name:"
            + " http, containerPort: 9090}]}]";
    Cluster cluster =
        Described.read(
            NODES
                + pod("p1", web)
                + pod("p2", side)
                + pod("p3", web)
                    .replace(
                        "}}\n",
                        "}, status: {phase: Running, podIP: 10.0.1.9,"
                            + " conditions: [{type: Ready, status: 'False'}]}}\n")
                + pod("p4", web).replace("}}\n", "}, status: {phase: Succeeded}}\n")
                + service("named", "selector: {app: a}, ports: [{port: 80, targetPort: http}]")
                + service("number", "selector: {app: a}, ports: [{port: 80, targetPort: 8080}]")
                + service(
                    "all",
                    "selector: {app: a}, publishNotReadyAddresses: true, ports: [{port: 80}]")
                + service("none", "selector: {app: b}, ports: [{port: 80}]")
                + service("bare", "ports: [{port: 80}]"));
    assertThat(endpoints(cluster, "named"))
        .containsExactly(
            "10.0.1.10 [8080] ready serving", "10.0.1.9 [8080]", "10.0.1.11 [9090] ready serving");
    assertThat(endpoints(cluster, "number")).hasSize(3).contains("10.0.1.11 [8080] ready serving");
    assertThat(endpoints(cluster, "all")).contains("10.0.1.9 [80] ready");
    assertThat(endpoints(cluster, "none")).isEmpty();
    assertThat(endpoints(cluster, "bare")).isEmpty();
  }

  /** Rule 43: only endpoints of a known zone get hints. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PreferClose|10.0.1.2 [80] ready serving [z1]",
        "PreferSameZone|10.0.1.2 [80] ready serving [z1]",
        "PreferSameNode|10.0.1.2 [80] ready serving [z1] [n1]",
      })
  void aWishBecomesHints(String wish, String endpoint) {
    Cluster cluster =
        Described.read(
            NODES
                + pod("p1", "containers: [{name: c}]")
                + service(
                    "s",
                    "selector: {app: a}, trafficDistribution: "
                        + wish
                        + ", ports: [{port:"
                        + " 80}]"));
    assertThat(endpoints(cluster, "s")).containsExactly(endpoint);
  }

  /** Conditions that a slice leaves out are true (rule 48), while its pod terminates, too. */
  @Test
  void aConditionThatIsNotWrittenIsTrue() {
    String text =
        NODES
            + service("s", "ports: [{port: 80}]")
            + "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: s-1, labels:"
            + " {kubernetes.io/service-name: s}}, addressType: IPv4, endpoints: [{addresses:"
            + " [192.0.2.8], conditions: {ready: false, terminating: true}}, {addresses:"
            + " [192.0.2.9], conditions: {ready: null}}], ports: [{port: 7}]}";
    assertThat(endpoints(Described.read(text), "s"))
        .containsExactly("192.0.2.8 [7] serving terminating", "192.0.2.9 [7] ready serving");
  }

  /** An empty text is EKS's way to say that kube-proxy cannot tell pods (rule 66). */
  @Test
  void withoutClusterCidrKubeProxyCannotTellPods() {
    String text =
        NODES
            + service("s", "ports: [{port: 80}]")
            + "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kube-proxy, namespace:"
            + " kube-system}\ndata:\n  config.conf: |\n    clusterCIDR: ''\n";
    assertThat(Described.read(text).network().proxy().clusterCidrs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode: nftables|v1.33.2|NFTABLES 33 primary false",
        "mode: ''|v1.29.0|IPTABLES 29 all true",
        "mode: ipvs|v1.30.1|IPVS 30 all true",
      })
  void kubeProxyIsAsItsConfigMapsSay(String mode, String version, String expected) {
    Cluster cluster =
        Described.read(
            NODES
                + service("s", "ports: [{port: 80}]")
                + "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kube-proxy, namespace:"
                + " kube-system}\ndata:\n  config.conf: |\n    "
                + mode
                + "\n    clusterCIDR: 10.0.0.0/14\n    iptables: {masqueradeAll: true}\n"
                + "    nftables: {masqueradeAll: false}\n---\n"
                + "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: kubeadm-config, namespace:"
                + " kube-system}\ndata:\n  ClusterConfiguration: |\n    kubernetesVersion: "
                + version
                + "\n");
    KubeProxy proxy = cluster.network().proxy();
    assertThat(
            proxy.mode()
                + " "
                + proxy.minorVersion()
                + (proxy.nodePorts().isAll() ? " all " : " primary ")
                + proxy.masqueradeAll())
        .isEqualTo(expected);
    assertThat(proxy.clusterCidrs()).hasToString("[10.0.0.0/14]");
  }

  /** Blocks of the other family leave all addresses of this one, as without any. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "['fd00::/8']|true",
        "['10.100.0.0/24', 'fd00::/8']|false",
        "[primary]|false",
        "['10.100.0.0/24', '0.0.0.0/0']|true"
      })
  void nodePortsAreTakenEverywhereIfNoBlockIsOfTheFamily(String blocks, boolean all) {
    Cluster cluster =
        Described.read(
            NODES
                + "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec:"
                + " {nodePortAddresses: "
                + blocks
                + "}}\n");
    assertThat(cluster.network().proxy().nodePorts().isAll()).isEqualTo(all);
  }

  /** Many Services that select the same many pods multiply; what goes beyond is left out. */
  @Test
  void endpointsAreBounded() {
    StringBuilder text =
        new StringBuilder(
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {replicas: 5000,"
                + " selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}},"
                + " spec: {containers: [{name: c}]}}}}\n---\n");
    String ports =
        IntStream.range(1, 11)
            .mapToObj(port -> "{name: p" + port + ", port: " + port + "}")
            .collect(Collectors.joining(", "));
    for (int i = 0; i < 100; i++) {
      text.append(service("s" + i, "selector: {app: a}, ports: [" + ports + "]"));
    }
    Cluster cluster = Described.read(text.toString());
    int running = (int) cluster.pods().stream().filter(each -> each.podIp() != null).count();
    assertThat(running).isGreaterThan(700);
    assertThat(cluster.services().omitted()).hasSize(100 - 400_000 / (running * 10));
    assertThat(cluster.problems()).extracting(Problem::code).contains("limit.endpoints");
  }
}
