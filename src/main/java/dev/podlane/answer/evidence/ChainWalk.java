package dev.podlane.answer.evidence;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.Verdict;
import dev.podlane.net.filter.Verdict.Hit;
import dev.podlane.trace.step.RuleStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the chains of an evaluation from the rules that matched: a jump opens a chain, and its end
 * or a RETURN leads back behind the jump.
 */
public final class ChainWalk {
  private final RuleStep.RulesRead read;
  private final List<Open> all = new ArrayList<>();
  private final Deque<Open> stack = new ArrayDeque<>();

  /**
   * One stay in a chain.
   *
   * @param chain the chain
   * @param hits number in the order of matches, from 1, by position of the rule
   * @param readUpTo position of the first rule that was not read any more
   */
  public record Visit(Chain chain, SortedMap<Integer, Integer> hits, int readUpTo) {
    public Visit {
      hits = Collections.unmodifiableSortedMap(new TreeMap<>(hits));
    }
  }

  private static final class Open {
    private final Chain chain;
    private final SortedMap<Integer, Integer> hits = new TreeMap<>();
    private int readUpTo;

    Open(Chain chain) {
      this.chain = chain;
    }

    void finish() {
      readUpTo = chain.rules().size();
    }
  }

  private ChainWalk(RuleStep.RulesRead read) {
    this.read = read;
  }

  public static ChainWalk of(RuleStep.RulesRead read) {
    ChainWalk walk = new ChainWalk(read);
    walk.enter(read.chain());
    List<Hit> hits = read.verdict().hits();
    for (int i = 0; i < hits.size(); i++) {
      walk.meet(hits.get(i), i + 1);
    }
    Verdict verdict = read.verdict();
    if (verdict.by() == null) {
      walk.stack.forEach(Open::finish);
    }
    return walk;
  }

  private void enter(String chain) {
    Open open = new Open(read.table().chain(chain).orElseThrow());
    all.add(open);
    stack.push(open);
  }

  private void meet(Hit hit, int number) {
    Open now = stack.element();
    while (!isHere(hit, now) && stack.size() > 1) {
      stack.pop().finish();
      now = stack.element();
    }
    int at = hit.place().position();
    now.hits.put(at, number);
    now.readUpTo = at + 1;
    Target target = hit.did();
    if (target instanceof Target.Jump jump) {
      enter(jump.chain());
    } else if (target instanceof Target.Goto to) {
      stack.pop();
      enter(to.chain());
    } else if (target instanceof Target.Return) {
      stack.pop();
    }
  }

  /**
   * Returns true if the hit continues the open chain, which it can only do behind the rules read so
   * far.
   */
  private static boolean isHere(Hit hit, Open open) {
    return hit.place().chain().equals(open.chain.name()) && hit.place().position() >= open.readUpTo;
  }

  /** The stays in the order they began. */
  public List<Visit> visits() {
    return all.stream().map(open -> new Visit(open.chain, open.hits, open.readUpTo)).toList();
  }

  /** Names of the chains in that order. */
  public List<String> names() {
    return all.stream().map(open -> open.chain.name()).toList();
  }
}
