package dev.podlane.cluster.dns.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.NameAbsence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The names of Services, endpoints and pods (rules 72 to 77 and 81). */
class KubernetesZoneTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.244.0.0/24}}
      ---
      {apiVersion: v1, kind: Namespace, metadata: {name: empty}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec: {clusterIP:
       10.96.1.1, clusterIPs: [10.96.1.1, 'fd00::1'], selector: {app: web}, ports: [{name: http,
       port: 80, targetPort: 8080}, {name: metrics, port: 90}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: lone, namespace: shop}, spec: {clusterIP:
       10.96.1.2, selector: {app: none}, ports: [{port: 80}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: db, namespace: shop}, spec: {clusterIP: None,
       selector: {app: db}, ports: [{name: sql, port: 5432}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: db-vip, namespace: shop}, spec: {clusterIP:
       10.96.1.3, selector: {app: db}, ports: [{name: sql, port: 5432}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: db-all, namespace: shop}, spec: {clusterIP:
       None, publishNotReadyAddresses: true, selector: {app: db}, ports: [{name: sql, port: 5432}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: bare, namespace: shop}, spec: {clusterIP:
       None, selector: {app: db}}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: gone, namespace: shop}, spec: {clusterIP:
       None, selector: {app: none}, ports: [{port: 80}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: away, namespace: shop}, spec: {type:
       ExternalName, externalName: db.example.com}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: near, namespace: shop}, spec: {type:
       ExternalName, externalName: web.shop.svc.cluster.local}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: round, namespace: shop}, spec: {type:
       ExternalName, externalName: round.shop.svc.cluster.local}}
      ---
      {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, namespace: shop}, spec:
       {serviceName: db, replicas: 1, selector: {matchLabels: {app: db}}, template: {metadata:
       {labels: {app: db}}, spec: {nodeName: n1, containers: [{name: c, ports: [{containerPort:
       5432}]}]}}}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: late, namespace: shop, labels: {app: db}}, spec:
       {nodeName: n1, hostname: late, subdomain: db, containers: [{name: c}]}, status: {phase:
       Running, podIP: 10.244.0.99, conditions: [{type: Ready, status: 'False'}]}}
      """;

  private static String ask(String name, String type) {
    return Served.of(CLUSTER, null).ask(name, type);
  }

  @ParameterizedTest
  @CsvSource({
    // rule 72: whether or not there are endpoints
    "web.shop.svc.cluster.local, A, 10.96.1.1",
    "web.shop.svc.cluster.local, AAAA, fd00::1",
    "lone.shop.svc.cluster.local, A, 10.96.1.2",
    "lone.shop.svc.cluster.local, AAAA, NODATA",
    // rule 81: case does not count
    "WEB.Shop.SVC.cluster.local, A, 10.96.1.1",
    "web.empty.svc.cluster.local, A, NXDOMAIN",
    "web.nowhere.svc.cluster.local, A, NXDOMAIN",
    // names that exist on the way there
    "cluster.local, A, NODATA",
    "svc.cluster.local, A, NODATA",
    "empty.svc.cluster.local, A, NODATA",
    "nowhere.svc.cluster.local, A, NXDOMAIN",
    "web.cluster.local, A, NXDOMAIN",
    // rule 45: every API server makes it
    "kubernetes.default.svc.cluster.local, A, ? default/kubernetes",
    "a.b.c.web.shop.svc.cluster.local, A, NXDOMAIN",
    "web.shop.svc.cluster.local, TXT, NODATA",
  })
  void aServiceHasItsClusterIps(String name, String type, String expected) {
    assertThat(ask(name, type)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // rule 73: ready endpoints only, and none is no name
    "db.shop.svc.cluster.local, A, 10.244.0.100",
    "db-all.shop.svc.cluster.local, A, 10.244.0.100 10.244.0.99",
    "bare.shop.svc.cluster.local, A, 10.244.0.100 ",
    "gone.shop.svc.cluster.local, A, NXDOMAIN",
    // rule 74: host name, and subdomain of that Service
    "db-0.db.shop.svc.cluster.local, A, 10.244.0.100",
    "late.db.shop.svc.cluster.local, A, NXDOMAIN",
    "late.db-all.shop.svc.cluster.local, A, NXDOMAIN",
    "db-0.db-vip.shop.svc.cluster.local, A, NXDOMAIN",
    // an endpoint without a host name is called by its address
    "10-244-0-100.db-vip.shop.svc.cluster.local, A, 10.244.0.100",
    "10-244-0-99.db-all.shop.svc.cluster.local, A, 10.244.0.99",
  })
  void aHeadlessServiceHasItsReadyEndpoints(String name, String type, String expected) {
    assertThat(ask(name, type)).isEqualTo(expected.strip());
  }

  @ParameterizedTest
  @CsvSource({
    // rule 75
    "_http._tcp.web.shop.svc.cluster.local, 0 50 80 web.shop.svc.cluster.local. 0 50 80",
    "_metrics._tcp.web.shop.svc.cluster.local, 0 50 90 web.shop.svc.cluster.local.",
    "_http._udp.web.shop.svc.cluster.local, NXDOMAIN",
    "_sql._tcp.db.shop.svc.cluster.local, 0 100 5432 db-0.db.shop.svc.cluster.local.",
    "bare.shop.svc.cluster.local, NODATA",
    "away.shop.svc.cluster.local, NODATA",
  })
  void namedPortsHaveLocations(String name, String expected) {
    assertThat(ask(name, "SRV")).isEqualTo(expected.replaceAll(" 0 50 80$", ""));
  }

  @ParameterizedTest
  @CsvSource({
    // rule 76: a name outside is looked up by the server itself
    "away.shop.svc.cluster.local, A, db.example.com. 192.0.2.53",
    "away.shop.svc.cluster.local, CNAME, db.example.com.",
    "near.shop.svc.cluster.local, A, web.shop.svc.cluster.local. 10.96.1.1",
    "round.shop.svc.cluster.local, A, NODATA",
    "1.1.96.10.in-addr.arpa, PTR, web.shop.svc.cluster.local.",
    "100.0.244.10.in-addr.arpa, PTR, db-0.db.shop.svc.cluster.local."
        + " 10-244-0-100.db-vip.shop.svc.cluster.local."
        + " 10-244-0-100.db-all.shop.svc.cluster.local."
        + " 10-244-0-100.bare.shop.svc.cluster.local.",
    // the usual Corefile hands other reverse names on
    "9.9.9.9.in-addr.arpa, PTR, 192.0.2.53",
  })
  void aliasesAndPointers(String name, String type, String expected) {
    assertThat(ask(name, type)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // rule 77
    "insecure, 10-244-0-77.shop.pod.cluster.local, 10.244.0.77",
    "insecure, 10-244-0-77.nowhere.pod.cluster.local, NXDOMAIN",
    "insecure, web.shop.pod.cluster.local, NXDOMAIN",
    "insecure, shop.pod.cluster.local, NODATA",
    "verified, 10-244-0-99.shop.pod.cluster.local, 10.244.0.99",
    "verified, 10-244-0-77.shop.pod.cluster.local, NXDOMAIN",
    "verified, 10-244-0-99.empty.pod.cluster.local, NXDOMAIN",
    "disabled, 10-244-0-99.shop.pod.cluster.local, NXDOMAIN",
  })
  void podsHaveNamesIfTheCorefileSaysSo(String mode, String name, String expected) {
    String corefile = ".:53 {\n kubernetes cluster.local {\n pods " + mode + "\n }\n}";

    assertThat(Served.of(CLUSTER, corefile).ask(name, "A")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "namespaces empty, web.shop.svc.cluster.local, NXDOMAIN",
    "namespaces shop, web.shop.svc.cluster.local, 10.96.1.1",
    "ignore empty_service, lone.shop.svc.cluster.local, NXDOMAIN",
    "ignore empty_service, web.shop.svc.cluster.local, NXDOMAIN",
    "endpoint_pod_names, late.bare.shop.svc.cluster.local, NXDOMAIN",
    "endpoint_pod_names, db-0.bare.shop.svc.cluster.local, 10.244.0.100",
    "fallthrough, other.shop.svc.cluster.local, REFUSED",
    "fallthrough a.b, other.shop.svc.cluster.local, NXDOMAIN",
    "labels app=web, web.shop.svc.cluster.local, ? kubernetes labels",
  })
  void optionsChangeAnswers(String option, String name, String expected) {
    String corefile = ".:53 {\n kubernetes cluster.local {\n " + option + "\n }\n}";

    assertThat(Served.of(CLUSTER, corefile).ask(name, "A")).isEqualTo(expected);
  }

  private static NameAbsence why(String name) {
    return NameAbsence.of(
            Served.of(CLUSTER, null).cluster(), DnsName.parse(name), DnsName.parse("cluster.local"))
        .orElseThrow();
  }

  @Test
  void aMissingNameIsExplained() {
    NameAbsence late = why("late.db.shop.svc.cluster.local");
    assertThat(late.why()).isEqualTo(NameAbsence.Why.NOT_READY);
    assertThat(late.path()).isEqualTo("spec.publishNotReadyAddresses");
    assertThat(late.facts().get(0))
        .isEqualTo(new NameAbsence.Fact("pod shop/late Ready", "True", "False"));

    assertThat(why("gone.shop.svc.cluster.local").path()).isEqualTo("spec.selector");
    assertThat(why("web.default.svc.cluster.local").facts())
        .containsExactly(new NameAbsence.Fact("Service", "default/web", "shop/web"));
    NameAbsence vip = why("db-0.db-vip.shop.svc.cluster.local");
    assertThat(vip.why()).isEqualTo(NameAbsence.Why.NO_HOSTNAME);
    assertThat(vip.facts()).contains(new NameAbsence.Fact("subdomain", "db-vip", "db"));
  }
}
