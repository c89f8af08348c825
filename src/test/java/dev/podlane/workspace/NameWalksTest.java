package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Assumption;
import dev.podlane.net.addr.Protocol;
import dev.podlane.scenario.Samples;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names are resolved by queries that walk, and then connected to. */
class NameWalksTest {
  private static Walked walk(Workspace workspace, String from, String to) {
    ProbeRequest request = new ProbeRequest(from, to, Protocol.TCP, 80, 64, true, 0);
    return workspace.walk(List.of(request)).get(0);
  }

  private static String told(Workspace workspace, Walked walked) {
    if (!walked.unsimulated().isEmpty()) {
      return "? " + walked.unsimulated().get(0).effect();
    }
    Outcome outcome = walked.trace().outcome();
    Outcome.Server server = outcome.server();
    if (outcome.result() == Result.DELIVERED && server != null) {
      return server.namespace() + " by " + walked.trace().probe().destination();
    }
    Cause cause = Causes.of(walked.trace()).orElseThrow();
    CauseOrigin origin = new CauseOrigins(workspace).of(walked, cause);
    String object = origin.object() == null ? "" : " " + origin.object().name();
    return outcome.result().text()
        + " "
        + outcome.errno()
        + " "
        + origin.code()
        + object
        + (origin.path() == null ? "" : " " + origin.path());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "client|dns:web-1.all|default/web-1 by 10.244.0.2",
        "client|dns:alias|default/web-1 by 10.96.10.1",
        "client|svc:alias|default/web-1 by 10.96.10.1",
        "client|dns:WEB.default.svc.cluster.local.|default/web-1 by 10.96.10.1",
        "client|dns:nobody|nxdomain EAI_NONAME dns",
        "client|dns:none|nxdomain EAI_NONAME dns none spec.selector",
        "client|svc:none|nxdomain EAI_NONAME dns none spec.selector",
        "client|dns:svc.cluster.local.|nxdomain EAI_NODATA dns",
        // the node's resolver knows no names of the cluster (rule 80)
        "host|dns:web|nxdomain EAI_NONAME dns host spec.dnsPolicy",
        "n1|dns:web|nxdomain EAI_NONAME dns",
        // names outside
        "client|dns:db.example.com|? OUTSIDE",
        "client|svc:away|? OUTSIDE",
        "client|dns:other.example.com|? NAME_OUTSIDE",
      })
  void aNameLeadsToAnAddressOrNot(String from, String to, String expected) {
    Workspace workspace = NamedCluster.served();
    ProbeRequest request =
        new ProbeRequest(
            from,
            to,
            Protocol.TCP,
            80,
            64,
            true,
            0,
            null,
            Probe.Discovery.WANT,
            Floods.COUNTED,
            0,
            null,
            null,
            null,
            "default/web-1",
            null);
    Walked walked = workspace.walk(List.of(request)).get(0);

    assertThat(told(workspace, walked)).isEqualTo(expected);
  }

  private static String queries(Walked walked) {
    return Objects.requireNonNull(walked.lookup()).walks().stream()
        .map(
            each ->
                each.trace().probe().namespace()
                    + ">"
                    + each.server()
                    + " "
                    + each.question()
                    + " "
                    + (each.reply() == null
                        ? each.trace().outcome().result()
                        : each.reply().code()))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void eachQueryIsAWalkThroughTheService() {
    Walked walked = walk(NamedCluster.served(), "client", "dns:db.example.com");

    assertThat(queries(walked))
        .startsWith(
            """
            default/client>10.96.0.10 db.example.com.default.svc.cluster.local. A NXDOMAIN
            default/client>10.96.0.10 db.example.com.default.svc.cluster.local. AAAA NXDOMAIN
            default/client>10.96.0.10 db.example.com.svc.cluster.local. A NXDOMAIN
            default/client>10.96.0.10 db.example.com.svc.cluster.local. AAAA NXDOMAIN
            default/client>10.96.0.10 db.example.com.cluster.local. A NXDOMAIN
            default/client>10.96.0.10 db.example.com.cluster.local. AAAA NXDOMAIN
            """)
        .contains(">198.51.100.53 db.example.com. A NOERROR\n")
        .endsWith("default/client>10.96.0.10 db.example.com. AAAA NOERROR");
    QueryWalk first = Objects.requireNonNull(walked.lookup()).walks().get(0);
    assertThat(Objects.requireNonNull(first.trace().outcome().server()).namespace())
        .startsWith("kube-system/coredns-");
    assertThat(first.trace().hops()).extracting(hop -> hop.namespace()).contains("n1", "n2");
  }

  @Test
  void aServerWithoutEndpointsRefuses() {
    Workspace workspace = NamedCluster.with(NamedCluster.SERVER.replace("REPLICAS", "0"));
    Walked walked = walk(workspace, "client", "dns:web");

    assertThat(told(workspace, walked))
        .isEqualTo("icmp_unreachable ECONNREFUSED no-endpoints kube-dns spec.selector");
    assertThat(Objects.requireNonNull(walked.lookup()).resolution().names()).hasSize(1);
  }

  @Test
  void aServerThatIsLostTimesOutAndIsAskedTwice() {
    Workspace workspace =
        NamedCluster.served()
            .with(
                Edit.asked(
                    "e",
                    new Event.Commands("n2", List.of("iptables -P FORWARD DROP")),
                    Instant.EPOCH));
    Walked walked = walk(workspace, "client", "dns:web");

    assertThat(walked.trace().outcome().result()).isEqualTo(Result.TIMEOUT);
    assertThat(Causes.of(walked.trace()).orElseThrow().code()).isEqualTo(Cause.Code.RULE);
    assertThat(Objects.requireNonNull(walked.lookup()).resolution().names())
        .extracting(Object::toString)
        .containsExactly("web.default.svc.cluster.local.", "web.");
    assertThat(walked.lookup().walks()).hasSize(4);
  }

  @Test
  void aTcpClientTriesTheNextAddress() {
    Walked walked = walk(NamedCluster.served(), "client", "dns:all");
    List<NameLookup.Attempt> attempts = Objects.requireNonNull(walked.lookup()).attempts();

    assertThat(attempts.get(attempts.size() - 1).result()).isEqualTo(Result.DELIVERED);
    Walked other = walkPort(NamedCluster.served(), "client", "dns:all", 81);
    assertThat(Objects.requireNonNull(other.lookup()).attempts())
        .extracting(NameLookup.Attempt::result)
        .containsExactly(Result.REFUSED, Result.DELIVERED);
  }

  private static Walked walkPort(Workspace workspace, String from, String to, int port) {
    ProbeRequest request = new ProbeRequest(from, to, Protocol.TCP, port, 64, true, 0);
    return workspace.walk(List.of(request)).get(0);
  }

  @Test
  void withoutAServerOneIsAssumedAndSaid() {
    Workspace workspace = NamedCluster.with("");
    Walked walked = walk(workspace, "client", "dns:web-1.all");

    assertThat(walked.trace().outcome().result()).isEqualTo(Result.DELIVERED);
    assertThat(walked.assumed())
        .extracting(Assumption::code)
        .containsExactly("dns.server", "dns.corefile");
    assertThat(walk(workspace, "client", "svc:web").assumed()).isEmpty();
  }

  @Test
  void anAnswerThatIsTooLongIsAskedAgainByTcp() {
    StringBuilder many =
        new StringBuilder(NamedCluster.NODES).append(NamedCluster.SERVER.replace("REPLICAS", "1"));
    for (int i = 0; i < 40; i++) {
      many.append(
          "---\n{apiVersion: v1, kind: Pod, metadata: {name: m-"
              + i
              + ", labels: {app: many}}, spec: {nodeName: n1, containers: [{name: c, ports:"
              + " [{containerPort: 80}]}]}}\n");
    }
    many.append(
        "---\n{apiVersion: v1, kind: Service, metadata: {name: many}, spec: {clusterIP: None,"
            + " selector: {app: many}, ports: [{port: 80}]}}\n");
    Walked walked = walk(Workspace.open("f", many.toString()), "client", "dns:many");

    List<QueryWalk> walks = Objects.requireNonNull(walked.lookup()).walks();
    assertThat(walks.get(0).truncated()).isTrue();
    assertThat(walks.get(1).protocol()).isEqualTo(Protocol.TCP);
    assertThat(walked.lookup().addresses()).hasSize(40);
  }

  @Test
  void aPolicyThatIsNotSimulatedMakesTheAnswerUnknown() {
    Workspace workspace =
        denying("cilium.io/v2", "CiliumNetworkPolicy", "endpointSelector: {}, egress: []");

    assertThat(told(workspace, walk(workspace, "client", "dns:web"))).isEqualTo("? EGRESS");
  }

  @Test
  void aPolicyThatForbidsTheQuestionIsTheCause() {
    Workspace workspace =
        denying("networking.k8s.io/v1", "NetworkPolicy", "podSelector: {}, policyTypes: [Egress]");
    Walked walked = walk(workspace, "client", "dns:web");
    Cause cause = Causes.of(walked.trace()).orElseThrow();
    CauseOrigin origin = new CauseOrigins(workspace).of(walked, cause);

    assertThat(walked.unsimulated()).isEmpty();
    assertThat(origin.code()).isEqualTo("policy.isolated");
    assertThat(origin.object()).hasToString("NetworkPolicy default/deny");
  }

  private static Workspace denying(String group, String kind, String spec) {
    String policy = "{apiVersion: %s, kind: %s, metadata: {name: deny}, spec: {%s}}\n";
    return NamedCluster.with(
        NamedCluster.SERVER.replace("REPLICAS", "1")
            + "---\n"
            + policy.formatted(group, kind, spec));
  }

  @Test
  void nobodyGuessesHowAContainerOfDockerResolves() {
    Workspace docker = Workspace.open("f", Samples.text("docker-one").orElseThrow());
    String container = docker.containers().get(0).name();
    Walked walked = walk(docker, container, "dns:web");

    assertThat(walked.trace().outcome().result()).isEqualTo(Result.UNKNOWN);
    assertThat(Objects.requireNonNull(walked.trace().outcome().end()).reason())
        .isEqualTo(new Outcome.Reason.MissingFact("no-names"));
  }

  @Test
  void aServerOfAnotherKindIsNotGuessed() {
    Workspace workspace =
        NamedCluster.with(
            """
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: pihole, labels: {k8s-app: x}}, spec:
             {nodeName: n2, containers: [{name: c, image: pihole, ports: [{containerPort: 53,
             protocol: UDP}]}]}, status: {phase: Running, podIP: 10.244.1.53}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: odd}, spec: {nodeName: n1, dnsPolicy: None,
             dnsConfig: {nameservers: [10.244.1.53]}, containers: [{name: c}]}}
            """);

    assertThat(told(workspace, walk(workspace, "odd", "dns:web"))).isEqualTo("? NAME_PROGRAM");
  }
}
