package dev.podlane.kernel.secondreading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules that the kernel printed, in an order in which two printings can be compared.
 *
 * <p>kube-proxy walks Services in the order of a Go map: where a chain holds rules of several,
 * their order is defined only within each port of a Service; so is that rules for all node ports
 * are last. In chains of one Service every rule has its place. Sets and maps have no order.
 */
final class Printed {
  private static final Pattern SHARED =
      Pattern.compile(
          "(nat KUBE-(SERVICES|NODEPORTS))"
              + "|(filter KUBE-(SERVICES|NODEPORTS|EXTERNAL-SERVICES|PROXY-FIREWALL))");
  private static final Pattern NAME =
      Pattern.compile("-p (\\w+) .*?-m comment --comment \"([^ \"]+)");
  private static final String LAST = "-j KUBE-NODEPORTS";

  private Printed() {}

  /** The rules of each chain that iptables-save printed, without what is not kube-proxy's. */
  static Map<String, List<String>> iptables(String save) {
    Map<String, List<String>> chains = new TreeMap<>();
    String table = "";
    for (String line : save.lines().toList()) {
      if (line.startsWith("*")) {
        table = line.substring(1);
      } else if (line.startsWith(":KUBE")) {
        chains.put(table + " " + line.substring(1, line.indexOf(' ')), new ArrayList<>());
      } else if (line.contains("rror")) {
        chains.computeIfAbsent("refused", refused -> new ArrayList<>()).add(line);
      } else if (line.startsWith("-A ") && line.contains("KUBE-")) {
        String chain = table + " " + line.split(" ", -1)[1];
        chains.computeIfAbsent(chain, builtIn -> new ArrayList<>()).add(line);
      }
    }
    chains.forEach(
        (chain, rules) -> {
          if (SHARED.matcher(chain).matches()) {
            long head = rules.stream().takeWhile(rule -> !isLast(chain, rule)).count();
            rules.subList(0, (int) head).sort(Comparator.comparing(Printed::owner));
            rules.subList((int) head, rules.size()).sort(null);
          }
        });
    return chains;
  }

  private static boolean isLast(String chain, String rule) {
    return chain.equals("nat KUBE-SERVICES") && rule.endsWith(LAST);
  }

  private static String owner(String rule) {
    Matcher name = NAME.matcher(rule);
    return name.find() ? name.group(2) + " " + name.group(1) : rule;
  }

  /** The lines of each chain, set and map that nft listed. */
  static Map<String, List<String>> nft(String list) {
    Map<String, List<String>> blocks = new LinkedHashMap<>();
    List<String> block = new ArrayList<>();
    for (String line : list.lines().map(String::strip).toList()) {
      if (line.matches("(table|chain|set|map) .* \\{")) {
        block = new ArrayList<>();
        blocks.put(line.startsWith("table") ? "table" : line.replace(" {", ""), block);
      } else if (line.contains("Error: ")) {
        blocks.computeIfAbsent("refused", refused -> new ArrayList<>()).add(line);
      } else if (!line.isEmpty() && !line.equals("}")) {
        block.add(line);
      }
    }
    blocks.replaceAll(
        (name, lines) ->
            name.startsWith("chain") || name.startsWith("table")
                ? inRules(lines)
                : elements(name, lines));
    return new TreeMap<>(blocks);
  }

  private static List<String> elements(String name, List<String> lines) {
    return name.equals("refused")
        ? lines
        : Stream.of(String.join(" ", lines).split("(?<=,) |elements = \\{ | }", -1))
            .map(each -> each.replaceAll(",$", "").strip())
            .sorted()
            .toList();
  }

  /**
   * The text of the first rule with masqueradeAll was not seen in any source: it does not count.
   */
  private static List<String> inRules(List<String> lines) {
    return lines.stream()
        .map(Printed::unordered)
        .map(line -> line.replaceAll("^(ip daddr @cluster-ips meta mark .*) comment .*", "$1"))
        .toList();
  }

  /**
   * A rule with the parts between its braces sorted, and without braces around one: nft keeps them
   * where it joined several blocks, but drops them when that text is loaded again.
   */
  private static String unordered(String rule) {
    int open = rule.indexOf("{ ");
    int close = rule.lastIndexOf(" }");
    if (open < 0 || close < open) {
      return rule;
    }
    List<String> parts =
        Stream.of(rule.substring(open + 2, close).split(", ", -1)).sorted().toList();
    return parts.size() == 1
        ? rule.substring(0, open) + parts.get(0) + rule.substring(close + 2)
        : rule.substring(0, open + 2) + String.join(", ", parts) + rule.substring(close);
  }
}
