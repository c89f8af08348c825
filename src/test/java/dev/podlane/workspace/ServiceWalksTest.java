package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.cause.Backends;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Packets to Services go where kube-proxy's rules send them, in each form of the rules; the rows
 * were measured on a real kernel (rules 33 to 37, 58, 59, 64, 67).
 */
class ServiceWalksTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.244.0.0/24}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.244.1.0/24}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web-1, labels: {app: web}}, spec: {nodeName: n1,
       containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web-2, labels: {app: web}}, spec: {nodeName: n2,
       containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: far, labels: {app: far}}, spec: {nodeName: n2,
       containers: [{name: c, ports: [{containerPort: 80}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: n1,
       containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort, clusterIP:
       10.96.10.1, selector: {app: web}, ports: [{name: http, port: 80, targetPort: http,
       nodePort: 30080}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: empty}, spec: {type: NodePort, clusterIP:
       10.96.10.4, selector: {app: none}, ports: [{port: 80, nodePort: 30082}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: nodelocal}, spec: {clusterIP: 10.96.10.6,
       selector: {app: far}, internalTrafficPolicy: Local, ports: [{port: 80}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: away}, spec: {type: LoadBalancer, clusterIP:
       10.96.10.7, selector: {app: far}, externalTrafficPolicy: Local, ports: [{port: 80, nodePort:
       30083}]}, status: {loadBalancer: {ingress: [{ip: 203.0.113.11}]}}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: guarded}, spec: {type: LoadBalancer,
       clusterIP: 10.96.10.8, selector: {app: far}, loadBalancerSourceRanges: [198.51.100.0/24],
       ports: [{port: 80, nodePort: 30084}]}, status: {loadBalancer: {ingress: [{ip:
       203.0.113.12}]}}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: abroad}, spec: {clusterIP: 10.96.10.9,
       ports: [{port: 80}]}}
      ---
      {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: abroad-1, labels:
       {kubernetes.io/service-name: abroad}}, addressType: IPv4, ports: [{name: '', port: 9376}],
       endpoints: [{addresses: [192.0.2.10]}]}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: waits}, spec: {type: LoadBalancer, clusterIP:
       10.96.10.11, selector: {app: far}, ports: [{port: 80, nodePort: 30085}]}, status:
       {loadBalancer: {}}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: fresh}, spec: {type: LoadBalancer, clusterIP:
       10.96.10.12, selector: {app: far}, ports: [{port: 80, nodePort: 30086}]}}
      ---
      {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec: {podCIDR:
       10.244.0.0/16, serviceCIDR: 10.96.0.0/16, nodeNetwork: {cidr: 10.100.0.0/24}, FORM}}
      """;

  private static final Map<String, Workspace> FORMS =
      new TreeMap<>(
          Map.of(
              "iptables", form("proxyMode: iptables"),
              "1.34", form("proxyMode: nftables, kubernetesVersion: '1.34'"),
              "1.35", form("proxyMode: nftables, kubernetesVersion: '1.35'"),
              "1.36", form("proxyMode: nftables, kubernetesVersion: '1.36'"),
              "1.37", form("proxyMode: nftables, kubernetesVersion: '1.37'")));

  private static Workspace form(String fields) {
    return Workspace.open("", CLUSTER.replace("FORM", fields));
  }

  private static ProbeRequest probe(String from, String to, @Nullable Integer port) {
    return probe(from, to, port, null, null);
  }

  private static ProbeRequest probe(
      String from,
      String to,
      @Nullable Integer port,
      @Nullable String via,
      @Nullable String endpoint) {
    return new ProbeRequest(
        from,
        to,
        Protocol.TCP,
        port,
        64,
        true,
        0,
        null,
        Probe.Discovery.WANT,
        Floods.COUNTED,
        0,
        null,
        null,
        via,
        endpoint,
        null);
  }

  /** The result as the sender sees it, the server with the source it saw, and the cause. */
  private static String told(Workspace workspace, ProbeRequest probe) {
    Walked walked = workspace.walk(List.of(probe)).get(0);
    assertThat(walked.unsimulated()).isEmpty();
    Outcome outcome = walked.trace().outcome();
    Outcome.Server server = outcome.server();
    if (server != null) {
      return server.namespace() + " sees " + server.seesSource();
    }
    Cause cause = Causes.of(walked.trace()).orElseThrow();
    CauseOrigin origin = new CauseOrigins(workspace).of(walked, cause);
    String object = origin.object() == null ? "" : " " + origin.object().name();
    String path = origin.path() == null ? "" : " " + origin.path();
    String result = outcome.errno() == null ? outcome.result().text() : outcome.errno();
    return result + " " + origin.code() + object + path;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "client|svc:web||web-2|default/web-2 sees 10.244.0.3",
        "client|web|80|web-1|default/web-1 sees 10.244.0.3",
        "client|svc:web:http||10.244.1.2|default/web-2 sees 10.244.0.3",
        // to itself, through its own Service: the node stands between
        "web-1|svc:web|80|web-1|default/web-1 sees 10.244.0.1",
        "web-2|svc:web|80|web-2|default/web-2 sees 10.244.1.1",
        // off-cluster: masqueraded by the node it enters
        "ext:198.51.100.7|node:n1|30080|web-1|default/web-1 sees 10.244.0.1",
        "ext:198.51.100.7|node:n1|30080|web-2|default/web-2 sees 10.100.0.2",
        "n1|svc:web|80|web-2|default/web-2 sees 10.100.0.2",
        "client|svc:empty|80||ECONNREFUSED no-endpoints empty spec.selector",
        "client|node:n1|30082||ECONNREFUSED no-endpoints empty spec.selector",
        "client|svc:nodelocal|80||timeout no-local-endpoints nodelocal spec.internalTrafficPolicy",
        "web-2|svc:nodelocal|80||default/far sees 10.244.1.2",
        // pods and the node take all endpoints, whatever the policy says
        "client|lb:away|80||default/far sees 10.244.0.3",
        "client|node:n1|30083||default/far sees 10.244.0.3",
        "n1|node:n1|30083||default/far sees 10.100.0.2",
        "ext:198.51.100.7|node:n1|30083||"
            + "timeout no-local-endpoints away spec.externalTrafficPolicy",
        "ext:198.51.100.7|node:n2|30083||default/far sees 198.51.100.7",
        // the balancer sends to the node that has an endpoint
        "ext:198.51.100.7|lb:away|80||default/far sees 198.51.100.7",
        "ext:198.51.100.7|lb:guarded|80||default/far sees 10.100.0.2",
        "ext:192.0.2.99|lb:guarded|80||timeout source-range guarded"
            + " spec.loadBalancerSourceRanges",
        "client|lb:guarded|80||timeout source-range guarded spec.loadBalancerSourceRanges",
        "ext:192.0.2.99|node:n1|30084||default/far sees 10.100.0.2",
        "client|svc:abroad|80||ext:192.0.2.10 sees 10.100.0.2",
        "ext:198.51.100.7|lb:waits|80||pending no-load-balancer waits status.loadBalancer",
        "ext:198.51.100.7|lb:fresh|80||default/far sees 10.100.0.2",
      })
  void everyFormAgrees(
      String from, String to, @Nullable Integer port, @Nullable String endpoint, String expected) {
    Map<String, String> found = new TreeMap<>();
    FORMS.forEach(
        (form, workspace) ->
            found.put(form, told(workspace, probe(from, to, port, null, endpoint))));
    assertThat(found).allSatisfy((form, told) -> assertThat(told).isEqualTo(expected));
  }

  private static Workspace in(String name) {
    return Objects.requireNonNull(FORMS.get(name));
  }

  /** The cases in which the forms differ (KUBEPROXY: what a learner can see). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "client|10.96.10.1|81|timeout no-service-port web spec.ports|"
            + "ECONNREFUSED no-service-port web spec.ports",
        "n1|lb:away|80|default/far sees 10.100.0.2|1.34: timeout no-local-endpoints away"
            + " spec.externalTrafficPolicy",
        "client|10.244.0.1|30080|default/web-|ECONNREFUSED no-socket n1",
      })
  void formsDiffer(String from, String to, int port, String iptables, String nftables) {
    assertThat(told(in("iptables"), probe(from, to, port))).startsWith(iptables);
    String form = nftables.startsWith("1.34: ") ? "1.34" : "1.37";
    assertThat(told(in(form), probe(from, to, port))).isEqualTo(nftables.replace("1.34: ", ""));
  }

  @Test
  void everyEndpointThatCouldBeChosenIsKnown() {
    FORMS.forEach(
        (form, workspace) -> {
          Walked walked = workspace.walk(List.of(probe("client", "svc:web", 80))).get(0);
          assertThat(Backends.of(walked.trace()))
              .as(form)
              .extracting(each -> each.address() + ":" + each.port())
              .containsExactly("10.244.0.2:8080", "10.244.1.2:8080");
          assertThat(Backends.of(walked.trace()))
              .allSatisfy(each -> assertThat(each.probability()).isBetween(0.499, 0.501));
        });
  }

  /** Chance gives each endpoint its part. */
  @Test
  void chanceReachesEveryEndpoint() {
    FORMS.forEach(
        (form, workspace) -> {
          var servers =
              LongStream.range(0, 40)
                  .mapToObj(
                      seed ->
                          new ProbeRequest("client", "svc:web", Protocol.TCP, 80, 64, true, seed))
                  .map(request -> workspace.walk(List.of(request)).get(0))
                  .map(walked -> walked.trace().outcome().server())
                  .collect(Collectors.groupingBy(Outcome.Server::namespace, Collectors.counting()));
          assertThat(servers).as(form).containsOnlyKeys("default/web-1", "default/web-2");
        });
  }

  @Test
  void aPacketFromOutsideArrivesAtTheNamedNode() {
    Workspace iptables = in("iptables");
    assertThat(told(iptables, probe("ext:198.51.100.7", "lb:guarded", 80, "n2", null)))
        .isEqualTo("default/far sees 10.244.1.1");
    assertThat(told(iptables, probe("ext:198.51.100.7", "lb:away", 80, "node:n1", null)))
        .isEqualTo("timeout no-local-endpoints away spec.externalTrafficPolicy");
    assertThat(iptables.network().namespace("gateway").orElseThrow().routes().isLocal(Ip.ANY))
        .isFalse();
  }
}
