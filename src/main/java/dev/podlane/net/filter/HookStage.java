package dev.podlane.net.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The stages called at a hook, in the order of their priorities
 * (include/uapi/linux/netfilter_ipv4.h).
 */
public sealed interface HookStage {
  /** Fragments are put together, so that rules and translation see whole packets; at -400. */
  record Defragment() implements HookStage {}

  /** The packet's connection is looked up, or begun; at -200. */
  record Track() implements HookStage {}

  /** Rules of a base chain that filters; at its priority. */
  record Rules(Table table, Chain chain) implements HookStage {}

  /**
   * Address translation. Its place is the same whatever the priorities of its chains, which only
   * order them among each other (nf_nat_register_fn).
   *
   * @param source true if the source is translated, else the destination
   * @param chains those that are asked, in their order
   */
  record Translate(boolean source, List<Rules> chains) implements HookStage {
    public Translate {
      chains = List.copyOf(chains);
    }
  }

  /** A connection begun here is entered into the table; last of all. */
  record Confirm() implements HookStage {}

  /** A stage and when it is called. */
  record Placed(int priority, HookStage stage) {}

  /** The stages of a hook for IPv4 packets in the order in which they are called. */
  static List<HookStage> at(Hook hook, Iterable<Table> tables, Need need) {
    List<Rules> translating = new ArrayList<>();
    List<Placed> all = new ArrayList<>();
    for (Rules rules : chains(hook, tables)) {
      BaseChain base = base(rules);
      if (base.type() == BaseChain.Type.NAT) {
        translating.add(rules);
      } else {
        all.add(new Placed(base.priority(), rules));
      }
    }
    boolean translates = hasTranslation(tables);
    boolean begins = hook == Hook.PREROUTING || hook == Hook.OUTPUT;
    boolean ends = hook == Hook.INPUT || hook == Hook.POSTROUTING;
    boolean tracks = need == Need.CONNECTIONS;
    if (need != Need.NOTHING && begins) {
      all.add(new Placed(-400, new Defragment()));
    }
    if (tracks && begins) {
      all.add(new Placed(-200, new Track()));
    }
    if (translates && (begins || ends)) {
      all.add(new Placed(begins ? -100 : 100, new Translate(ends, translating)));
    }
    all.sort(Comparator.comparingInt(Placed::priority));
    List<HookStage> stages = new ArrayList<>(all.stream().map(Placed::stage).toList());
    if (tracks && ends) {
      stages.add(new Confirm());
    }
    return List.copyOf(stages);
  }

  /** Once there is a chain of type nat, all hooks of translation are taken. */
  private static boolean hasTranslation(Iterable<Table> tables) {
    for (Table table : tables) {
      boolean counts = table.name().family().seesV4() && !table.isDormant();
      for (Chain chain : counts ? table.bases() : List.<Chain>of()) {
        if (chain.base() != null && chain.base().type() == BaseChain.Type.NAT) {
          return true;
        }
      }
    }
    return false;
  }

  /** Base chains in the order in which they are asked; of one priority the newest first. */
  private static List<Rules> chains(Hook hook, Iterable<Table> tables) {
    List<Rules> found = new ArrayList<>();
    for (Table table : tables) {
      if (table.name().family().seesV4() && !table.isDormant()) {
        table.bases().stream()
            .filter(chain -> chain.base() != null && chain.base().hook() == hook)
            .forEach(chain -> found.add(new Rules(table, chain)));
      }
    }
    found.sort(
        Comparator.comparingInt((Rules rules) -> base(rules).priority())
            .thenComparing(
                Comparator.comparingInt((Rules rules) -> base(rules).serial()).reversed()));
    return found;
  }

  private static BaseChain base(Rules rules) {
    return Objects.requireNonNull(rules.chain().base());
  }
}
