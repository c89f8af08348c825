package dev.podlane.console.iptables;

import dev.podlane.net.filter.Table;
import java.util.List;
import java.util.Set;

/** Carries out commands on a table. */
final class Execution {
  private final TableDraft table;
  private final Set<String> sets;

  /**
   * On a table.
   *
   * @param sets names of the sets there are
   */
  Execution(TableDraft table, Set<String> sets) {
    this.table = table;
    this.sets = sets;
  }

  /** Whether a command only looks. */
  static boolean isQuestion(Order order) {
    return List.of("-L", "-S", "-C").contains(order.verb());
  }

  /** Whether a table nobody has touched comes to be by a command. */
  static boolean makesTable(Order order) {
    return List.of("-A", "-I", "-N", "-P").contains(order.verb());
  }

  /**
   * Carries out a command.
   *
   * @param line line of the input, from 1
   * @return what is printed
   */
  String run(Order order, int line) {
    RuleEdits rules = new RuleEdits(table, sets, line);
    ChainEdits chains = new ChainEdits(table);
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
          table.chain(chain); // nothing is counted, so all that can go wrong is its name
        }
      }
      default -> {
        return look(order);
      }
    }
    return "";
  }

  private String look(Order order) {
    Table now = table.table();
    String chain = order.chain();
    if (!chain.isEmpty() && now.chain(chain).isEmpty()) {
      throw IptablesException.incompatible(chain, now.kind().text());
    }
    return SaveText.commands(now, chain, order.second().isEmpty() ? 0 : order.number());
  }
}
