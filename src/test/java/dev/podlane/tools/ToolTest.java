package dev.podlane.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/** The helpers that tests rely on when they need a program. */
class ToolTest {
  private static final Path HERE = Path.of("");

  @Test
  void aMissingToolSkipsAndNamesWhatWasSkipped() {
    var verdict = NeedsToolCondition.verdict("walks in a browser", List.of(Tool.CHROMIUM), false);

    assertThat(verdict.isDisabled()).isTrue();
    assertThat(verdict.getReason())
        .hasValueSatisfying(
            reason -> assertThat(reason).contains("walks in a browser", "chromium"));
  }

  @Test
  void aMissingToolFailsWhereToolsAreRequired() {
    assertThatThrownBy(() -> NeedsToolCondition.verdict("t", List.of(Tool.NFT), true))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageContaining("nft");
  }

  @Test
  void noToolMissingRunsTheTest() {
    assertThat(NeedsToolCondition.verdict("t", List.of(), true).isDisabled()).isFalse();
  }

  @Test
  void anUnknownNameIsAnError() {
    assertThatThrownBy(() -> Tool.named("chrome")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCommandGivesItsOutputAndStatus() throws Exception {
    var command = Command.run(HERE, Duration.ofSeconds(20), List.of("sh", "-c", "echo a; exit 3"));

    assertThat(command).isEqualTo(new Command(3, "a\n"));
  }

  @Test
  void aCommandThatDoesNotEndIsEnded() {
    assertThatThrownBy(
            () ->
                Command.run(HERE, Duration.ofMillis(200), List.of("sh", "-c", "echo b; sleep 60")))
        .hasMessageContaining("did not end")
        .hasMessageContaining("b");
  }
}
