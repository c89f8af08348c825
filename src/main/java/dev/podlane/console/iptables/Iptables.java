package dev.podlane.console.iptables;

import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import java.util.ArrayList;
import java.util.List;

/** {@code iptables}, {@code iptables-save} and {@code iptables-restore} on a ruleset. */
public final class Iptables {
  /** The version whose words are spoken. */
  static final String VERSION = "1.8.9 (nf_tables)";

  private Iptables() {}

  /**
   * What a command did.
   *
   * @param rules the rules as they are now
   * @param text what it prints
   */
  public record Result(Ruleset rules, String text) {}

  /**
   * Runs {@code iptables}.
   *
   * @param words the words behind the name of the tool
   * @throws IptablesException if it is refused
   */
  public static Result run(Ruleset rules, List<String> words) {
    List<String> rest = new ArrayList<>(words);
    Table.Kind kind = table(rest);
    Table before = rules.table(kind).orElseGet(() -> Table.empty(kind));
    TableDraft draft = new TableDraft(before);
    Order order = Order.read(rest, draft::has);
    String text = new Execution(draft, rules.sets().keySet()).run(order, 1);
    if (Execution.isQuestion(order)) {
      return new Result(rules, text);
    }
    TableCheck.fault(draft)
        .ifPresent(
            fault -> {
              throw fault.refusal();
            });
    boolean isThere = rules.table(kind).isPresent() || Execution.makesTable(order);
    return new Result(isThere ? rules.with(draft.table()) : rules, text);
  }

  /** Takes {@code -t TABLE} out of the words. */
  private static Table.Kind table(List<String> words) {
    Table.Kind kind = Table.Kind.FILTER;
    for (int at = 0; at < words.size(); at++) {
      String word = words.get(at);
      boolean isOption = word.equals("-t") || word.equals("--table");
      if (isOption && at + 1 == words.size()) {
        throw IptablesException.usage("option \"" + word + "\" requires an argument");
      }
      if (isOption || word.startsWith("--table=")) {
        String name = isOption ? words.remove(at + 1) : word.substring("--table=".length());
        words.remove(at);
        at--;
        kind = Table.Kind.of(name).orElseThrow(() -> IptablesException.noTable(name));
      }
    }
    return kind;
  }

  /**
   * Runs {@code iptables-restore}; if any line is refused, nothing is changed but the tables before
   * it.
   *
   * @param text the lines
   * @param flushes whether tables named are emptied first, as without {@code --noflush}
   * @throws IptablesException if it is refused
   */
  public static Ruleset restore(Ruleset rules, String text, boolean flushes) {
    Restoration restoration = new Restoration(rules, flushes);
    text.lines().forEach(restoration::line);
    restoration.end();
    return restoration.rules();
  }

  /** The lines of {@code iptables-save}, without its remarks; empty if no table was touched. */
  public static List<String> save(Ruleset rules) {
    return SaveText.lines(rules);
  }

  /** The lines of {@code iptables-save -t}. */
  public static List<String> save(Ruleset rules, Table.Kind kind) {
    return rules.table(kind).map(SaveText::lines).orElse(List.of());
  }
}
