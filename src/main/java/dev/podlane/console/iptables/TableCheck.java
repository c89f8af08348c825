package dev.podlane.console.iptables;

import dev.podlane.console.iptables.TableDraft.ChainDraft;
import dev.podlane.console.iptables.TableDraft.Entry;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.net.filter.Hook;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks a table as the kernel does before it accepts it: no loops, no more than 16 chains deep,
 * and no target at a hook where it is not allowed (nft_table_validate in
 * net/netfilter/nf_tables_api.c).
 */
final class TableCheck {
  /** NFT_JUMP_STACK_SIZE. */
  private static final int DEPTH = 16;

  private static final String TOO_DEEP = "Too many links";
  private static final String WRONG_HOOK = "Invalid argument";

  private final TableDraft table;
  private final Hook hook;
  private final Set<String> done = new HashSet<>();
  private final Deque<Step> path = new ArrayDeque<>();

  /** A rule on the way. */
  private record Step(String chain, Entry entry) {}

  /**
   * An error in a table.
   *
   * @param chain name of the chain
   * @param entry the rule that came last of those that do not go together
   * @param cause words of the error number
   */
  record Fault(String chain, Entry entry, String cause) {
    IptablesException refusal() {
      String where = "rule in chain " + chain;
      return IptablesException.kernel(entry.action(), cause, where);
    }
  }

  private TableCheck(TableDraft table, Hook hook) {
    this.table = table;
    this.hook = hook;
  }

  /** The first thing that is wrong, if anything. */
  static Optional<Fault> fault(TableDraft table) {
    for (Hook hook : table.kind().hooks()) {
      TableCheck check = new TableCheck(table, hook);
      Fault fault = check.chain(table.chain(hook.name()));
      if (fault != null) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  private @Nullable Fault chain(ChainDraft chain) {
    for (Entry entry : chain.entries()) {
      path.push(new Step(chain.name(), entry));
      Fault fault = entry(entry);
      if (fault != null) {
        return fault;
      }
      path.pop();
    }
    return null;
  }

  private @Nullable Fault entry(Entry entry) {
    if (!TargetPlaces.hooks(entry.rule().target()).contains(hook)
        || !MatchPlaces.areAllowed(entry.rule(), hook)) {
      return last(WRONG_HOOK);
    }
    Optional<String> to = TargetPlaces.chain(entry.rule().target());
    if (to.isEmpty()) {
      return null;
    }
    boolean isLoop = path.stream().anyMatch(step -> step.chain().equals(to.get()));
    if (isLoop || path.size() >= DEPTH) {
      return last(TOO_DEEP);
    }
    return done.add(to.get() + " " + path.size()) ? chain(table.chain(to.get())) : null;
  }

  private Fault last(String cause) {
    Step last = path.getFirst();
    for (Step step : path) {
      last = step.entry().line() > last.entry().line() ? step : last;
    }
    return new Fault(last.chain(), last.entry(), cause);
  }
}
