package dev.podlane.console.iptables;

import dev.podlane.console.iptables.list.ListText;
import dev.podlane.console.iptables.option.Args;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KernelException;
import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.net.filter.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One command of iptables, read word by word. */
final class IptablesCommand {
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
  private static final Set<String> WITHOUT_CHAIN = Set.of("-L", "-S", "-F", "-Z", "-X");

  private final Predicate<String> isChain;
  private final boolean restores;
  private final RuleParser rule = new RuleParser();
  private final List<String> ruleOptions = new ArrayList<>();
  private @Nullable String verb;
  private String chain = "";
  private String second = "";
  private boolean numeric;
  private boolean verbose;
  private boolean numbered;
  private boolean exact;

  private boolean isOfOtherFamily;
  private boolean counts;

  private IptablesCommand(Predicate<String> isChain, boolean restores) {
    this.isChain = isChain;
    this.restores = restores;
  }

  /**
   * Reads a command.
   *
   * @param words all words but the tool and the table
   * @param isChain tells whether the table has a chain of that name
   * @param restores true for a line of iptables-restore
   */
  static IptablesCommand read(List<String> words, Predicate<String> isChain, boolean restores) {
    IptablesCommand order = new IptablesCommand(isChain, restores);
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
    if (verb != null && (isListing(verb) && name.equals("-Z"))) {
      String named = args.operand().orElse(""); // counts are no part of the table
      chain = chain.isEmpty() ? named : chain;
      return;
    }
    if ("-Z".equals(verb) && isListing(name)) {
      verb = null;
    }
    if (verb != null) {
      throw IptablesException.usage("Cannot use " + name + " with " + verb);
    }
    verb = name;
    boolean mustNameChain = WITH_CHAIN.contains(name);
    chain = mustNameChain ? args.value(name) : args.operand().orElse("");
    if ("-D -I -R -E -P -L -S -Z".contains(name) && !chain.isEmpty()) {
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

  private static boolean isListing(String name) {
    return name.equals("-L") || name.equals("-S");
  }

  private boolean modifier(String name, Args args) {
    switch (name) {
      case "-w", "--wait", "-W", "--wait-interval" -> {
        if (restores) {
          String option = name.equals("-w") || name.equals("--wait") ? "-w" : "-W";
          throw IptablesException.usage("You cannot use `" + option + "' from iptables-restore");
        }
        args.operand();
      }
      case "-n", "--numeric" -> numeric = true;
      case "-v", "--verbose" -> verbose = true;
      case "--line-numbers" -> numbered = true;
      case "-x", "--exact" -> exact = true;
      case "-4", "--ipv4" -> {
        return true;
      }
      case "-6", "--ipv6" -> isOfOtherFamily = true;
      case "-c", "--set-counters" -> {
        counters(args.value(name), args);
        counts = true;
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Two numbers, as two words or joined by a comma. */
  private static void counters(String first, Args args) {
    boolean areTwo = first.matches("[0-9]+,[0-9]+");
    String second = areTwo ? "" : args.operand().orElse("");
    if (!areTwo && !(first + " " + second).matches("[0-9]+ [0-9]+")) {
      throw IptablesException.usage("-c requires packet and byte counter");
    }
  }

  /** Returns true if it is for ip6tables alone, and iptables passes it over. */
  boolean isOfOtherFamily() {
    return isOfOtherFamily;
  }

  private void check() {
    if (verb == null) {
      throw IptablesException.usage("no command specified");
    }
    String illegal = numeric ? "-n" : exact ? "-x" : numbered ? "-0" : "";
    if (!illegal.isEmpty() && !"-L".equals(verb)) {
      throw IptablesException.usage("Illegal option `" + illegal + "' with this command");
    }
    if (counts && !hasRule() && !"-P".equals(verb)) {
      throw IptablesException.usage("Illegal option `-c' with this command");
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

  /** The form of the output of {@code -L}. */
  ListText listing() {
    return new ListText(numeric, verbose, exact, numbered);
  }

  /** Returns true if counts are printed ({@code -v}). */
  boolean verbose() {
    return verbose;
  }

  /** Returns true if the command names a rule by its number. */
  boolean hasNumber() {
    return hasRule() && !second.isEmpty();
  }

  /** Refuses the number of a rule whose count is to become 0, if it is none. */
  void zeroed() {
    number();
  }

  /** The number of a rule, from 1. */
  int number() {
    return second.isEmpty()
        ? 1
        : OptionNumbers.whole(second, 1, Integer.MAX_VALUE)
            .orElseThrow(() -> IptablesException.usage("Invalid rule number `" + second + "'"));
  }

  /** The rules the words stand for. */
  List<Rule> rules() {
    try {
      return rule.rules(chain);
    } catch (KernelException refused) {
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
