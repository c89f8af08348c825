package dev.podlane.console.iptables;

import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Equal conditions as one. Of the rules that kube-proxy writes for thousands of services most ask
 * the same things; kept once they take little room, and stay in the caches of a processor.
 */
final class RuleInterner {
  private final Map<Match, Match> conditions = new HashMap<>();
  private final Map<List<Match>, List<Match>> lists = new HashMap<>();

  /** An equal rule of shared conditions. */
  Rule shared(Rule rule) {
    List<Match> known = lists.get(rule.matches());
    if (known == null) {
      known = List.copyOf(rule.matches().stream().map(this::shared).toList());
      lists.put(known, known);
    }
    return new Rule(known, rule.target());
  }

  private Match shared(Match condition) {
    Match before = conditions.putIfAbsent(condition, condition);
    return before == null ? condition : before;
  }
}
