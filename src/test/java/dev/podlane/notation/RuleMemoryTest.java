package dev.podlane.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Severity;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.RuleState;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The state that rules remember of one probe decides about the next, as in the kernel. */
class RuleMemoryTest {
  private static final Ip SRV = Ip.parse("10.9.0.1");
  private static final Ip BACK = Ip.parse("10.9.1.9");
  private static final long MINUTE = 60_000;

  private Memory memory = new Memory();

  private static Network network(String... rules) {
    return network(1_500, rules);
  }

  private static Network network(int mtu, String... rules) {
    ReadNetwork reading = RuledHost.network(List.of(rules), mtu);
    assertThat(reading.problems()).noneMatch(each -> each.severity() == Severity.ERROR);
    return reading.network();
  }

  private Result walk(Network network, Probe probe) {
    return Walker.walk(network, probe.warm(), memory).outcome().result();
  }

  private List<Result> pings(Network network, int times) {
    List<Result> results = new ArrayList<>();
    for (int at = 0; at < times; at++) {
      results.add(walk(network, Probe.from("cli").ping(SRV).withTimeoutMillis(100)));
    }
    return results;
  }

  private Result connect(Network network) {
    return walk(network, Probe.from("cli").tcp(SRV, 22).withTimeoutMillis(100));
  }

  @Test
  void aLimitFillsAgain() {
    Network network =
        network(
            "*filter",
            "-A INPUT -p icmp -m limit --limit 1/min --limit-burst 2 -j ACCEPT",
            "-A INPUT -p icmp -j DROP",
            "COMMIT");

    assertThat(pings(network, 3))
        .containsExactly(Result.DELIVERED, Result.DELIVERED, Result.TIMEOUT);
    memory.pass(MINUTE);
    assertThat(pings(network, 2)).containsExactly(Result.DELIVERED, Result.TIMEOUT);
  }

  @Test
  void aForkLeavesTheBucketAlone() {
    Network network =
        network(
            "*filter",
            "-A INPUT -p icmp -m limit --limit 1/min --limit-burst 1 -j ACCEPT",
            "-A INPUT -p icmp -j DROP",
            "COMMIT");
    Memory fork = memory.fork();

    assertThat(pings(network, 2)).containsExactly(Result.DELIVERED, Result.TIMEOUT);
    memory = fork;
    assertThat(pings(network, 2)).containsExactly(Result.DELIVERED, Result.TIMEOUT);
  }

  @Test
  void theFourthConnectionWithinAMinuteIsOneTooMany() {
    Network network =
        network(
            "*filter",
            "-A INPUT -p tcp -m conntrack --ctstate NEW -m recent --set --name SSH",
            "-A INPUT -p tcp -m conntrack --ctstate NEW -m recent --update --seconds 60"
                + " --hitcount 4 --name SSH --dport 22 -j DROP",
            "COMMIT");

    assertThat(List.of(connect(network), connect(network), connect(network)))
        .containsOnly(Result.DELIVERED);
    assertThat(connect(network)).isEqualTo(Result.TIMEOUT);
    memory.pass(MINUTE + 1_000);
    assertThat(connect(network)).isEqualTo(Result.DELIVERED);
    assertThat(memory.state("srv").rules().values())
        .singleElement()
        .isInstanceOfSatisfying(
            RuleState.Recent.class,
            list -> assertThat(list.hosts().get(0).address()).isEqualTo(Ip.parse("10.9.0.9")));
  }

  /** As in random network 7316851 on Linux 6.18. */
  @Test
  void aListHasTheMaskOfTheRuleThatMadeIt() {
    Network network =
        network(
            "*filter",
            "-A INPUT -m recent --rcheck --name seen --mask 255.255.255.255 -j DROP",
            "-A INPUT -m recent --set --name seen --mask 255.0.0.0",
            "COMMIT");

    assertThat(pings(network, 2)).containsExactly(Result.DELIVERED, Result.TIMEOUT);
  }

  @Test
  void eachSourceHasABucketOfItsOwn() {
    Network network =
        network(
            "*filter",
            "-A INPUT -p icmp -m hashlimit --hashlimit-upto 1/hour --hashlimit-burst 1"
                + " --hashlimit-mode srcip --hashlimit-name ping -j ACCEPT",
            "-A INPUT -p icmp -j DROP",
            "COMMIT");

    assertThat(pings(network, 2)).containsExactly(Result.DELIVERED, Result.TIMEOUT);
    Probe other = Probe.from("back").ping(Ip.parse("10.9.1.1")).withTimeoutMillis(100);
    assertThat(walk(network, other)).isEqualTo(Result.DELIVERED);
    assertThat(walk(network, other)).isEqualTo(Result.TIMEOUT);
  }

  @Test
  void openConnectionsAreCounted() {
    Network network =
        network(
            "*filter",
            "-A INPUT -p tcp -m tcp --syn -m connlimit --connlimit-above 1 -j DROP",
            "COMMIT");

    assertThat(connect(network)).isEqualTo(Result.DELIVERED);
    assertThat(connect(network)).isEqualTo(Result.TIMEOUT);
  }

  /** Observed on 6.18, where echoes sent by the host meet the rule with their answers only. */
  @Test
  void connectionsThatBeganBeforeTheRuleMetThemAreCounted() {
    Network network =
        network(
            "*filter",
            "-A OUTPUT -p icmp -m connlimit --connlimit-above 1 --connlimit-mask 0 -j DROP",
            "COMMIT");

    assertThat(pings(network, 2)).containsExactly(Result.DELIVERED, Result.TIMEOUT);
    memory.forget();
    assertThat(pings(network, 2)).containsExactly(Result.DELIVERED, Result.TIMEOUT);
  }

  @Test
  void aQuotaIsUsedUp() {
    Network network =
        network(
            "*filter",
            "-A INPUT -p icmp -m quota --quota 100 -j ACCEPT",
            "-A INPUT -p icmp -j DROP",
            "COMMIT");

    assertThat(pings(network, 2)).containsExactly(Result.DELIVERED, Result.TIMEOUT);
  }

  @Test
  void aSetLearnsFromPacketsAndForgets() {
    Network network =
        network(
            "ipset create seen hash:ip",
            "*filter",
            "-A INPUT -m set --match-set seen src -j DROP",
            "-A INPUT -p icmp -j SET --add-set seen src --timeout 60",
            "COMMIT");

    assertThat(pings(network, 2)).containsExactly(Result.DELIVERED, Result.TIMEOUT);
    memory.pass(MINUTE);
    assertThat(pings(network, 2)).containsExactly(Result.DELIVERED, Result.TIMEOUT);
  }

  @Test
  void aClampedSegmentFitsWhereErrorsAreLost() {
    String lost = "-A OUTPUT -p icmp -m icmp --icmp-type fragmentation-needed -j DROP";
    String clamp = "-A FORWARD -p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu";
    Probe transfer =
        Probe.from("cli")
            .tcp(BACK, 80)
            .withExchange(new Probe.Exchange(3_000, 3_000, Probe.Exchange.Close.FIN));
    Network hangs = network(1_400, "*filter", lost, "COMMIT");
    Network fits = network(1_400, "*filter", lost, "COMMIT", "*mangle", clamp, "COMMIT");

    assertThat(walk(hangs, transfer)).isEqualTo(Result.TIMEOUT);
    memory = new Memory();
    assertThat(walk(fits, transfer)).isEqualTo(Result.DELIVERED);
  }

  @Test
  void aLowerTtlEndsOnTheWay() {
    Network network = network("*mangle", "-A PREROUTING -p icmp -j TTL --ttl-set 1", "COMMIT");

    assertThat(walk(network, Probe.from("cli").ping(BACK))).isEqualTo(Result.TTL_EXCEEDED);
  }
}
