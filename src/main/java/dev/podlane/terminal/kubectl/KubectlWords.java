package dev.podlane.terminal.kubectl;

import dev.podlane.console.command.CommandException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of a command: operands and flags, in any order. A value follows its flag after an
 * equals sign or as the next word.
 *
 * @param operands the words that are no flags
 * @param flags values by name, without dashes; empty for those without a value
 */
record KubectlWords(List<String> operands, Map<String, String> flags) {
  private static final Set<String> WITH_VALUE =
      Set.of(
          "n",
          "namespace",
          "o",
          "output",
          "f",
          "filename",
          "k",
          "kustomize",
          "replicas",
          "to-revision",
          "revision",
          "l",
          "selector",
          "grace-period",
          "timeout");

  private static final Set<String> PLAIN =
      Set.of(
          "A",
          "all",
          "all-namespaces",
          "force",
          "now",
          "overwrite",
          "ignore-daemonsets",
          "delete-emptydir-data",
          "show-labels",
          "wait");

  /**
   * Reads words.
   *
   * @throws CommandException in kubectl's words for any other flag
   */
  static KubectlWords of(List<String> words) {
    List<String> operands = new ArrayList<>();
    Map<String, String> flags = new HashMap<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-") || word.equals("-")) {
        operands.add(word);
        continue;
      }
      String text = word.startsWith("--") ? word.substring(2) : word.substring(1);
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      if (WITH_VALUE.contains(name)) {
        if (equals < 0 && i + 1 == words.size()) {
          throw new CommandException("error: flag needs an argument: " + word, 1);
        }
        flags.put(name, equals < 0 ? words.get(++i) : text.substring(equals + 1));
      } else if (PLAIN.contains(name)) {
        flags.put(name, equals < 0 ? "" : text.substring(equals + 1));
      } else {
        throw new CommandException("error: unknown flag: " + word, 1);
      }
    }
    return new KubectlWords(List.copyOf(operands), flags);
  }

  boolean has(String... names) {
    for (String name : names) {
      if (flags.containsKey(name)) {
        return true;
      }
    }
    return false;
  }

  String value(String name, String letter, String otherwise) {
    String given = flags.get(name);
    given = given == null ? flags.get(letter) : given;
    return given == null ? otherwise : given;
  }

  String namespace() {
    return value("namespace", "n", "default");
  }

  /** An operand; the usage if there are fewer. */
  String operand(int index, String usage) {
    if (index >= operands.size()) {
      throw new CommandException("error: usage: kubectl " + usage, 1);
    }
    return operands.get(index);
  }
}
