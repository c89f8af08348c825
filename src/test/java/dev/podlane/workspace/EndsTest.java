package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podlane.net.addr.Protocol;
import dev.podlane.scenario.Samples;
import dev.podlane.trace.Outcome;
import dev.podlane.workspace.TargetException.Why;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms of ends, and verdicts that are no better than what was read. */
class EndsTest {
  private static final String SHOP =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: node-1}
      spec: {podCIDR: 10.0.1.0/24}
      ---
      apiVersion: v1
      kind: Node
      metadata: {name: node-2}
      spec: {podCIDR: 10.0.2.0/24}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, namespace: shop}
      spec:
        replicas: 2
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec: {containers: [{name: nginx, image: nginx, ports: [{containerPort: 80}]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: db, namespace: shop, labels: {app: db}}
      spec: {nodeName: node-2, containers: [{name: pg, image: pg, ports: [{containerPort: 5432}]}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: loose, namespace: shop}
      spec: {nodeName: node-1, containers: [{name: c, image: i, ports: [{containerPort: 8080}]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: payments, namespace: shop}
      spec:
        type: NodePort
        clusterIP: 10.200.0.7
        selector: {app: db}
        ports: [{port: 5432, nodePort: 30432}]
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: deny-all, namespace: shop}
      spec: {podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress]}
      ---
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: web-out, namespace: shop}
      spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]}
      """;

  private final Workspace shop = Workspace.open("", SHOP);
  private final Workspace byIpvs =
      Workspace.open(
          "",
          SHOP
              + "---\n{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec:"
              + " {proxyMode: ipvs}}\n");
  private final Workspace byKubeRouter =
      Workspace.open(
          "",
          SHOP
              + "---\n{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec:"
              + " {policyEngine: kube-router}}\n");
  private final Workspace article = Workspace.open("", Samples.text("article").orElseThrow());

  private static Walked walk(Workspace workspace, String from, String to, @Nullable Integer port) {
    Protocol protocol = port == null ? Protocol.ICMP : Protocol.TCP;
    return workspace.walk(List.of(new ProbeRequest(from, to, protocol, port, 64, true, 0))).get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "default/web-1/scrapyd, localhost, default/web-1, 127.0.0.1, default/web-1",
    "web-1/nginx, localhost:80, default/web-1, 127.0.0.1, default/web-1",
    "pod:default/web-1, node:node-2, default/web-1, 10.100.0.3, node-2",
    "node:node-1, ip:10.0.2.2, node-1, 10.0.2.2, default/web-2",
    "ip:10.0.1.3, pod:web-2, default/api-1, 10.0.2.2, default/web-2",
    "web-1, ext:203.0.113.9, default/web-1, 203.0.113.9, ext:203.0.113.9",
    "ext:203.0.113.9, web-2, ext:203.0.113.9, 10.0.2.2, default/web-2",
    "203.0.113.9, node-1, ext:203.0.113.9, 10.100.0.2, node-1",
  })
  void formsMeanOneThing(String from, String to, String sender, String address, String receiver) {
    Walked walked = walk(article, from, to, to.endsWith(":80") ? 80 : null);

    assertThat(walked.trace().probe().namespace()).isEqualTo(sender);
    assertThat(walked.trace().probe().destination()).hasToString(address);
    assertThat(walked.toNamespace()).isEqualTo(receiver);
    assertThat(walked.trace().outcome().result()).isEqualTo(Outcome.Result.DELIVERED);
  }

  @Test
  void aContainerReachesItsPodsOtherContainerByLocalhost() {
    Walked walked = walk(article, "default/web-1/scrapyd", "localhost", 80);

    assertThat(walked.trace().outcome().server())
        .isNotNull()
        .extracting(Outcome.Server::listener)
        .isEqualTo("nginx");
  }

  @Test
  void aWorkloadIsItsFirstReadyPodByName() {
    String first =
        shop.cluster().orElseThrow().pods().stream()
            .map(pod -> pod.ref().path())
            .filter(path -> path.startsWith("shop/web-"))
            .sorted()
            .findFirst()
            .orElseThrow();

    for (String name : List.of("deployment:shop/web", "shop/web", "web", "Deployment:web")) {
      assertThat(walk(shop, name, "loose", null).trace().probe().namespace()).isEqualTo(first);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dns:web-1, web-2, NO_NAME, from",
    "web-1, dns:a..b, NO_NAME, to",
    "web-1, http://web-2:0x/, BAD_URL, to",
    "web-1, ip:web-2, NO_ADDRESS, to",
    "ext:web-2, web-1, NO_ADDRESS, from",
    "localhost, web-1, NOBODY, from",
    "web-1/nothing, web-2, UNKNOWN, from",
    "node:web-1, web-2, UNKNOWN, from",
    "statefulset:web-1, web-2, UNKNOWN, from",
    "web-1, svc:web, UNKNOWN, to",
  })
  void otherFormsAreRefused(String from, String to, Why why, String field) {
    assertThatExceptionOfType(TargetException.class)
        .isThrownBy(() -> walk(article, from, to, 80))
        .satisfies(
            failure -> {
              assertThat(failure.why()).isEqualTo(why);
              assertThat(failure.field()).isEqualTo(field);
            });
  }

  @Test
  void aServiceSendsNothing() {
    assertThatExceptionOfType(TargetException.class)
        .isThrownBy(() -> walk(shop, "payments", "loose", null))
        .extracting(TargetException::why)
        .isEqualTo(Why.SERVICE_SENDS_NOTHING);
  }

  @ParameterizedTest
  @CsvSource({
    "loose, db, 5432, INGRESS, deny-all, spec.podSelector",
    "loose, db, 81, INGRESS, deny-all, spec.podSelector",
    "web, loose, 8080, EGRESS, web-out, spec.podSelector",
    "loose, payments, 5432, INGRESS, deny-all, spec.podSelector",
    "loose, svc:shop/payments, , INGRESS, deny-all, spec.podSelector",
    "loose, 10.200.0.7, 5432, INGRESS, deny-all, spec.podSelector",
    "loose, node:node-2, 30432, INGRESS, deny-all, spec.podSelector",
    "loose, 10.0.1.1, 30432, INGRESS, deny-all, spec.podSelector",
  })
  void whatIsNotSimulatedIsNamed(
      String from,
      String to,
      @Nullable Integer port,
      Unsimulated.Effect effect,
      String name,
      String path) {
    isNamed(byKubeRouter, from, to, port, effect, name, path);
  }

  @ParameterizedTest
  @CsvSource({
    "loose, payments, 5432, SERVICE, payments, ''",
    "loose, svc:shop/payments, 5432, SERVICE, payments, ''",
    "loose, 10.200.0.7, 5432, SERVICE_ADDRESS, payments, spec.clusterIP",
    "loose, node:node-2, 30432, NODE_PORT, payments, spec.ports[].nodePort",
    "node-1, 127.0.0.1, 30432, NODE_PORT, payments, spec.ports[].nodePort",
    "loose, 10.0.1.1, 30432, NODE_PORT, payments, spec.ports[].nodePort",
  })
  void servicesOfIpvsAreNotSimulated(
      String from, String to, int port, Unsimulated.Effect effect, String name, String path) {
    isNamed(byIpvs, from, to, port, effect, name, path);
  }

  private static void isNamed(
      Workspace workspace,
      String from,
      String to,
      @Nullable Integer port,
      Unsimulated.Effect effect,
      String name,
      String path) {
    Walked walked =
        workspace.walk(List.of(new ProbeRequest(from, to, Protocol.TCP, port, 64, true, 0))).get(0);
    List<Unsimulated> unsimulated = walked.unsimulated();

    assertThat(unsimulated).hasSize(1);
    assertThat(unsimulated.get(0).effect()).isEqualTo(effect);
    assertThat(unsimulated.get(0).object()).isNotNull().extracting(r -> r.name()).isEqualTo(name);
    assertThat(unsimulated.get(0).path()).isEqualTo(path);
  }

  @Test
  void whatNoPolicySelectsIsKnown() {
    assertThat(walk(shop, "db", "loose", 8080).unsimulated()).isEmpty();
    assertThat(walk(shop, "node-1", "loose", 8080).unsimulated()).isEmpty();
  }

  @Test
  void whatAnswersOutsideIsNotKnown() {
    Walked walked = walk(article, "web-1", "ext:203.0.113.9", 443);

    assertThat(walked.unsimulated())
        .extracting(Unsimulated::effect)
        .containsExactly(Unsimulated.Effect.OUTSIDE);
  }
}
