package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.workspace.Traffic.Gap;
import dev.podlane.workspace.Traffic.Sent;
import dev.podlane.workspace.Traffic.Use;
import dev.podlane.workspace.Traffic.Why;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Policies that begin to deny what a connection does which stands: the compiled rules of both
 * engines let what is established pass, and deny what begins.
 */
class PoliciesOverTimeTest {
  private static final String DENY =
      """
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: deny, namespace:
       default}, spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress]}}
      """;

  private static final String ALLOW =
      """
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: allow, namespace:
       default}, spec: {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector:
       {matchLabels: {app: client}}}]}]}}
      """;

  private static final Event APPLIED = new Event.Manifest(DENY);

  private static final Event EDITED =
      new Event.FieldChange(
          new ObjectName("NetworkPolicy", "default", "allow"), "spec.ingress", "[]");

  private static Streams cluster(String network, String protocol, boolean isEdited) {
    String text =
        Streams.web()
                .replace("containerPort: 80", "containerPort: 80, protocol: " + protocol)
                .replace("ports: [{port: 80}]", "ports: [{port: 80, protocol: " + protocol + "}]")
            + "---\n{apiVersion: v1, kind: Pod, metadata: {name: client, labels: {app: client}},"
            + " spec: {nodeName: n2, containers: [{name: c, image: curl}]}}\n"
            + "---\n{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec:"
            + " {podNetwork: "
            + network
            + "}}\n"
            + (isEdited ? "---\n" + ALLOW : "");
    return Streams.of(text).at(3, isEdited ? EDITED : APPLIED);
  }

  private static ProbeRequest probe(String protocol) {
    return protocol.equals("UDP")
        ? Streams.udp("default/client", "svc:web", 7)
        : Streams.tcp("default/client", "svc:web", 7);
  }

  @ParameterizedTest
  @CsvSource({
    "kindnet, TCP, false", "kindnet, TCP, true", "kindnet, UDP, false", "kindnet, UDP, true",
    "calico, TCP, false", "calico, TCP, true", "calico, UDP, false", "calico, UDP, true",
  })
  void anEstablishedConnectionOutlivesAPolicyThatDeniesNewOnes(
      String network, String protocol, boolean isEdited) {
    Streams line = cluster(network, protocol, isEdited);
    List<Sent> kept = line.send(probe(protocol), Use.KEEP, 0, 8, 1);
    assertThat(kept).hasSize(9).allMatch(Sent::isDelivered);
    assertThat(kept).extracting(Sent::connection).containsOnly(1);

    List<Sent> fresh = line.send(probe(protocol), Use.NEW, 0, 8, 1);
    assertThat(fresh.subList(0, 3)).allMatch(Sent::isDelivered);
    assertThat(fresh.subList(3, 9))
        .allMatch(each -> each.result() == Result.TIMEOUT && each.why() == Why.POLICY_CHANGED);
    assertThat(Traffic.gaps(fresh)).extracting(Gap::why).containsOnly(Why.POLICY_CHANGED);
  }

  /** The rule that lets it pass stands in the walk. */
  @ParameterizedTest
  @CsvSource({"kindnet, kindnet-network-policies, key=LABEL", "calico, cali-tw-, ESTABLISHED"})
  void aRuleAboutEstablishedPacketsLetsItPass(String network, String place, String words) {
    Streams line = cluster(network, "TCP", true);
    Traffic.Opened opened =
        TrafficStream.open(
                line.workspace(),
                probe("TCP"),
                Use.KEEP,
                Traffic.moments(0, 8_000, 1_000),
                5,
                () -> true)
            .orElseThrow();
    List<String> hit =
        opened.walked().trace().hops().stream()
            .flatMap(hop -> hop.steps().stream())
            .map(Hop.StepRecord::step)
            .filter(RuleStep.RulesRead.class::isInstance)
            .flatMap(step -> ((RuleStep.RulesRead) step).verdict().hits().stream())
            .map(each -> each.place() + " " + each.rule())
            .toList();
    assertThat(hit).anyMatch(each -> each.contains(place) && each.contains(words));
  }

  @ParameterizedTest
  @CsvSource({"kindnet", "calico"})
  void aPolicyThatDeniesFromTheBeginningIsNoChange(String network) {
    Streams line = cluster(network, "TCP", false).at(0, APPLIED);
    List<Sent> sent = line.send(probe("TCP"), Use.NEW, 1, 3, 1);

    assertThat(sent).noneMatch(Sent::isDelivered).allMatch(each -> each.why() == null);
  }

  @ParameterizedTest
  @CsvSource({"kindnet", "calico"})
  void aNewConnectionPassesAgainOnceThePolicyIsGone(String network) {
    Event deleted =
        new Event.FieldChange(new ObjectName("NetworkPolicy", "default", "deny"), "", null);
    List<Sent> sent =
        cluster(network, "TCP", false).at(10, deleted).send(probe("TCP"), Use.NEW, 0, 40, 5);

    assertThat(sent.stream().filter(each -> !each.isDelivered()).map(Sent::at))
        .containsExactly(5_000L);
    assertThat(sent.get(sent.size() - 1).isDelivered()).isTrue();
  }
}
