package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.filter.Verdict;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.workspace.Traffic.Sent;
import dev.podlane.workspace.Traffic.Use;
import dev.podlane.workspace.Traffic.Why;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** UDP from one socket while endpoints come and go: what kube-proxy deletes, and what it leaves. */
class UdpOverTimeTest {
  private static final ProbeRequest DNS = Streams.udp("node:n2", "svc:web", 3);

  private static String cluster(String version, String mode) {
    return Streams.web()
            .replace("{containerPort: 80}", "{containerPort: 80, protocol: UDP}")
            .replace("ports: [{port: 80}]", "ports: [{port: 80, protocol: UDP}]")
        + "---\n{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec:"
        + " {kubernetesVersion: '"
        + version
        + "', proxyMode: "
        + mode
        + "}}\n";
  }

  private static List<Sent> from(List<Sent> sent, double seconds) {
    return sent.stream().filter(each -> each.at() >= seconds * 1_000).toList();
  }

  private static Event scale(int replicas) {
    return new Event.FieldChange(
        new ObjectName("Deployment", "default", "web"), "spec.replicas", "" + replicas);
  }

  @Test
  void aSocketKeepsItsEndpointWithoutChanges() {
    List<Sent> sent = Streams.of(cluster("1.37", "iptables")).send(DNS, Use.KEEP_ONE, 0, 20, 1);
    assertThat(sent).allMatch(Sent::isDelivered);
    assertThat(sent).extracting(Sent::pod).containsOnly(sent.get(0).pod());
    List<Sent> fresh = Streams.of(cluster("1.37", "iptables")).send(DNS, Use.NEW, 0, 20, 1);
    assertThat(fresh.stream().map(Sent::pod).distinct()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"1.37, iptables", "1.37, nftables", "1.35, iptables", "1.31, iptables"})
  void rule269EntriesOfAnEndpointThatServesNoMoreAreDeleted(String version, String mode) {
    String text = cluster(version, mode);
    Sent first = Streams.of(text).send(DNS, Use.KEEP_ONE, 0, 0, 1).get(0);
    String pod = Objects.requireNonNull(first.pod());
    List<Sent> sent =
        Streams.of(text)
            .at(3, new Event.Act(Event.Deed.DELETE_POD, pod, ""))
            .send(DNS, Use.KEEP_ONE, 0, 20, 0.25);

    List<Sent> lost = sent.stream().filter(each -> !each.isDelivered()).toList();
    assertThat(lost).isNotEmpty().allMatch(each -> each.why() == Why.CONNECTION_KEPT);
    assertThat(lost).allMatch(each -> pod.equals(each.pod()));
    // the object is gone 1.5 s after the signal, and the next sync deletes the entry
    assertThat(from(sent, 7)).isNotEmpty().allMatch(Sent::isDelivered);
    assertThat(from(sent, 7)).noneMatch(each -> pod.equals(each.pod()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.31", "1.37"})
  void rule269AnEndpointThatEndsAndServesKeepsItsFlows(String version) {
    String text =
        cluster(version, "iptables")
            .replace(
                "- name: nginx\n",
                "- name: nginx\n        lifecycle: {preStop: {sleep:" + " {seconds: 8}}}\n");
    Sent first = Streams.of(text).send(DNS, Use.KEEP_ONE, 0, 0, 1).get(0);
    String pod = Objects.requireNonNull(first.pod());
    List<Sent> sent =
        Streams.of(text)
            .at(3, new Event.Act(Event.Deed.DELETE_POD, pod, ""))
            .send(DNS, Use.KEEP_ONE, 0, 10.5, 0.5);

    assertThat(sent).allMatch(each -> each.isDelivered() && pod.equals(each.pod()));
    assertThat(Traffic.marks(sent)).extracting(Traffic.Gap::why).contains(Why.CONNECTION_KEPT);
  }

  @Test
  void withoutItsKubeProxyANodeKeepsEntriesAsLongAsTheyAreUsed() {
    String text = cluster("1.37", "iptables");
    Sent first = Streams.of(text).send(DNS, Use.KEEP_ONE, 0, 0, 1).get(0);
    String pod = Objects.requireNonNull(first.pod());
    List<Sent> sent =
        Streams.of(text)
            .at(2, new Event.Act(Event.Deed.STOP_PROXY, "n2", ""))
            .at(3, new Event.Act(Event.Deed.DELETE_POD, pod, ""))
            .send(DNS, Use.KEEP_ONE, 0, 60, 2);

    assertThat(from(sent, 6)).isNotEmpty().noneMatch(Sent::isDelivered);
    assertThat(from(sent, 6)).allMatch(each -> each.why() == Why.CONNECTION_KEPT);
  }

  /** Pull request 139629: from 1.32 to 1.36 a Service without endpoints was left out. */
  @ParameterizedTest
  @CsvSource({"1.31, true", "1.32, false", "1.36, false", "1.37, true"})
  void rule270AServiceWithoutEndpoints(String version, boolean isCleaned) {
    Streams line = Streams.of(cluster(version, "iptables")).at(3, scale(0)).at(40, scale(3));
    List<Sent> sent = line.send(DNS, Use.KEEP_ONE, 0, 60, 2);

    List<Sent> without = from(sent, 12).stream().filter(each -> each.at() < 40_000).toList();
    assertThat(without).isNotEmpty().noneMatch(Sent::isDelivered);
    if (isCleaned) {
      assertThat(without).allMatch(each -> each.result() == Result.LOCAL_ERROR);
      assertThat(isRejected(line, sent.indexOf(without.get(0)))).isTrue();
    } else {
      assertThat(without).allMatch(each -> each.why() == Why.CONNECTION_KEPT);
      assertThat(isRejected(line, sent.indexOf(without.get(0)))).isFalse();
    }
    // whoever cleans up or reconciles, does so when an endpoint comes
    assertThat(from(sent, 50)).isNotEmpty().allMatch(Sent::isDelivered);
  }

  private static boolean isRejected(Streams line, int number) {
    List<Long> moments = Traffic.moments(0, 60_000, 2_000);
    Walked walked =
        TrafficStream.open(line.workspace(), DNS, Use.KEEP_ONE, moments, number, () -> true)
            .orElseThrow()
            .walked();
    return walked.trace().hops().stream()
        .flatMap(hop -> hop.steps().stream())
        .anyMatch(
            each ->
                each.step() instanceof RuleStep.RulesRead read
                    && read.verdict().ending() instanceof Verdict.Ending.Rejected);
  }
}
