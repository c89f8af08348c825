package dev.podlane.cluster;

import static dev.podlane.cluster.Policed.because;
import static dev.podlane.cluster.Policed.decided;
import static dev.podlane.cluster.Policed.policy;
import static dev.podlane.cluster.Policed.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verdicts of policies by the numbered rules, and the fields that decided. */
final class PolicyVerdictsTest {
  /** The number of the rule that each row is about stands first. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "82|{}|bare/far x/web TCP 80|deny",
        "82|{podSelector: null}|bare/far x/web TCP 80|deny",
        "82|{}|x/web bare/far TCP 80|allow",
        "83|{egress: []}|x/web bare/far TCP 80|allow",
        "83|{egress: [{ports: [{port: 1}]}], ingress: [{}]}|x/web bare/far TCP 80|deny",
        "84|{policyTypes: [Egress]}|bare/far x/web TCP 80|allow",
        "85|{policyTypes: [Ingress], ingress: [{}], egress: [{ports: [{port: 1}]}]}|x/web bare/far"
            + " TCP 80|allow",
        "86|{ingress: [{ports: [{port: 1}]}, {ports: [{port: 80}]}]}|bare/far x/web TCP 80|allow",
        "87|{podSelector: {matchLabels: {app: db}}}|x/web x/db TCP 80|deny",
        "89|{ingress: [{}]}|203.0.113.9 x/web SCTP 9|allow",
        "89|{ingress: [{from: [], ports: []}]}|bare/far x/web UDP 9|allow",
        "89|{ingress: []}|bare/far x/web TCP 80|deny",
        "90|{ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: db}}}]}]}"
            + "|bare/far x/web TCP 80|deny",
        "90|{ingress: [{from: [{namespaceSelector: {}}, {podSelector: {matchLabels: {app: db}}}]}]}"
            + "|bare/far x/web TCP 80|allow",
        "91|{ingress: [{from: [{podSelector: {}}]}]}|bare/far x/web TCP 80|deny",
        "91|{ingress: [{from: [{podSelector: {}}]}]}|x/db x/web TCP 80|allow",
        "91|{ingress: [{from: [{namespaceSelector: {}}]}]}|203.0.113.9 x/web TCP 80|deny",
        "92|{ingress: [{from: [{podSelector: {matchExpressions: [{key: tier, operator: NotIn,"
            + " values: [back]}]}, namespaceSelector: {}}]}]}|bare/far x/web TCP 80|allow",
        "92|{ingress: [{from: [{podSelector: {matchExpressions: [{key: tier, operator:"
            + " DoesNotExist}]}}]}]}|x/db x/web TCP 80|deny",
        "92|{ingress: [{from: [{podSelector: {matchExpressions: [{key: tier, operator: Exists},"
            + " {key: app, operator: In, values: [db, z]}]}}]}]}|x/db x/web TCP 80|allow",
        "93|{ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name:"
            + " bare}}}]}]}|bare/far x/web TCP 80|allow",
        "94|{ingress: [{from: [{ipBlock: {cidr: 10.244.2.0/24, except: [10.244.2.6/32]}}]}]}"
            + "|bare/far x/web TCP 80|allow",
        "94|{ingress: [{from: [{ipBlock: {cidr: 10.244.2.0/24, except: [10.244.2.6/32]}}]}]}"
            + "|x/db x/web TCP 80|deny",
        "94|{ingress: [{from: [{ipBlock: {cidr: 10.244.2.0/24, except: [10.244.2.6/32]}},"
            + " {podSelector: {}}]}]}|x/db x/web TCP 80|allow",
        "95|{ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}]}|2001:db8::1 x/web TCP 80|deny",
        "95|{ingress: [{from: [{ipBlock: {cidr: '::/0'}}]}]}|2001:db8::1 x/web TCP 80|allow",
        "95|{ingress: [{from: [{ipBlock: {cidr: '::/0'}}]}]}|bare/far x/web TCP 80|deny",
        "97|{ingress: [{ports: [{}]}]}|bare/far x/web TCP 9|allow",
        "97|{ingress: [{ports: [{}]}]}|bare/far x/web UDP 9|deny",
        "98|{ingress: [{ports: [{port: http}]}]}|bare/far x/web TCP 8080|allow",
        "98|{ingress: [{ports: [{port: http}]}]}|bare/far x/db TCP 80|allow",
        "98|{ingress: [{ports: [{port: http}]}]}|bare/far x/db TCP 8080|deny",
        "98|{ingress: [{ports: [{port: dns}]}]}|bare/far x/web UDP 53|deny",
        "98|{ingress: [{ports: [{port: dns, protocol: UDP}]}]}|bare/far x/web UDP 53|allow",
        "98|{policyTypes: [Egress], egress: [{ports: [{port: http}]}]}|x/web x/db TCP 80|allow",
        "98|{policyTypes: [Egress], egress: [{ports: [{port: http}]}]}|x/web 203.0.113.9 TCP"
            + " 80|deny",
        "99|{ingress: [{ports: [{port: 80, endPort: 84}]}]}|bare/far x/web TCP 84|allow",
        "99|{ingress: [{ports: [{port: 80, endPort: 84}]}]}|bare/far x/web TCP 85|deny",
        "100|{ingress: [{ports: [{protocol: SCTP, port: 80}]}]}|bare/far x/web TCP 80|deny",
        "100|{ingress: [{ports: [{protocol: SCTP, port: 80}]}]}|bare/far x/web SCTP 80|allow",
        "101|{}|n1 x/web TCP 80|allow",
        "101|{}|n2 x/web TCP 80|deny",
        "101|{policyTypes: [Egress]}|x/web n1 TCP 80|deny",
        "102|{policyTypes: [Ingress, Egress]}|x/web x/web TCP 80|allow",
        "103|{ingress: [{from: [{podSelector: {matchLabels: {app: web}}}]}]}|x/host x/web TCP"
            + " 80|deny",
        "103|{ingress: [{from: [{ipBlock: {cidr: 192.168.5.2/32}}]}]}|x/host x/web TCP 80|allow",
        "103|{policyTypes: [Ingress, Egress]}|bare/far x/host TCP 80|allow",
        "107|{ingress: [{from: [{}]}]}|bare/far x/web TCP 80|unknown",
        "107|{ingress: [{ports: [{port: 80, endPort: 70}]}]}|bare/far x/web TCP 80|unknown",
        "131|{ingress: [{from: [{ipBlock: {cidr: 'fd00:1::/64'}}]}]}|x/web x/db TCP 80|deny",
      })
  void networkPoliciesDecide(String rule, String spec, String probe, String expected) {
    assertThat(text(decided(policy(spec), probe))).as("rule " + rule).isEqualTo(expected);
  }

  @Test
  void theNearestMissStandsFirst() {
    String own =
        policy(
            "{podSelector: {matchLabels: {app: web}}, ingress: [{from: [{namespaceSelector:"
                + " {matchLabels: {team: b}}, podSelector: {matchLabels: {app: db}}}]}, {from:"
                + " [{podSelector: {}}], ports: [{port: 81}]}]}");
    assertThat(because(decided(own, "x/db x/web TCP 80")))
        .isEqualTo(
            """
            INGRESS NETWORK_POLICY DOES_NOT_ALLOW p spec.ingress[0].from[0].namespaceSelector \
            spec.ingress[0].from[0].namespaceSelector: team=b / team=a
            INGRESS NETWORK_POLICY DOES_NOT_ALLOW p spec.ingress[1].ports[0].port \
            spec.ingress[1].ports[0].port: TCP 81 / TCP 80\
            """);
    assertThat(because(decided(own, "bare/far x/web TCP 81")))
        .startsWith(
            "INGRESS NETWORK_POLICY DOES_NOT_ALLOW p spec.ingress[1].from[0].podSelector"
                + " spec.ingress[1].from[0].podSelector: metadata.namespace=x /"
                + " metadata.namespace=bare");
  }

  @Test
  void whatAllowsIsNamedInBothDirections() {
    String own =
        policy(
            "{policyTypes: [Ingress, Egress], ingress: [{}], egress: [{to: [{podSelector: {}}]}]}");
    assertThat(because(decided(own, "x/db x/web TCP 80")))
        .isEqualTo(
            "EGRESS NETWORK_POLICY ALLOWS p spec.egress[0].to[0]\n"
                + "INGRESS NETWORK_POLICY ALLOWS p spec.ingress[0]");
  }
}
