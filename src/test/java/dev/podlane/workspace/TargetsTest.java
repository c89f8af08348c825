package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podlane.net.addr.Protocol;
import dev.podlane.scenario.Samples;
import dev.podlane.trace.Outcome;
import dev.podlane.workspace.TargetException.Why;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of a probe mean one thing, or are refused. */
class TargetsTest {
  private static final String TWINS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: twin, namespace: a}
      spec: {containers: [{name: c, image: i}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: twin, namespace: b}
      spec: {containers: [{name: c, image: i}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: done, namespace: a}
      spec: {containers: [{name: c, image: i}]}
      status: {phase: Succeeded}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: agent, namespace: a}
      spec: {hostNetwork: true, nodeName: node-1, containers: [{name: c, image: i}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: waits, namespace: a}
      spec: {containers: [{name: c, image: i}]}
      status: {phase: Pending}
      """;
  private final Workspace article = Workspace.open("", Samples.text("article").orElseThrow());
  private final Workspace twins = Workspace.open("", TWINS);

  @ParameterizedTest
  @CsvSource({
    "default/web-1, web-2, default/web-1, 10.0.2.2, default/web-2",
    "web-1, 10.0.2.3, default/web-1, 10.0.2.3, default/db-0",
    "10.0.1.3, node-2, default/api-1, 10.100.0.3, node-2",
    "node-1, gateway, node-1, 10.100.0.1, gateway",
    "gateway, 10.0.1.1, gateway, 10.0.1.1, node-1",
    "' web-1 ', 203.0.113.5, default/web-1, 203.0.113.5,",
  })
  void oneThing(String from, String to, String namespace, String address, String toNamespace) {
    Walked walked = article.walk(List.of(ping(from, to))).get(0);

    assertThat(walked.trace().probe().namespace()).isEqualTo(namespace);
    assertThat(walked.trace().probe().destination()).hasToString(address);
    assertThat(walked.toNamespace()).isEqualTo(toNamespace);
  }

  @ParameterizedTest
  @CsvSource({
    "twin, a/twin, AMBIGUOUS, from",
    "a/twin, twin, AMBIGUOUS, to",
    "a/twins, a/twin, UNKNOWN, from",
    "127.0.0.1, a/twin, NOBODY, from",
    "'', a/twin, UNKNOWN, from",
  })
  void nothingOrTooMuch(String from, String to, Why why, String field) {
    assertThatExceptionOfType(TargetException.class)
        .isThrownBy(() -> twins.walk(List.of(ping(from, to))))
        .satisfies(
            failure -> {
              assertThat(failure.why()).isEqualTo(why);
              assertThat(failure.field()).isEqualTo(field);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "svc:web:htpp, http (80) dns (53)",
    "web-1:html, http (8080)",
    "svc:web:0, ''",
    "svc:bare:http, ''",
  })
  void aPortOfThatNameIsMissed(String to, String names) {
    Workspace cluster =
        Workspace.open(
            "",
            """
            {apiVersion: v1, kind: Pod, metadata: {name: web-1, labels: {app: web}},
             spec: {containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web},
             ports: [{name: http, port: 80}, {name: dns, port: 53}, {name: u, port: 53,
             protocol: UDP}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: bare}, spec: {ports: [{port: 80}]}}
            """);
    ProbeRequest probe = new ProbeRequest("web-1", to, Protocol.TCP, null, 64, true, 0);

    assertThatExceptionOfType(TargetException.class)
        .isThrownBy(() -> cluster.walk(List.of(probe)))
        .satisfies(
            failure -> {
              assertThat(failure.why()).isEqualTo(Why.BAD_PORT);
              assertThat(String.join(" ", failure.candidates())).isEqualTo(names);
            });
  }

  @Test
  void namesThatMayHaveBeenMeantAreTold() {
    assertThatExceptionOfType(TargetException.class)
        .isThrownBy(() -> article.walk(List.of(ping("web-1", "wbe-2"))))
        .satisfies(failure -> assertThat(failure.candidates()).startsWith("default/web-2"));
  }

  @Test
  void aPodOfTheHostsNetworkIsTheHost() {
    assertThat(twins.walk(List.of(ping("a/agent", "a/twin"))).get(0).trace().probe().namespace())
        .isEqualTo("node-1");
  }

  /** The sender or the destination is a pod that has no node, and so no address. */
  @ParameterizedTest
  @CsvSource({"a/waits, a/twin", "a/twin, a/waits", "a/twin, pod:a/waits"})
  void aPodWithoutANodeIsWaitedFor(String from, String to) {
    Outcome outcome = twins.walk(List.of(ping(from, to))).get(0).trace().outcome();

    assertThat(outcome.result()).isEqualTo(Outcome.Result.PENDING);
    assertThat(outcome.end())
        .extracting(Outcome.End::reason)
        .isEqualTo(new Outcome.Reason.MissingFact("pod-without-node"));
  }

  @ParameterizedTest
  @CsvSource({"a/done, a/twin, pod-finished", "a/twin, a/done, pod-finished", "a/twin, ::1, ipv6"})
  void whatTheDocumentsDoNotSayIsUnknown(String from, String to, String fact) {
    Outcome outcome = twins.walk(List.of(ping(from, to))).get(0).trace().outcome();

    assertThat(outcome.result()).isEqualTo(Outcome.Result.UNKNOWN);
    assertThat(outcome.end())
        .extracting(Outcome.End::reason)
        .isEqualTo(new Outcome.Reason.MissingFact(fact));
  }

  private static final String NONE =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: n1}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: a}, spec: {containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: bad, namespace: shop},
       spec: {containers: [{name: c, ports: [{containerPort: 70000}]}]}}
      ---
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: zero}, spec: {replicas: 0,
       selector: {matchLabels: {a: b}},
       template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c}]}}}}
      ---
      {apiVersion: apps/v1, kind: DaemonSet, metadata: {name: gpu}, spec: {
       selector: {matchLabels: {a: b}},
       template: {metadata: {labels: {a: b}}, spec: {nodeSelector: {gpu: 'yes'}, containers: [{name: c}]}}}}
      ---
      {apiVersion: batch/v1, kind: Job, metadata: {name: cj-1, namespace: shop},
       spec: {template: {spec: {containers: [{name: c}]}}},
       status: {startTime: '2026-01-01T00:00:00Z', conditions: [{type: Complete, status: 'True'}]}}
      ---
      {apiVersion: batch/v1, kind: Job, metadata: {name: later},
       spec: {suspend: true, template: {spec: {containers: [{name: c}]}}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bad|LEFT_OUT|[Pod, shop/bad, spec.containers[0].ports[0].containerPort, 8, ]",
        "pod:shop/bad|LEFT_OUT|[Pod, shop/bad, spec.containers[0].ports[0].containerPort, 8, ]",
        "zero|NO_PODS|[Deployment, default/zero, replicas]",
        "deployment:zero|NO_PODS|[Deployment, default/zero, replicas]",
        "gpu|NO_PODS|[DaemonSet, default/gpu, no-node]",
        "shop/cj-1|NO_PODS|[Job, shop/cj-1, finished]",
        "job:later|NO_PODS|[Job, default/later, suspended]",
        "pod:zero|UNKNOWN|[]",
        "default/bad|UNKNOWN|[default/a]"
      })
  void whatTheDocumentsHaveButNotAsAPodIsToldAsThat(String to, Why why, String about) {
    assertThatExceptionOfType(TargetException.class)
        .isThrownBy(() -> Workspace.open("", NONE).walk(List.of(ping("a", to))))
        .satisfies(
            failure -> {
              assertThat(failure.why()).isEqualTo(why);
              assertThat(failure.candidates()).hasToString(about);
            });
  }

  private static ProbeRequest ping(String from, String to) {
    return new ProbeRequest(from, to, Protocol.ICMP, null, 64, true, 0);
  }
}
