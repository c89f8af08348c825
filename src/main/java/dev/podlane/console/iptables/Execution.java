package dev.podlane.console.iptables;

import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.net.filter.RuleCounts;
import dev.podlane.net.filter.Table;
import java.util.List;
import java.util.Set;

/** Carries out commands on a table. */
final class Execution {
  private final TableDraft table;
  private final Set<String> sets;
  private final RuleCounts counts;

  /**
   * Commands on a table.
   *
   * @param sets names of the sets there are
   * @param counts packets that rules have counted
   */
  Execution(TableDraft table, Set<String> sets, RuleCounts counts) {
    this.table = table;
    this.sets = sets;
    this.counts = counts;
  }

  /** Returns true if a command only reads ({@code -L}, {@code -S}, {@code -C}). */
  static boolean isQuestion(IptablesCommand order) {
    return List.of("-L", "-S", "-C").contains(order.verb());
  }

  /** Returns true if a command creates its table when the table does not exist yet. */
  static boolean makesTable(IptablesCommand order) {
    return List.of("-A", "-I", "-N", "-P").contains(order.verb());
  }

  /**
   * Carries out a command.
   *
   * @param line line of the input, from 1
   * @return the output of the command
   */
  String run(IptablesCommand order, int line) {
    RuleCommands rules = new RuleCommands(table, sets, line);
    ChainCommands chains = new ChainCommands(table);
    String chain = order.chain();
    switch (order.verb()) {
      case "-A" -> rules.append(chain, order.rules());
      case "-I" -> rules.insert(chain, order.number(), order.rules());
      case "-R" -> rules.replace(chain, order.number(), order.rules());
      case "-C" -> rules.check(chain, order.rules());
      case "-D" -> {
        if (order.hasNumber()) {
          rules.delete(chain, order.number());
        } else {
          rules.delete(chain, order.rules());
        }
      }
      case "-N" -> chains.create(chain);
      case "-P" -> chains.policy(chain, order.second());
      case "-E" -> chains.rename(chain, order.second());
      case "-F" -> {
        if (chain.isEmpty()) {
          chains.flushAll();
        } else {
          chains.flush(chain);
        }
      }
      case "-X" -> {
        if (chain.isEmpty()) {
          chains.deleteAll();
        } else {
          chains.delete(chain);
        }
      }
      case "-Z" -> {
        if (!chain.isEmpty()) {
          order.zeroed();
          table.chain(chain); // counts are no part of the table
        }
      }
      default -> {
        return look(order);
      }
    }
    return "";
  }

  private String look(IptablesCommand order) {
    Table now = table.table();
    String chain = order.chain();
    if (!chain.isEmpty() && now.chain(chain).isEmpty()) {
      throw IptablesException.incompatible(chain, now.kind().text());
    }
    boolean isSayable =
        now.chains().values().stream()
            .filter(each -> chain.isEmpty() || each.name().equals(chain))
            .allMatch(Compatibility::canSay);
    if (!isSayable) {
      String which = chain.isEmpty() ? "" : "chain `" + chain + "' in ";
      throw IptablesException.unsayable(which + "table `" + now.kind().text() + "'");
    }
    int number = order.second().isEmpty() ? 0 : order.number();
    return order.verb().equals("-L")
        ? TableList.of(now, chain, number, order.listing(), counts)
        : SaveText.commands(now, chain, number, new SaveText.Counting(counts, order.verbose()));
  }
}
