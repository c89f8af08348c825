package dev.podlane.console.nft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.filter.Ruleset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rulesets of real nodes are read and printed as nft does. */
class ListingTest {
  static String text(String file) {
    try (var in = Objects.requireNonNull(ListingTest.class.getResourceAsStream("/nft/" + file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubeproxy-nft-1.34.list", "kubeproxy-nft-1.37.list", "flannel-nft.list"})
  void aListingIsPrintedAsItWasRead(String file) {
    Ruleset rules = Nft.run(Ruleset.NONE, text(file), "").rules();
    assertThat(Nft.list(rules)).isEqualTo(text(file));
  }

  @ParameterizedTest
  @CsvSource({
    "kubeproxy-nft-1.34.nft,kubeproxy-nft-1.34.list",
    "kubeproxy-nft-1.37.nft,kubeproxy-nft-1.37.list"
  })
  void whatKubeProxyWritesIsListedAsOnLinux(String written, String listed) {
    Ruleset rules = Nft.run(Ruleset.NONE, text(written), "").rules();
    assertThat(Nft.list(rules)).isEqualTo(text(listed));
  }
}
