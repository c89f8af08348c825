package dev.podlane.console.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellTokensTest {
  @Test
  void splitsAsAShellDoes() {
    assertThat(ShellTokens.of("  ip\taddr  add 'a b' \"c d\"e f\\ g '' "))
        .hasSize(7)
        .containsExactly("ip", "addr", "add", "a b", "c de", "f g", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ip link; reboot",
        "ip link | cat",
        "ip link && reboot",
        "ip link & reboot",
        "ip $HOME",
        "ip $(reboot)",
        "ip `reboot`",
        "ip > /etc/passwd",
        "ip < x",
        "ip \"$x\"",
        "ip *",
        "ip {a,b}",
        "ip\nreboot",
        "ip # no",
        "ip 'open",
        "ip \\"
      })
  void refusesWhatAShellWouldActOn(String line) {
    assertThatThrownBy(() -> ShellTokens.of(line))
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith("podlane: ");
  }

  @Test
  void refusesEndlessLines() {
    assertThatThrownBy(() -> ShellTokens.of("ip " + "x".repeat(ShellTokens.MAX_LINE)))
        .hasMessageContaining("longer than 4096");
  }
}
