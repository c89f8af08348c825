package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.Services;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services and endpoints are read whole, and found by the addresses they have. */
final class ServicesTest {
  private static Service service(String spec, String rest) {
    Cluster cluster =
        Described.read(
            "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: " + spec + rest + "}");
    assertThat(cluster.problems()).extracting(p -> p.code()).isEmpty();
    return cluster.services().all().get(0);
  }

  /** Rules 23, 24, 27, 28, 31, 32 and 135. */
  @Test
  void defaultsAreFilledIn() {
    Service plain = service("{selector: {a: b}, ports: [{port: 80}]}", "");
    assertThat(plain.type()).isEqualTo(Service.Type.CLUSTER_IP);
    assertThat(plain.ref().path()).isEqualTo("default/s");
    assertThat(plain.clusterIps()).isEmpty();
    assertThat(plain.headless()).isFalse();
    assertThat(plain.ports().get(0))
        .hasToString(
            "ServicePort[name=, protocol=TCP, port=80, target=80, targetName=, nodePort=0]");
    assertThat(plain.loadBalancer().hasStatus()).isFalse();
    Service dual =
        service(
            "{type: LoadBalancer, clusterIP: 10.96.0.7, clusterIPs: [10.96.0.7, 'fd00::7'],"
                + " externalIPs: [192.0.2.1], ports: [{name: h, port: 80, targetPort: http,"
                + " nodePort: 30080}, {name: d, port: 53, protocol: UDP, targetPort: 5353}],"
                + " sessionAffinity: ClientIP, externalTrafficPolicy: Local,"
                + " loadBalancerSourceRanges: [198.51.100.0/24]}",
            ", status: {loadBalancer: {ingress: [{ip: 203.0.113.5}, {hostname: lb.example,"
                + " ipMode: Proxy}]}}");
    assertThat(dual.clusterIps()).hasToString("[10.96.0.7, fd00::7]");
    assertThat(dual.selector()).isNull();
    assertThat(dual.ports())
        .extracting(p -> p.target() + p.targetName() + " " + p.nodePort())
        .containsExactly("0http 30080", "5353 0");
    assertThat(dual.traffic().affinitySeconds()).isEqualTo(10_800);
    assertThat(dual.traffic().externalLocal()).isTrue();
    assertThat(dual.loadBalancer().addresses()).hasToString("[203.0.113.5]");
    assertThat(dual.loadBalancer().ingress().get(1).proxied()).isTrue();
    assertThat(dual.loadBalancer().sourceRanges()).hasToString("[198.51.100.0/24]");
    assertThat(service("{clusterIP: None, ports: [{port: 1}]}", "").headless()).isTrue();
    Service name = service("{type: ExternalName, externalName: db.example}", "");
    assertThat(name.externalName()).isEqualTo("db.example");
    Service named =
        service(
            "{type: LoadBalancer, ports: [{port: 1}]}",
            ", status: {loadBalancer: {ingress: [{hostname: lb.example}]}}");
    assertThat(named.loadBalancer().isOnlyNamed()).isTrue();
    assertThat(dual.loadBalancer().isOnlyNamed()).isFalse();
    Service waits =
        service("{type: LoadBalancer, ports: [{port: 1}]}", ", status: {loadBalancer: {}}");
    assertThat(waits.loadBalancer().hasStatus()).isTrue();
    assertThat(waits.loadBalancer().ingress()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{clusterIP: CLUSTER_DNS_IP, ports: [{port: 53}]}|ip.invalid spec.clusterIP",
        "{clusterIP: x.x.x.x, ports: [{port: 53}]}|value.hidden spec.clusterIP",
        "{type: Loadbalancer, ports: [{port: 53}]}|service.type spec.type",
        "{ports: [{port: 1}, {port: 2}]}|service.port-name spec.ports[0].name",
        "{ports: [{name: a, port: 1}, {name: a, port: 2}]}|service.port-name spec.ports[1].name",
        "{ports: [{name: Web_1, port: 1}]}|service.port-label spec.ports[0].name",
        "{ports: [{name: a, port: 1}, {name: b, port: 1, protocol: UDP}, {name: c, port: 1}]}"
            + "|service.port-twice spec.ports[2].port",
        "{type: NodePort, ports: [{name: a, port: 1, nodePort: 30001}, {name: b, port: 2, protocol:"
            + " UDP, nodePort: 30001}, {name: c, port: 3, nodePort: 30001}]}"
            + "|service.node-port-again spec.ports[2].nodePort",
        "{ports: [{port: 1}, {name: b, port: 2}]}|service.port-name spec.ports[0].name",
        "{ports: [{name: a, port: 1}, {port: 2}]}|service.port-name spec.ports[1].name",
        "{ports: [{port: 70000}]}|port.range spec.ports[0].port",
        "{ports: [{targetPort: 80}]}|field.missing spec.ports[0].port",
        "{ports: [{port: 80, targetPort: '80'}]}|port.name spec.ports[0].targetPort"
      })
  void aBadFieldTakesNoServiceAway(String spec, String problem) {
    Cluster cluster =
        Described.read("{apiVersion: v1, kind: Service, metadata: {name: s}, spec: " + spec + "}");
    assertThat(cluster.problems().get(0).code() + " " + cluster.problems().get(0).place().path())
        .isEqualTo(problem);
    assertThat(cluster.services().named("default", "s")).isPresent();
  }

  @Test
  void addressesLeadToServices() {
    Cluster cluster =
        Described.read(
            "{apiVersion: v1, kind: Service, metadata: {name: a, namespace: n}, spec: {clusterIP:"
                + " 10.96.0.7, externalIPs: [192.0.2.1], selector: {app: a}, ports: [{port: 1,"
                + " nodePort: 30001}]}, status: {loadBalancer: {ingress: [{ip: 203.0.113.5}]}}}",
            "---",
            "{apiVersion: v1, kind: Pod, metadata: {name: p, namespace: n, labels: {app: a}}, spec:"
                + " {containers: [{name: c}]}}",
            "---",
            "{apiVersion: v1, kind: Pod, metadata: {name: q, labels: {app: a}}, spec:"
                + " {containers: [{name: c}]}}");
    Services services = cluster.services();
    assertThat(services.at(Ip.parse("10.96.0.7")))
        .extracting(Services.Front::role)
        .containsExactly(Services.Role.CLUSTER_IP);
    assertThat(services.at(Ip.parse("192.0.2.1")))
        .extracting(Services.Front::role)
        .containsExactly(Services.Role.EXTERNAL_IP);
    assertThat(services.at(Ip.parse("203.0.113.5")))
        .extracting(Services.Front::role)
        .containsExactly(Services.Role.LOAD_BALANCER);
    assertThat(services.at(Ip.parse("10.96.0.8"))).isEmpty();
    assertThat(services.atNodePort(Protocol.TCP, 30001)).isPresent();
    assertThat(services.atNodePort(Protocol.UDP, 30001)).isEmpty();
    Service a = services.named("n", "a").orElseThrow();
    assertThat(Services.pods(a, cluster.pods())).extracting(Pod::name).containsExactly("p");
  }

  /** Rules 48, 52 to 55. */
  @Test
  void endpointsOfBothKinds() {
    Cluster cluster =
        Described.read(
            "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {ports: [{port: 1}]}}",
            "---",
            "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: s-1, labels:"
                + " {kubernetes.io/service-name: s}}, addressType: IPv4, endpoints: [{addresses:"
                + " [10.0.0.5], nodeName: n, zone: z, targetRef: {kind: Pod, name: p}, hints:"
                + " {forZones: [{name: z}]}}, {addresses: [10.0.0.6], conditions: {ready: false,"
                + " serving: true, terminating: true}}], ports: [{name: '', port: 8080}]}",
            "---",
            "{apiVersion: v1, kind: Endpoints, metadata: {name: s}, subsets: [{addresses: [{ip:"
                + " 192.0.2.7}], notReadyAddresses: [{ip: 192.0.2.8}], ports: [{port: 9, protocol:"
                + " UDP}]}]}");
    Services services = cluster.services();
    Service service = services.all().get(0);
    assertThat(services.slices(service)).hasSize(2);
    EndpointSlice slice = services.slices(service).get(0);
    assertThat(slice.endpoints())
        .extracting(e -> e.addresses() + " " + e.ready() + e.serving() + e.terminating() + e.pod())
        .containsExactly("[10.0.0.5] truetruefalsedefault/p", "[10.0.0.6] falsetruetrue");
    assertThat(slice.endpoints().get(0).forZones()).containsExactly("z");
    assertThat(slice.ports().get(0).number()).isEqualTo(8080);
    EndpointSlice subset = services.slices(service).get(1);
    assertThat(subset.endpoints())
        .extracting(e -> e.addresses() + " " + e.ready())
        .containsExactly("[192.0.2.7] true", "[192.0.2.8] false");
    assertThat(subset.ports().get(0).protocol()).isEqualTo(Protocol.UDP);
  }
}
