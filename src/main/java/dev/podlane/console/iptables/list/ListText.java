package dev.podlane.console.iptables.list;

import dev.podlane.console.iptables.list.ListedRule.Option;
import dev.podlane.console.iptables.option.Protocols;
import dev.podlane.net.filter.RuleCounts.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lines of {@code iptables -L} (print_header and print_rule_details in iptables/xshared.c).
 *
 * @param numeric true if nothing is said by name ({@code -n})
 * @param verbose true for counts and devices ({@code -v})
 * @param exact true for counts to the last digit ({@code -x})
 * @param numbered true for the numbers of the rules ({@code --line-numbers})
 */
public record ListText(boolean numeric, boolean verbose, boolean exact, boolean numbered) {
  private static final String ANYWHERE = "0.0.0.0/0";

  /**
   * The head of a chain.
   *
   * @param policy policy of a built-in chain; empty for others
   * @param references number of rules that lead to it
   */
  public String head(String chain, String policy, long references, Count count) {
    String counts = ", " + number(count.packets()).strip() + " packets, ";
    String about =
        policy.isEmpty()
            ? references + " references"
            : "policy "
                + policy
                + (verbose ? counts.substring(1) + number(count.octets()).strip() + " bytes" : "");
    return "Chain " + chain + " (" + about + ")\n" + columns();
  }

  private String columns() {
    StringBuilder line = new StringBuilder(numbered ? "num  " : "");
    if (verbose) {
      line.append(exact ? "    pkts      bytes " : " pkts bytes ");
    }
    line.append("target     prot opt");
    line.append(verbose ? " in     out    " : "");
    return line.append(" source               destination         ").toString();
  }

  /**
   * A rule.
   *
   * @param number number of the rule, from 1
   * @param words its words as iptables-save prints them
   */
  public String rule(int number, List<String> words, Count count) {
    ListedRule rule = ListedRule.of(words);
    StringBuilder line = new StringBuilder();
    if (numbered) {
      line.append(padded(Integer.toString(number), 4)).append(' ');
    }
    if (verbose) {
      line.append(number(count.packets())).append(number(count.octets()));
    }
    String target = ListedTargets.name(rule.target());
    line.append(padded(target, 9)).append(' ');
    protocol(line, rule);
    line.append(fragments(rule)).append(' ');
    if (verbose) {
      line.append(' ').append(padded(device(rule, "i"), 6));
      line.append(' ').append(padded(device(rule, "o"), 6)).append(' ');
    }
    address(line, rule.find("s"));
    address(line, rule.find("d"));
    line.append(rule.isGoto() ? "[goto] " : "");
    extensions(line, rule);
    return line.toString();
  }

  private void extensions(StringBuilder line, ListedRule rule) {
    String protocol = rule.find("p").map(Option::value).orElse("");
    ListedMatches matches = new ListedMatches(!numeric, protocol);
    List<ListedRule.Extension> all = new ArrayList<>(rule.extensions());
    for (ListedRule.Extension each : all) {
      line.append(each.isTarget() ? ListedTargets.of(each, !numeric) : matches.of(each));
    }
  }

  private void protocol(StringBuilder line, ListedRule rule) {
    Optional<Option> option = rule.find("p");
    String name = option.map(Option::value).orElse(numeric ? "0" : "all");
    String shown = numeric ? Integer.toString(Protocols.find(name).orElse(0)) : name;
    line.append(option.filter(Option::inverted).isPresent() ? '!' : ' ');
    line.append(padded(shown, 4)).append(' ');
  }

  private static String fragments(ListedRule rule) {
    return rule.find("f").map(each -> each.inverted() ? "!f" : "-f").orElse("--");
  }

  private String device(ListedRule rule, String letter) {
    return rule.find(letter)
        .map(each -> (each.inverted() ? "!" : "") + each.value())
        .orElse(numeric ? "*" : "any");
  }

  private void address(StringBuilder line, Optional<Option> option) {
    String text = option.map(Option::value).orElse(ANYWHERE);
    line.append(option.filter(Option::inverted).isPresent() ? '!' : ' ');
    line.append(padded(named(text.replaceFirst("/32$", "")), 19)).append(' ');
  }

  private String named(String address) {
    if (numeric) {
      return address;
    }
    return address.equals(ANYWHERE)
        ? "anywhere"
        : address.equals("127.0.0.1") ? "localhost" : address;
  }

  /** A count in five places, with the unit that this takes. */
  private String number(long count) {
    if (exact) {
      return aligned(Long.toString(count), 8) + " ";
    }
    if (count <= 99_999) {
      return aligned(Long.toString(count), 5) + " ";
    }
    long left = count;
    for (char unit : "KMG".toCharArray()) {
      left = (left + 500) / 1000;
      if (left <= 9999) {
        return aligned(Long.toString(left), 4) + unit + " ";
      }
    }
    return aligned(Long.toString((left + 500) / 1000), 4) + "T ";
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String aligned(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
