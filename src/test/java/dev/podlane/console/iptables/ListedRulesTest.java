package dev.podlane.console.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.command.ShellTokens;
import dev.podlane.console.ipset.Ipset;
import dev.podlane.net.filter.Ruleset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rules are listed as iptables 1.8.9 (nf_tables) lists them; recorded from these rules on Linux
 * 6.18.
 */
final class ListedRulesTest {
  private static String text(String file) throws IOException {
    try (InputStream in = Objects.requireNonNull(ListedRulesTest.class.getResourceAsStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Stream<Arguments> listings() throws IOException {
    return Stream.concat(listings("listed"), listings("listed-more"));
  }

  private static Stream<Arguments> listings(String name) throws IOException {
    return Stream.of(text(name + ".txt").split("(?m)^> iptables ", -1))
        .skip(1)
        .map(listing -> Arguments.of(name + ".rules", listing));
  }

  @ParameterizedTest
  @MethodSource("listings")
  void areListedAsTheToolDoes(String file, String listing) throws IOException {
    int end = listing.indexOf('\n');
    Ruleset sets = Ipset.run(Ruleset.NONE, List.of("create", "s1", "hash:net,port"), "", 0).rules();
    Ruleset rules = Iptables.restore(sets, text(file), true);
    String listed = Iptables.run(rules, ShellTokens.of(listing.substring(0, end))).text();
    assertThat(listed.stripTrailing() + "\n")
        .isEqualTo(listing.substring(end + 1).stripTrailing() + "\n");
  }
}
