package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.OtherPolicy;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.TieredPolicy;
import dev.podlane.cluster.policy.TieredRule;
import dev.podlane.cluster.policy.TieredRule.Action;
import dev.podlane.cluster.policy.verdict.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates sets of policies for all classes of the other side at once, by bits (rules 84 to 118).
 */
final class RowMaker {
  private final RuleClasses rules;
  private final int words;
  private final Map<Part, Allowed> parts = new HashMap<>();
  // Of each class: whether the next tier is asked, and which verdicts were heard so far.
  private final long[] asked;
  private final long[] allowed;
  private final long[] denied;
  private final long[] unknown;

  /** A NetworkPolicy in a direction, for a subject with these names of the port. */
  private record Part(NetworkPolicy policy, Direction direction, @Nullable Set<String> named) {
    @Override
    @SuppressWarnings("ReferenceEquality") // equal policies of two documents are two
    public boolean equals(@Nullable Object other) {
      return other instanceof Part part
          && policy == part.policy
          && direction == part.direction
          && java.util.Objects.equals(named, part.named);
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(policy) * 31 + direction.hashCode();
    }
  }

  private record Allowed(ClassSet yes, ClassSet maybe) {}

  RowMaker(Partition partition, Question question) {
    this.rules = new RuleClasses(partition, question);
    this.words = rules.words();
    this.asked = new long[words];
    this.allowed = new long[words];
    this.denied = new long[words];
    this.unknown = new long[words];
  }

  /**
   * The row of policies that select the pods in question.
   *
   * @param named names of the asked port at the subject; null for packets from it
   */
  Row row(List<Policy> policies, Direction direction, @Nullable Set<String> named) {
    List<TieredPolicy> admin = new ArrayList<>();
    List<TieredPolicy> baseline = new ArrayList<>();
    List<NetworkPolicy> network = new ArrayList<>();
    for (Policy each : policies) {
      if (!each.directions().contains(direction)) {
        continue;
      }
      if (each instanceof OtherPolicy) {
        return Row.UNKNOWN;
      }
      if (each instanceof NetworkPolicy its) {
        network.add(its);
      } else if (each instanceof TieredPolicy its) {
        (its.tier() == TieredPolicy.Tier.ADMIN ? admin : baseline).add(its);
      }
    }
    if (admin.isEmpty() && baseline.isEmpty()) {
      return network.isEmpty() ? Row.OPEN : only(network, direction, named);
    }
    Arrays.fill(asked, -1L);
    Arrays.fill(allowed, 0);
    Arrays.fill(denied, 0);
    Arrays.fill(unknown, 0);
    tier(admin, direction, named);
    network(network, direction, named);
    tier(baseline, direction, named);
    long[] yes = new long[words];
    long[] maybe = new long[words];
    for (int i = 0; i < words; i++) {
      long heard = allowed[i] | asked[i]; // who is asked to the end is allowed
      yes[i] = heard & ~denied[i] & ~unknown[i];
      // That no tier decides and none falls cannot be: it is unknown.
      maybe[i] = unknown[i] | (heard & denied[i]) | ~(heard | denied[i]);
    }
    return row(yes, maybe);
  }

  private Row row(long[] yes, long[] maybe) {
    int size = rules.size();
    if (size % 64 != 0) {
      yes[words - 1] &= -1L >>> -size;
      maybe[words - 1] &= -1L >>> -size;
    }
    return new Row(Verdict.DENY, ClassSet.of(yes), ClassSet.of(maybe), size);
  }

  private Row only(List<NetworkPolicy> policies, Direction direction, @Nullable Set<String> named) {
    long[] yes = new long[words];
    long[] maybe = new long[words];
    gather(policies, direction, named, yes, maybe);
    for (int i = 0; i < words; i++) {
      maybe[i] &= ~yes[i];
    }
    return row(yes, maybe);
  }

  private void gather(
      List<NetworkPolicy> policies,
      Direction direction,
      @Nullable Set<String> named,
      long[] yes,
      long[] maybe) {
    for (NetworkPolicy policy : policies) {
      if (!policy.valid()) {
        RuleClasses.fill(maybe);
        continue;
      }
      Part part = new Part(policy, direction, named);
      Allowed found = parts.get(part);
      if (found == null) {
        long[] ownYes = new long[words];
        long[] ownMaybe = new long[words];
        rules.add(policy, policy.rules(direction), named, ownYes, ownMaybe);
        found = new Allowed(ClassSet.of(ownYes), ClassSet.of(ownMaybe));
        parts.put(part, found);
      }
      found.yes().addTo(yes);
      found.maybe().addTo(maybe);
    }
  }

  /** Once a policy isolates, what none allows is denied, and no later tier is asked (rule 112). */
  private void network(
      List<NetworkPolicy> policies, Direction direction, @Nullable Set<String> named) {
    if (policies.isEmpty()) {
      return;
    }
    long[] yes = new long[words];
    long[] maybe = new long[words];
    gather(policies, direction, named, yes, maybe);
    for (int i = 0; i < words; i++) {
      allowed[i] |= asked[i] & yes[i];
      unknown[i] |= asked[i] & maybe[i] & ~yes[i];
      denied[i] |= asked[i] & ~yes[i] & ~maybe[i];
      asked[i] = 0;
    }
  }

  /** A tier: by priority the first rules that match decide (rules 110, 111). */
  private void tier(List<TieredPolicy> tier, Direction direction, @Nullable Set<String> named) {
    List<TieredPolicy> policies = new ArrayList<>(tier);
    policies.sort(Comparator.comparingInt(TieredPolicy::priority));
    long[] active = asked.clone();
    long[] falls = new long[words];
    for (int i = 0; i < policies.size(); ) {
      int priority = policies.get(i).priority();
      long[] ended = new long[words];
      while (i < policies.size() && policies.get(i).priority() == priority) {
        ask(policies.get(i), direction, named, active, ended, falls);
        i++;
      }
      for (int word = 0; word < words; word++) {
        active[word] &= ~ended[word];
      }
    }
    for (int i = 0; i < words; i++) {
      asked[i] = active[i] | falls[i];
    }
  }

  private void ask(
      TieredPolicy policy,
      Direction direction,
      @Nullable Set<String> named,
      long[] active,
      long[] ended,
      long[] falls) {
    if (!policy.valid()) {
      or(unknown, active);
      return;
    }
    long[] left = active.clone();
    for (TieredRule rule : policy.rules(direction)) {
      boolean closed = rule.peers().stream().anyMatch(TieredRule.Unknown.class::isInstance);
      if (closed && rule.action() != Action.ALLOW) {
        or(denied, left); // rule 118
        or(ended, left);
        return;
      }
      RuleClasses.Matched matched = closed ? null : rules.of(rule, named);
      if (matched == null) {
        continue;
      }
      long[] into =
          switch (rule.action()) {
            case ALLOW -> allowed;
            case DENY -> denied;
            case PASS -> falls;
          };
      for (int i = 0; i < words; i++) {
        into[i] |= left[i] & (matched.yes()[i] | matched.maybe()[i]);
        ended[i] |= left[i] & matched.yes()[i];
        left[i] &= ~matched.yes()[i];
      }
    }
  }

  private static void or(long[] into, long[] more) {
    for (int i = 0; i < into.length; i++) {
      into[i] |= more[i];
    }
  }
}
