package dev.podlane.net.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Verdict.Ending;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Udp;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking rules up gives exactly the answer of reading them one by one. */
class RuleEvaluatorTest {
  private static final int RULESETS = 100;
  private static final int PACKETS = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void answersAsReadingEveryRuleDoes(long seed) {
    Random random = new Random(seed);
    Set<Class<?>> endings = new HashSet<>();
    int hits = 0;
    for (int i = 0; i < RULESETS; i++) {
      RandomTable made = new RandomTable(random);
      Table table = made.table();
      Counted counted = new Counted(made.sets());
      Counted plainly = new Counted(made.sets());
      for (int j = 0; j < PACKETS; j++) {
        PacketAtHook subject = made.subject(counted);

        Verdict verdict =
            RuleEvaluator.evaluate(table, table.chain("OUTPUT").orElseThrow(), subject);
        Verdict expected = PlainReader.read(table, Hook.OUTPUT, around(subject, plainly));

        assertThat(verdict).as("%s%n%s", table, subject).isEqualTo(expected);
        assertThat(counted.counts()).isEqualTo(plainly.counts());
        endings.add(verdict.ending().getClass());
        hits += verdict.hits().size();
      }
    }
    assertThat(endings)
        .as("the rules should be as various as that")
        .contains(
            Ending.Accepted.class,
            Ending.Dropped.class,
            Ending.Rejected.class,
            Ending.Destination.class,
            Ending.Unknown.class);
    assertThat(hits).isGreaterThan(RULESETS * PACKETS / 2);
  }

  @Test
  void whatOnlyLogsNeedNotBeKnown() {
    Match limit = new OtherMatch.Unknown("-m limit --limit 5/min");
    Rule log = new Rule(List.of(limit), new Target.Log("LOG"));
    Rule count = new Rule(List.of(limit), null);
    Rule drop = new Rule(List.of(), new Target.Drop());

    assertThat(read(log, count, drop).ending()).isEqualTo(new Ending.Dropped());
    assertThat(log.unknown()).isEmpty();
  }

  @Test
  void whatMayEndThePacketMustBeKnown() {
    Match limit = new OtherMatch.Unknown("-m limit --limit 5/min");
    Rule accept = new Rule(List.of(limit), new Target.Accept());
    Rule elsewhere =
        new Rule(List.of(limit, new PortMatch.Loaded(6)), new Target.Accept()); // but it is UDP

    Rule drop = new Rule(List.of(), new Target.Drop());
    assertThat(read(elsewhere, accept, drop).ending())
        .isEqualTo(new Ending.Unknown("-m limit --limit 5/min"));
    assertThat(read(elsewhere).ending()).isEqualTo(new Ending.Accepted());
    assertThat(accept.unknown()).contains("-m limit --limit 5/min");
  }

  @Test
  void aRuleThatIsOpenDecidesNothingIfBothWaysLeadToTheSame() {
    Match time = new OtherMatch.Unknown("-m time");
    Rule accept = new Rule(List.of(time), new Target.Accept());
    Rule mark = new Rule(List.of(time), new Target.Mark(1, -1));
    Rule all = new Rule(List.of(), new Target.Accept());

    assertThat(read(accept).ending()).isEqualTo(new Ending.Accepted());
    assertThat(read(accept, all).ending()).isEqualTo(new Ending.Accepted());
    assertThat(read(mark, all).ending()).isEqualTo(new Ending.Unknown("-m time"));
  }

  private static Verdict read(Rule... rules) {
    Table table =
        Table.empty(Table.Kind.FILTER)
            .with(
                new Chain("OUTPUT", BaseChain.of(Table.Kind.FILTER, Hook.OUTPUT), List.of(rules)));
    IpPacket packet =
        new IpPacket(
            Ip.parse("10.0.0.1"), Ip.parse("10.0.0.2"), 64, 1, false, new Udp(1000, 53, 8));
    PacketAtHook subject =
        new PacketAtHook(packet, "", "eth0", "", "", 0, Tracking.NONE, new Counted(List.of()));
    return RuleEvaluator.evaluate(table, table.chain("OUTPUT").orElseThrow(), subject);
  }

  private static PacketAtHook around(PacketAtHook subject, MatchContext other) {
    return subject.in(other);
  }
}
