package dev.podlane.console.nft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.command.ShellTokens;
import dev.podlane.console.ipset.Ipset;
import dev.podlane.console.iptables.Iptables;
import dev.podlane.net.filter.Ruleset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules written by iptables 1.8.9, as nft 1.0.6 printed them on Linux. */
class IptablesRulesTest {
  static Stream<Arguments> rules() {
    List<String> lines = ListingTest.text("iptables.txt").lines().toList();
    return Stream.iterate(0, at -> at < lines.size(), at -> at + 2)
        .map(at -> Arguments.of(lines.get(at), lines.get(at + 1).substring(1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void isPrintedByNftAsOnLinux(String rule, String printed) {
    Ruleset rules = Ipset.run(Ruleset.NONE, List.of("create", "s1", "hash:ip"), "", 0).rules();
    for (String table : List.of("filter", "nat", "mangle")) {
      rules = Iptables.run(rules, List.of("-t", table, "-N", "FOO")).rules();
    }
    rules = Iptables.run(rules, ShellTokens.of(rule)).rules();
    assertThat(
            Nft.list(rules)
                .lines()
                .filter(line -> line.startsWith("\t\t") && !line.startsWith("\t\ttype "))
                .findFirst())
        .contains("\t\t" + printed);
  }
}
