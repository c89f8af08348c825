package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import dev.podlane.trace.memory.Memory;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A walk that names a CronJob uses the pod its template would make, and says so (rule 143). */
class FiredCronJobTest {
  private static final String TWO_NODES =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.0.1.0/24}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.0.2.0/24}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: db}, spec: {nodeName: n2, containers: [{name: c,
       ports: [{containerPort: 5432}]}]}}
      ---
      """;

  private static final String NIGHTLY =
      """
      {apiVersion: batch/v1, kind: CronJob, metadata: {name: nightly}, spec: {schedule: '0 3 * * *',
       jobTemplate: {spec: {template: {metadata: {labels: {job: nightly}}, spec: {nodeName: n1,
       containers: [{name: c, ports: [{containerPort: 80}]}]}}}}}}
      """;

  private static final String POLICY =
      """
      ---
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: no-egress},
       spec: {podSelector: {matchLabels: {job: nightly}}, policyTypes: [Egress]}}
      """;

  private static ProbeRequest tcp(String from, String to, int port) {
    return new ProbeRequest(from, to, Protocol.TCP, port, 64, true, 0);
  }

  private static Pod dormant(Workspace workspace) {
    return workspace.cluster().orElseThrow().dormant().get(0);
  }

  @Test
  void itSendsAndIsReached() {
    Workspace workspace = Workspace.open("", TWO_NODES + NIGHTLY);
    String pod = dormant(workspace).ref().path();

    for (String name : List.of("nightly", "cronjob:default/nightly", "default/nightly")) {
      List<Walked> walked =
          workspace.walk(List.of(tcp(name, "db", 5432), tcp("db", name, 80), tcp("db", "n1", 80)));

      assertThat(walked.get(0).trace().outcome().result()).isEqualTo(Result.DELIVERED);
      assertThat(walked.get(0).trace().probe().namespace()).isEqualTo(pod);
      assertThat(walked.get(1).trace().outcome().result()).isEqualTo(Result.DELIVERED);
      assertThat(walked.get(1).toNamespace()).isEqualTo(pod);
      assertThat(walked.get(0).assumed())
          .extracting(Assumption::code, Assumption::args)
          .containsExactly(tuple("cronjob.fired", List.of("default/nightly", pod)));
      assertThat(walked.get(2).assumed()).isEmpty();
    }
    assertThat(workspace.network().namespace(pod)).isEmpty();
  }

  @Test
  void commandsCountForItToo() {
    Event cut = new Event.Commands("n1", List.of("ip link set cbr0 down"));
    Workspace workspace =
        Workspace.open("", TWO_NODES + NIGHTLY).with(Edit.asked("1", cut, Instant.EPOCH));

    Walked walked = workspace.walk(List.of(tcp("nightly", "db", 5432))).get(0);

    assertThat(walked.trace().outcome().result()).isNotEqualTo(Result.DELIVERED);
    assertThat(walked.trace().hops()).isNotEmpty();
  }

  @Test
  void policiesThatSelectItCount() {
    Workspace workspace = Workspace.open("", TWO_NODES + NIGHTLY + POLICY);

    WalkRun run =
        WalkRun.of(workspace, List.of(tcp("nightly", "db", 5432)), new Memory(), () -> true);
    Walked walked = run.next();

    Cause cause = Causes.of(walked.trace()).orElseThrow();
    assertThat(new CauseOrigins(run.place()).of(walked, cause).object())
        .hasToString("NetworkPolicy default/no-egress");
  }

  @Test
  void aPodThatIsThereIsUsedFirst() {
    String running =
        """
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: nightly-28, ownerReferences: [{apiVersion:
         batch/v1, kind: Job, name: nightly-28, controller: true}]}, spec: {nodeName: n2,
         containers: [{name: c, ports: [{containerPort: 80}]}]}, status: {phase: Running}}
        ---
        {apiVersion: batch/v1, kind: Job, metadata: {name: nightly-28, ownerReferences: [{apiVersion:
         batch/v1, kind: CronJob, name: nightly, controller: true}]}, spec: {template: {spec:
         {containers: [{name: c}]}}}}
        """;
    Workspace workspace = Workspace.open("", TWO_NODES + NIGHTLY + running);

    Walked walked = workspace.walk(List.of(tcp("nightly", "db", 5432))).get(0);

    assertThat(walked.trace().probe().namespace()).isEqualTo("default/nightly-28");
    assertThat(walked.assumed()).isEmpty();
  }
}
