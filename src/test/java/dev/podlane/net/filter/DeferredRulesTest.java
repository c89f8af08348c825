package dev.podlane.net.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Udp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that are written on demand are asked as those that are there. */
final class DeferredRulesTest {
  private final AtomicInteger written = new AtomicInteger();

  private static Ip address(int number) {
    return Ip.parse("10.0.0.0").plus(number);
  }

  private static PacketAtHook packet(Ip to, int port) {
    Udp segment = new Udp(1_000, port, 8);
    IpPacket packet = new IpPacket(address(250), to, 64, 1, false, segment);
    return new PacketAtHook(packet, "", "eth0", "", "", 0, Tracking.NONE, new Counted(List.of()));
  }

  private Rule counted(Rule rule) {
    written.incrementAndGet();
    return rule;
  }

  private void add(Random random, DeferredRules.Builder deferred, List<Rule> plain) {
    int number = random.nextInt(20);
    Rule rule =
        switch (random.nextInt(3)) {
          case 0 -> {
            Rule to = new RuleLine().to(Prefix.host(address(number))).rule();
            deferred.to(address(number), () -> counted(to));
            yield to;
          }
          case 1 -> {
            RuleLine line = new RuleLine().protocol(Protocol.UDP);
            Rule port = line.toPort(Protocol.UDP, 1 + number).rule();
            deferred.toPort(1 + number, () -> counted(port));
            yield port;
          }
          default -> {
            Rule any = new RuleLine().comment("rule " + plain.size()).rule();
            deferred.always(any);
            yield any;
          }
        };
    plain.add(rule);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void packetsMeetTheSameRules(long seed) {
    Random random = new Random(seed);
    List<Rule> plain = new ArrayList<>();
    DeferredRules.Builder head = DeferredRules.builder();
    for (int i = 0; i < 30; i++) {
      add(random, head, plain);
    }
    DeferredRules.Builder whole = head.build().followed();
    for (int i = 0; i < 30; i++) {
      add(random, whole, plain);
    }
    Chain deferred = new Chain("a", null, whole.build());
    Chain there = new Chain("a", null, plain);
    for (int i = 0; i < 500; i++) {
      PacketAtHook subject = packet(address(random.nextInt(22)), 1 + random.nextInt(22));
      int from = random.nextInt(plain.size() + 1);
      assertThat(deferred.next(from, subject)).isEqualTo(there.next(from, subject));
    }
    assertThat(written).as("rules written for questions about positions").hasValue(0);
    assertThat(deferred).isEqualTo(there).hasSameHashCodeAs(there);
  }

  @Test
  void aRuleIsWrittenOnce() {
    DeferredRules.Builder builder = DeferredRules.builder();
    for (int i = 0; i < 100; i++) {
      Rule rule = new RuleLine().to(Prefix.host(address(i))).rule();
      builder.to(address(i), () -> counted(rule));
    }
    Chain chain = new Chain("a", null, builder.build());
    PacketAtHook subject = packet(address(42), 53);
    for (int time = 0; time < 3; time++) {
      assertThat(chain.next(0, subject)).isEqualTo(42);
      assertThat(chain.rules().get(42).matches()).hasSize(1);
      assertThat(chain.next(43, subject)).isEqualTo(100);
    }
    assertThat(written).hasValue(1);
  }
}
