package dev.podlane.console.iptables;

import dev.podlane.net.filter.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One command of iptables, read word by word. */
final class Order {
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("--append", "-A"),
          Map.entry("--delete", "-D"),
          Map.entry("--check", "-C"),
          Map.entry("--insert", "-I"),
          Map.entry("--replace", "-R"),
          Map.entry("--list", "-L"),
          Map.entry("--list-rules", "-S"),
          Map.entry("--flush", "-F"),
          Map.entry("--zero", "-Z"),
          Map.entry("--new-chain", "-N"),
          Map.entry("--new", "-N"),
          Map.entry("--delete-chain", "-X"),
          Map.entry("--rename-chain", "-E"),
          Map.entry("--policy", "-P"));

  private static final Set<String> WITH_RULE = Set.of("-A", "-D", "-C", "-I", "-R");
  private static final Set<String> WITH_CHAIN =
      Set.of("-A", "-D", "-C", "-I", "-R", "-N", "-E", "-P");
  private static final Set<String> WITHOUT_CHAIN = Set.of("-S", "-F", "-Z", "-X");

  private final Predicate<String> isChain;
  private final RuleWords rule = new RuleWords();
  private final List<String> ruleOptions = new ArrayList<>();
  private @Nullable String verb;
  private String chain = "";
  private String second = "";
  private boolean numeric;
  private boolean verbose;
  private boolean numbered;

  private Order(Predicate<String> isChain) {
    this.isChain = isChain;
  }

  /**
   * Reads a command.
   *
   * @param words all words but the tool and the table
   * @param isChain tells whether the table has a chain of that name
   */
  static Order read(List<String> words, Predicate<String> isChain) {
    Order order = new Order(isChain);
    Args args = new Args(words);
    boolean inverted = false;
    while (args.hasNext()) {
      String word = args.option();
      if (word.equals("!")) {
        if (inverted) {
          throw IptablesException.usage("multiple consecutive ! not allowed");
        }
        inverted = true;
      } else {
        order.take(word, inverted, args);
        inverted = false;
      }
    }
    order.check();
    return order;
  }

  private void take(String word, boolean inverted, Args args) {
    String name = SHORT.getOrDefault(word, word);
    if (!word.startsWith("-")) {
      throw IptablesException.badArgument(word);
    }
    if (inverted && (word.equals("-j") || word.equals("-g"))) {
      throw IptablesException.usage("cannot have ! before " + word);
    }
    if (inverted && word.equals("-m")) {
      throw IptablesException.usage("unexpected ! flag before --match");
    }
    if (WITH_CHAIN.contains(name) || WITHOUT_CHAIN.contains(name)) {
      command(name, args);
    } else if (!modifier(name, args)) {
      if (!rule.take(word, inverted, args, isChain)) {
        throw IptablesException.usage("unknown option \"" + word + "\"");
      }
      ruleOptions.add(word);
    }
  }

  private void command(String name, Args args) {
    if (verb != null) {
      throw IptablesException.usage("Cannot use " + name + " with " + verb);
    }
    verb = name;
    boolean mustNameChain = WITH_CHAIN.contains(name);
    chain = mustNameChain ? args.value(name) : args.operand().orElse("");
    if ("-D -I -R -E -P -L -S".contains(name) && !chain.isEmpty()) {
      second = args.operand().orElse("");
    }
    String missing =
        switch (name) {
          case "-E" -> "-E requires old-chain-name and new-chain-name";
          case "-P" -> "-P requires a chain and a policy";
          case "-R" -> "-R requires a rule number";
          default -> "";
        };
    if (second.isEmpty() && !missing.isEmpty()) {
      throw IptablesException.usage(missing);
    }
  }

  private boolean modifier(String name, Args args) {
    switch (name) {
      case "-w", "--wait", "-W", "--wait-interval" -> args.operand();
      case "-n", "--numeric" -> numeric = true;
      case "-v", "--verbose" -> verbose = true;
      case "--line-numbers" -> numbered = true;
      case "-x", "--exact", "-4", "--ipv4" -> {
        return true;
      }
      case "-c", "--set-counters" -> {
        args.value(name);
        args.operand();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void check() {
    if (verb == null) {
      throw IptablesException.usage("no command specified");
    }
    if (!hasRule() && !ruleOptions.isEmpty()) {
      throw IptablesException.usage(
          "Illegal option `" + ruleOptions.get(0) + "' with this command");
    }
  }

  private boolean hasRule() {
    return verb != null && WITH_RULE.contains(verb);
  }

  /** The command as a short option. */
  String verb() {
    return String.valueOf(verb);
  }

  /** The chain named; empty if none. */
  String chain() {
    return chain;
  }

  /** The word behind the chain; empty if none. */
  String second() {
    return second;
  }

  /** Whether {@code -n} was given. */
  boolean numeric() {
    return numeric;
  }

  /** Whether {@code -v} was given. */
  boolean verbose() {
    return verbose;
  }

  /** Whether {@code --line-numbers} was given. */
  boolean numbered() {
    return numbered;
  }

  /** Whether a rule is named by its number. */
  boolean hasNumber() {
    return hasRule() && !second.isEmpty();
  }

  /** The number of a rule, from 1. */
  int number() {
    return second.isEmpty()
        ? 1
        : Numbers.whole(second, 1, Integer.MAX_VALUE)
            .orElseThrow(() -> IptablesException.usage("Invalid rule number `" + second + "'"));
  }

  /** The rules the words stand for. */
  List<Rule> rules() {
    try {
      return rule.rules(chain);
    } catch (KernelRefusal refused) {
      if ("-D -C".contains(verb())) {
        throw IptablesException.plain("Bad rule (does a matching rule exist in that chain?).");
      }
      throw IptablesException.kernel(action(), refused.reason(), "rule in chain " + chain);
    }
  }

  private String action() {
    String name =
        switch (verb()) {
          case "-I" -> "insert";
          case "-R" -> "replace";
          default -> "append";
        };
    return "RULE_" + name.toUpperCase(Locale.ROOT);
  }
}
