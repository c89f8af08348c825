package dev.podlane.console.iptables;

import dev.podlane.console.iptables.TableDraft.ChainDraft;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.target.TargetExtensions;
import dev.podlane.net.filter.Chain.Policy;
import dev.podlane.net.filter.Table;
import java.util.List;
import java.util.TreeSet;

/** Commands about whole chains. */
final class ChainCommands {
  /** Longest name and the final zero: XT_EXTENSION_MAXNAMELEN. */
  private static final int NAME_LENGTH = 29;

  private final TableDraft table;

  ChainCommands(TableDraft table) {
    this.table = table;
  }

  /** {@code -N}. */
  void create(String name) {
    checkName(name);
    if (table.has(name)) {
      throw IptablesException.plain("Chain already exists.");
    }
    table.add(name);
  }

  static void checkName(String name) {
    if (name.length() >= NAME_LENGTH) {
      throw IptablesException.usage(
          "chain name `%s' too long (must be under %d chars)".formatted(name, NAME_LENGTH));
    }
    if (name.startsWith("-") || name.startsWith("!")) {
      throw IptablesException.usage(
          "chain name not allowed to start with `" + name.charAt(0) + "'");
    }
    if (name.isEmpty() || TargetExtensions.named(name).isPresent()) {
      throw IptablesException.usage("chain name may not clash with target name");
    }
    if (name.chars().anyMatch(Character::isWhitespace)) {
      throw IptablesException.usage("Invalid chain name `" + name + "'");
    }
  }

  /** {@code -X} of one chain. */
  void delete(String name) {
    if (table.chain(name).isBuiltIn()) {
      throw IptablesException.noChain();
    }
    remove(name);
  }

  /** {@code -X} of all chains that are not built in. */
  void deleteAll() {
    for (String name : new TreeSet<>(table.chains().keySet())) {
      if (!table.chain(name).isBuiltIn()) {
        remove(name);
      }
    }
  }

  private void remove(String name) {
    boolean isUsed =
        table.chains().values().stream()
            .flatMap(chain -> chain.entries().stream())
            .anyMatch(entry -> TargetPlaces.leadsTo(entry.rule().target(), name));
    if (isUsed || !table.chain(name).entries().isEmpty()) {
      throw IptablesException.kernel("CHAIN_DEL", "Device or resource busy", "chain " + name);
    }
    table.chains().remove(name);
  }

  /** {@code -F} of one chain. */
  void flush(String name) {
    table.chain(name).changing().clear();
  }

  /** {@code -F} of all chains. */
  void flushAll() {
    for (ChainDraft chain : table.chains().values()) {
      if (!chain.entries().isEmpty()) {
        chain.changing().clear();
      }
    }
  }

  /** {@code -P}. */
  void policy(String name, String word) {
    if (!table.has(name) || !table.chain(name).isBuiltIn()) {
      throw IptablesException.plain("Bad built-in chain name.");
    }
    if (!List.of("ACCEPT", "DROP").contains(word)) {
      throw IptablesException.plain("Bad policy name. Run `dmesg' for more information.");
    }
    if (table.kind() == Table.Kind.NAT && word.equals("DROP")) {
      throw noFiltering();
    }
    table.chain(name).policy(Policy.valueOf(word));
  }

  /** The table nat sees but the first packet of a connection. */
  static IptablesException noFiltering() {
    return IptablesException.usage(
        "\nThe \"nat\" table is not intended for filtering, the use of DROP is therefore"
            + " inhibited.\n\n");
  }

  /** {@code -E}. */
  void rename(String from, String to) {
    checkName(to);
    if (!table.has(from) || table.chain(from).isBuiltIn()) {
      throw IptablesException.noChain();
    }
    if (table.has(to)) {
      throw IptablesException.plain("File exists.");
    }
    table.rename(from, to);
  }
}
