package dev.podlane.cluster;

import static dev.podlane.cluster.Policed.because;
import static dev.podlane.cluster.Policed.cluster;
import static dev.podlane.cluster.Policed.decided;
import static dev.podlane.cluster.Policed.policy;
import static dev.podlane.cluster.Policed.text;
import static dev.podlane.cluster.Policed.tiered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.policy.verdict.Decision;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts of ClusterNetworkPolicies and their forerunners by the numbered rules. */
final class TierVerdictsTest {
  private static final String BASELINE = "BaselineAdminNetworkPolicy";

  /** Rules of the tiers; all policies are about namespace x. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "109|Admin|1|ingress: [{action: Accept, from: [{namespaces: {}}]}]|{}|allow",
        "109|Baseline|1|ingress: [{action: Accept, from: [{namespaces: {}}]}]|{}|deny",
        "111|Admin|1|ingress: [{action: Pass, from: [{namespaces: {}}]}, {action: Deny, from:"
            + " [{namespaces: {}}]}]|{ingress: [{}]}|allow",
        "111|Admin|1|ingress: [{action: Deny, from: [{namespaces: {}}]}]|{ingress: [{}]}|deny",
        "112|Baseline|1|ingress: [{action: Deny, from: [{namespaces: {}}]}]|{ingress:"
            + " [{}]}|allow",
        "112|Baseline|1|ingress: [{action: Deny, from: [{namespaces: {}}]}]|{policyTypes:"
            + " [Egress]}|deny",
        "113|Admin|1|ingress: [{action: Accept, from: [{namespaces: {matchLabels: {team:"
            + " b}}}]}]|{policyTypes: [Egress]}|allow",
        "117|Admin|1|ingress: [{action: Deny, from: [{namespaces: {}}], protocols: [{tcp:"
            + " {destinationPort: {range: {start: 80, end: 90}}}}]}]|{ingress: [{}]}|deny",
        "117|Admin|1|ingress: [{action: Deny, from: [{namespaces: {}}], protocols: [{udp:"
            + " {destinationPort: {number: 80}}}]}]|{ingress: [{}]}|allow",
        "117|Admin|1|ingress: [{action: Deny, from: [{namespaces: {}}], protocols:"
            + " [{destinationNamedPort: http}]}]|{ingress: [{}]}|allow",
        "118|Admin|1|ingress: [{action: Accept, from: [{comets: {}}]}]|{}|deny",
        "118|Admin|1|ingress: [{action: Pass, from: [{comets: {}}]}]|{ingress: [{}]}|deny",
        "107|Admin|1|ingress: [{action: Allow, from: [{namespaces: {}}]}]|{}|unknown",
        "107|Admin|-1|ingress: [{action: Deny, from: [{namespaces: {}}]}]|{ingress:"
            + " [{}]}|unknown",
      })
  void tiersDecideInOrder(
      String rule, String tier, String priority, String rules, String network, String expected) {
    String own =
        cluster(
            "c",
            "{tier: %s, priority: %s, subject: {namespaces: {matchLabels: {team: a}}}, %s}"
                .formatted(tier, priority, rules));
    Decision decision = decided(own + policy(network), "bare/far x/web TCP 80");
    assertThat(text(decision)).as("rule " + rule).isEqualTo(expected);
  }

  /** Rules 110, 114 to 116: order of priorities, ties, peers of egress, and both sides. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "110|2|Deny|3|Accept|to: [{namespaces: {}}]|x/web x/db TCP 80|deny",
        "110|3|Deny|2|Accept|to: [{namespaces: {}}]|x/web x/db TCP 80|allow",
        "110|2|Deny|2|Accept|to: [{namespaces: {}}]|x/web x/db TCP 80|unknown",
        "110|2|Deny|2|Deny|to: [{namespaces: {}}]|x/web x/db TCP 80|deny",
        "114|2|Deny|3|Deny|to: [{nodes: {matchLabels: {role: work}}}]|x/web n1 TCP 80|deny",
        "114|2|Deny|3|Deny|to: [{nodes: {matchLabels: {role: work}}}]|x/web n2 TCP 80|allow",
        "114|2|Deny|3|Deny|to: [{networks: [10.244.0.0/16]}]|x/web x/db TCP 80|deny",
        "114|2|Deny|3|Deny|to: [{networks: ['::/0']}]|x/web x/db TCP 80|allow",
        "115|2|Deny|3|Deny|to: [{pods: {podSelector: {}}}]|x/web x/host TCP 80|allow",
      })
  void prioritiesAndPeersOfEgressDecide(
      String rule,
      String first,
      String action,
      String second,
      String other,
      String to,
      String probe,
      String expected) {
    String form =
        "{tier: Admin, priority: %s, subject: {namespaces: {}}, egress: [{action: %s, %s}]}";
    String both =
        cluster("one", form.formatted(first, action, to))
            + cluster("two", form.formatted(second, other, to));
    assertThat(text(decided(both, probe))).as("rule " + rule).isEqualTo(expected);
  }

  /** The enumerations of {@code action} and the lengths of lists, by kind (rule 107). */
  @Test
  void whatTheApiServerRefusesIsOpen() {
    String form = "{%s subject: {namespaces: {}}, ingress: [{action: %s, from: [%s]}]}";
    String head = "tier: Admin, priority: 1,";
    String one = "{namespaces: {}}";
    String many = String.join(", ", Collections.nCopies(101, one));
    for (String refused :
        List.of(
            tiered("v1alpha1", "AdminNetworkPolicy", "a", form.formatted(head, "Accept", one)),
            tiered("v1alpha1", "AdminNetworkPolicy", "a", form.formatted(head, "Deny", many)),
            tiered("v1alpha2", "ClusterNetworkPolicy", "a", form.formatted(head, "Deny", many)),
            tiered("v1alpha1", BASELINE, "default", form.formatted("", "Pass", one)),
            tiered("v1alpha1", BASELINE, "other", form.formatted("", "Deny", one)))) {
      assertThat(text(decided(refused, "x/web x/db TCP 80"))).as(refused).isEqualTo("unknown");
    }
  }

  /** Rule 114: which addresses a name has is not known, so an Accept over a Deny is open. */
  @Test
  void namesOfDomainsLeaveItOpen() {
    String both =
        cluster(
            "one",
            "{tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Accept, to:"
                + " [{domainNames: [a.example]}]}, {action: Deny, to: [{networks:"
                + " [0.0.0.0/0]}]}]}");
    Decision decision = decided(both, "x/web 203.0.113.9 TCP 80");
    assertThat(text(decision)).isEqualTo("unknown");
    assertThat(decision.because().get(0).fields().get(0).wanted()).isEqualTo("a.example");
  }

  /** Rule 116, with the forerunners of v1alpha1: the other side is checked all the same. */
  @Test
  void anAllowOnOneSideIsNoneOnTheOther() {
    String admin =
        tiered(
            "v1alpha1",
            "AdminNetworkPolicy",
            "a",
            "{priority: 5, subject: {pods: {podSelector: {matchLabels: {app: web}},"
                + " namespaceSelector: {}}}, egress: [{action: Allow, to: [{namespaces: {}}],"
                + " ports: [{portNumber: {protocol: TCP, port: 80}}]}]}");
    String baseline =
        tiered(
            "v1alpha1",
            "BaselineAdminNetworkPolicy",
            "default",
            "{subject: {namespaces: {}}, ingress: [{action: Deny, from: [{namespaces: {}}]}]}");
    Decision decision = decided(admin + baseline, "x/web x/db TCP 80");
    assertThat(text(decision)).isEqualTo("deny");
    assertThat(because(decision))
        .isEqualTo("INGRESS BASELINE DENIES default spec.ingress[0].from[0].namespaces");
    assertThat(text(decided(admin, "x/web x/db TCP 80"))).isEqualTo("allow");
  }

  /** Policies of other APIs are not simulated, and could decide. */
  @Test
  void policiesOfOtherApisLeaveItOpen() {
    String calico =
        "---\n{apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: {name: g},"
            + " spec: {selector: \"app == 'web'\", types: [Ingress]}}\n";
    assertThat(text(decided(calico, "x/db x/web TCP 80"))).isEqualTo("unknown");
    assertThat(text(decided(calico, "x/web x/db TCP 80"))).isEqualTo("allow");
  }
}
