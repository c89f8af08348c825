package dev.podlane.console;

import dev.podlane.console.command.Answer;
import dev.podlane.net.ns.Learned;
import dev.podlane.net.ns.Network;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A line of commands joined by {@code ;}, as in scripts. Each runs even if the one before failed;
 * {@code sleep} lets time pass.
 *
 * @param network the network afterwards
 * @param text output of the commands, without empty lines
 * @param exitCode that of the last command
 * @param sleptMillis total duration of {@code sleep}, in milliseconds
 */
public record CommandList(Network network, String text, int exitCode, long sleptMillis) {
  private static final int MOST = 50;
  private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(3_600);

  /** Gives the commands of a line one after the other. */
  public static CommandList run(Network before, String namespace, String line) {
    return run(before, Learned.NOTHING, namespace, line);
  }

  /** Runs the commands on a network whose kernels have learned from packets. */
  public static CommandList run(Network before, Learned learned, String namespace, String line) {
    List<String> lines = split(line);
    Network network = before;
    List<String> texts = new ArrayList<>();
    int exitCode = 0;
    long slept = 0;
    for (String command : lines) {
      long pause = pause(command);
      if (pause >= 0) {
        slept += pause;
        exitCode = 0;
        continue;
      }
      Answer answer = Console.run(network, learned, namespace, command);
      network = answer instanceof Answer.Done done ? done.network() : network;
      exitCode = answer instanceof Answer.Refused refused ? refused.exitCode() : 0;
      texts.add(answer.text());
    }
    texts.removeIf(String::isEmpty);
    return new CommandList(network, String.join("\n", texts), exitCode, slept);
  }

  /** The commands of a line; a semicolon in quotes or behind a backslash joins none. */
  public static List<String> split(String line) {
    List<String> commands = new ArrayList<>();
    StringBuilder command = new StringBuilder();
    char quote = 0;
    for (int at = 0; at < line.length(); at++) {
      char next = line.charAt(at);
      if (next == ';' && quote == 0 && commands.size() < MOST) {
        commands.add(command.toString().strip());
        command.setLength(0);
        continue;
      }
      if (next == '\\' && quote != '\'' && at + 1 < line.length()) {
        command.append(next);
        at++;
      } else if (quote == 0 && (next == '\'' || next == '"')) {
        quote = next;
      } else if (next == quote) {
        quote = 0;
      }
      command.append(line.charAt(at));
    }
    commands.add(command.toString().strip());
    commands.removeIf(String::isEmpty);
    return commands;
  }

  /** Milliseconds of a {@code sleep}, or -1 if the command is another one. */
  private static long pause(String command) {
    if (!command.matches("sleep [0-9]{1,5}(\\.[0-9]{1,3})?")) {
      return -1;
    }
    BigDecimal seconds = new BigDecimal(command.substring("sleep ".length()));
    return seconds.min(MOST_SECONDS).movePointRight(3).longValue();
  }
}
