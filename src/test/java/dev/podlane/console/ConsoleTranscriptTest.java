package dev.podlane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.command.Answer;
import dev.podlane.net.ns.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Gives the commands of recorded transcripts and compares what is printed. */
class ConsoleTranscriptTest {
  /** One command of a transcript with what the tool printed and its exit code. */
  private record Exchange(String command, String text, int exitCode) {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "routes",
        "get",
        "links",
        "addresses",
        "neighbours",
        "sysctls",
        "twins",
        "flush",
        "iptables",
        "iptables-words",
        "iptables-restore",
        "iptables-options",
        "gateways",
        "rules",
        "rule-options",
        "tables",
        "merged",
        "tunnels",
        "sets",
        "nexthops"
      })
  void answersAsTheToolsDid(String transcript) throws IOException {
    List<Exchange> exchanges = read(transcript);
    assertThat(exchanges).hasSizeGreaterThan(15);
    Network network = TestNetworks.empty();
    StringBuilder expected = new StringBuilder();
    StringBuilder actual = new StringBuilder();
    for (Exchange exchange : exchanges) {
      show(expected, exchange);
      Answer answer = Console.run(network, "host", exchange.command());
      int exitCode = answer instanceof Answer.Refused refused ? refused.exitCode() : 0;
      network = answer instanceof Answer.Done done ? done.network() : network;
      String text = answer.text().startsWith("Usage:") ? "" : answer.text();
      show(actual, new Exchange(exchange.command(), text, exitCode));
    }
    assertThat(actual.toString()).isEqualTo(expected.toString());
  }

  private static void show(StringBuilder to, Exchange exchange) {
    to.append("$ ").append(exchange.command()).append('\n');
    exchange
        .text()
        .lines()
        .map(String::stripTrailing)
        .forEach(line -> to.append(line).append('\n'));
    if (exchange.exitCode() != 0) {
      to.append("! ").append(exchange.exitCode()).append('\n');
    }
  }

  private static List<Exchange> read(String transcript) throws IOException {
    List<Exchange> exchanges = new ArrayList<>();
    List<String> printed = new ArrayList<>();
    String command = "";
    int exitCode = 0;
    try (InputStream in =
        Objects.requireNonNull(
            ConsoleTranscriptTest.class.getResourceAsStream("/console/" + transcript + ".txt"))) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : Stream.concat(all.lines(), Stream.of("$ ")).toList()) {
        if (line.startsWith("< ")) {
          command += "\n" + line.substring(2);
        } else if (line.startsWith("! ")) {
          exitCode = Integer.parseInt(line.substring(2));
        } else if (line.startsWith("$ ")) {
          if (!command.isEmpty()) {
            exchanges.add(new Exchange(command, String.join("\n", printed), exitCode));
          }
          command = line.substring(2);
          printed.clear();
          exitCode = 0;
        } else {
          printed.add(line);
        }
      }
    }
    return exchanges;
  }
}
