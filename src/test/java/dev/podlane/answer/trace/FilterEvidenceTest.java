package dev.podlane.answer.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.answer.TraceView.EvidenceView;
import dev.podlane.answer.TraceView.RowView;
import dev.podlane.answer.TraceView.StepView;
import dev.podlane.answer.evidence.ChainWalk;
import dev.podlane.answer.evidence.RowLimit;
import dev.podlane.answer.text.Language;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The evidence for the rules a packet met: the matches, and the reasons why the others failed. */
class FilterEvidenceTest {
  private static StepView service(Language language) {
    Workspace services = Walks.recorded("g1-services-brnf1");
    Walked walked = Walks.walk(services, "n1p1", "10.96.0.12", Protocol.TCP);
    return Walks.steps(Walks.view(services, walked, language), "n1", "RulesRead").get(0);
  }

  private static StepView read(Language language, String... rules) {
    Workspace routed = Walks.routed(rules);
    Walked walked = Walks.walk(routed, "a", "10.0.2.2", Protocol.TCP);
    return Walks.steps(Walks.view(routed, walked, language), "r", "RulesRead").get(0);
  }

  @Test
  void aServiceIsAWalkThroughChains() {
    StepView step = service(Language.EN);

    assertThat(step.fields())
        .containsEntry(
            "chains", List.of("PREROUTING", "KUBE-SERVICES", "KUBE-SVC-OTHER", "KUBE-SEP-OTHER-0"))
        .containsEntry(
            "ruleText", "-A KUBE-SEP-OTHER-0 -p tcp -m tcp -j DNAT --to-destination 10.0.2.2:80");
    assertThat(Walks.tables(step))
        .extracting(EvidenceView::title)
        .containsExactly(
            "n1 · iptables -t nat -S PREROUTING",
            "n1 · iptables -t nat -S KUBE-SERVICES",
            "n1 · iptables -t nat -S KUBE-SVC-OTHER",
            "n1 · iptables -t nat -S KUBE-SEP-OTHER-0");
    assertThat(step.command())
        .isEqualTo("ip netns exec n1 iptables -t nat -L KUBE-SEP-OTHER-0 -nv --line-numbers");
  }

  @Test
  void matchesAreNumberedAndTheOthersSayWhatThePacketHad() {
    List<RowView> rows = Walks.rows(service(Language.EN), "KUBE-SERVICES");

    assertThat(rows.get(0).verdict()).isEqualTo("near");
    assertThat(rows.get(0).note()).isEqualTo("-d 10.96.0.10/32: the packet goes to 10.96.0.12");
    assertThat(rows.get(2).verdict()).isEqualTo("matched");
    assertThat(rows.get(2).note())
        .isEqualTo("match 2: evaluation continues in chain KUBE-SVC-OTHER");
    assertThat(rows.get(3).verdict()).isEqualTo("other");
    assertThat(rows.get(3).note()).startsWith("not evaluated");
    assertThat(Walks.rows(service(Language.ZH), "KUBE-SERVICES").get(0).note())
        .isEqualTo("-d 10.96.0.10/32：数据包发往 10.96.0.12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-s 10.9.0.0/16 | -s 10.9.0.0/16: the packet comes from 10.0.1.2",
        "-i b | -i b: it arrived on a",
        "-o a | -o a: it leaves through b",
        "-p udp | -p udp: it is TCP",
        "-p tcp -m tcp --dport 81 | --dport 81: its destination port is 80",
        "-p tcp -m multiport --dports 8080,8443 | and 80",
        "-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK ACK | : its flags are SYN",
        "-m mark --mark 0x1 | --mark 0x1: its mark is 0x0",
        "-m addrtype --dst-type LOCAL | --dst-type LOCAL: 10.0.2.2 is UNICAST here",
        "-m conntrack --ctstate INVALID | --ctstate INVALID: its connection is NEW",
        "-m conntrack --ctdir REPLY | --ctdir REPLY: its direction is ORIGINAL",
        "-m conntrack --ctorigdst 10.9.9.9 | opened from 10.0.1.2 to 10.0.2.2",
        "-m connmark --mark 0x2 | the mark of its connection is 0x0",
        "-m statistic --mode nth --every 2 --packet 1 | not chosen by chance",
      })
  void everyKindOfConditionSaysWhyItFails(String conditions, String why) {
    StepView step = read(Language.EN, "*filter", "-A FORWARD " + conditions + " -j DROP", "COMMIT");
    RowView row = Walks.rows(step, "-S FORWARD").get(0);

    assertThat(row.verdict()).isEqualTo("near");
    assertThat(row.note()).endsWith(why);
    assertThat(row.note()).doesNotContain("{", "evidence.");
  }

  @Test
  void twoFailuresAreNoNearMiss() {
    StepView step =
        read(Language.EN, "*filter", "-A FORWARD -s 10.9.0.0/16 -p udp -j DROP", "COMMIT");

    assertThat(Walks.rows(step, "-S FORWARD").get(0).verdict()).isEqualTo("other");
  }

  @Test
  void aLongChainKeepsWhatMatchedAndSaysHowMuchIsLeftOut() {
    List<String> rules = new ArrayList<>(List.of("*filter"));
    for (int i = 0; i < 120; i++) {
      rules.add("-A FORWARD -s 10.9.%d.0/24 -p udp -j DROP".formatted(i));
    }
    rules.add("-A FORWARD -p tcp -j ACCEPT");
    rules.add("COMMIT");
    StepView step = read(Language.EN, rules.toArray(String[]::new));
    EvidenceView chain = Walks.evidence(step, "-S FORWARD");

    assertThat(chain.rows()).hasSize(RowLimit.MOST);
    assertThat(chain.omitted()).isEqualTo(121 - RowLimit.MOST);
    RowView last = chain.rows().get(chain.rows().size() - 1);
    assertThat(last.cells()).containsExactly("121", "-p tcp -j ACCEPT");
    assertThat(last.verdict()).isEqualTo("matched");
  }

  @Test
  void whereNoRuleDecidesThePolicyIsARow() {
    StepView step = read(Language.EN, "*filter", ":FORWARD DROP [0:0]", "COMMIT");

    assertThat(step.fields()).containsEntry("ruleText", "-P FORWARD DROP");
    assertThat(Walks.rows(step, "-S FORWARD"))
        .singleElement()
        .satisfies(row -> assertThat(row.cells()).containsExactly("", "-P FORWARD DROP"));
  }

  @Test
  void chanceSaysWhatElseItCouldHaveChosen() {
    StepView step =
        read(
            Language.EN,
            "*filter",
            ":ONE - [0:0]",
            ":TWO - [0:0]",
            "-A FORWARD -p udp -j TWO",
            "-A FORWARD -m statistic --mode nth --every 2 --packet 0 -j ONE",
            "-A FORWARD -j TWO",
            "COMMIT");
    RowView taken = Walks.rows(step, "-S FORWARD").get(1);

    assertThat(taken.verdict()).isEqualTo("matched");
    assertThat(taken.note())
        .isEqualTo(
            "match 1: evaluation continues in chain ONE Chosen by chance; TWO could also have been"
                + " chosen.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "g1-services-brnf1",
        "g2-services-brnf1-hairpin",
        "h1-policy-drop",
        "h3-policy-reject-port",
        "h6-forward-policy-drop",
        "c-docker-conflict-masq"
      })
  void everyMatchStandsInTheChainItWasMetIn(String recording) {
    Workspace workspace = Walks.recorded(recording);
    int[] seen = {0};
    for (String from : List.of("n1p1", "n2p1", "n1", "c1", "p1")) {
      if (workspace.network().namespace(from).isEmpty()) {
        continue;
      }
      for (String to : List.of("10.96.0.10", "10.96.0.13", "10.0.2.2", "10.100.0.3")) {
        Walks.walk(workspace, from, to, Protocol.TCP).trace().hops().stream()
            .flatMap(hop -> hop.steps().stream())
            .map(stepRecord -> stepRecord.step())
            .filter(RuleStep.RulesRead.class::isInstance)
            .map(RuleStep.RulesRead.class::cast)
            .forEach(
                read -> {
                  int shown =
                      ChainWalk.of(read).visits().stream()
                          .peek(
                              visit ->
                                  assertThat(visit.hits().keySet())
                                      .allMatch(at -> at < visit.readUpTo()))
                          .mapToInt(visit -> visit.hits().size())
                          .sum();
                  assertThat(shown).isEqualTo(read.verdict().hits().size());
                  seen[0] += shown;
                });
      }
    }
    assertThat(seen[0]).isPositive();
  }
}
