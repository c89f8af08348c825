package dev.podlane.console.iptables;

import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.net.filter.RuleCounts;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code iptables}, {@code iptables-save} and {@code iptables-restore} on a ruleset. */
public final class Iptables {
  /** The version whose words are spoken. */
  public static final String VERSION = "1.8.9 (nf_tables)";

  private Iptables() {}

  /**
   * The result of a command: the rules after it, and its output.
   *
   * @param rules the rules as they are now
   * @param text output of the command
   */
  public record Result(Ruleset rules, String text) {}

  /**
   * Runs {@code iptables}.
   *
   * @param words the words behind the name of the tool
   * @throws IptablesException if it is refused
   */
  public static Result run(Ruleset rules, List<String> words) {
    return run(rules, words, RuleCounts.NONE);
  }

  /** Runs {@code iptables} where rules have counted packets. */
  public static Result run(Ruleset rules, List<String> words, RuleCounts counts) {
    List<String> rest = new ArrayList<>(words);
    if (List.of("-V", "--version").contains(rest.isEmpty() ? "" : rest.get(0))) {
      return new Result(rules, "iptables v" + VERSION);
    }
    Table.Kind kind = table(rest);
    Table before = rules.table(kind).map(Table::completed).orElseGet(() -> Table.empty(kind));
    TableDraft draft = new TableDraft(before);
    IptablesCommand order = IptablesCommand.read(rest, draft::has, false);
    String text = new Execution(draft, rules.sets().keySet(), counts).run(order, 1);
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
   * @param flushes true to empty the tables named before filling them, false for {@code --noflush}
   * @throws IptablesException if it is refused
   */
  public static Ruleset restore(Ruleset rules, String text, boolean flushes) {
    RestoreReader restoration = new RestoreReader(rules, flushes);
    text.lines().forEach(restoration::line);
    restoration.end();
    return restoration.rules();
  }

  /** The lines of {@code iptables-save}, without its remarks; empty if no table was touched. */
  public static List<String> save(Ruleset rules) {
    return SaveText.lines(rules, SaveText.Counting.NONE);
  }

  /** The lines of {@code iptables-save -t}. */
  public static List<String> save(Ruleset rules, Table.Kind kind) {
    return save(rules, kind, RuleCounts.NONE, false);
  }

  /**
   * The lines where rules have counted packets.
   *
   * @param kind the one table wanted; null for all
   * @param shown true if the counts of rules are printed ({@code -c})
   */
  public static List<String> save(
      Ruleset rules, Table.@Nullable Kind kind, RuleCounts counts, boolean shown) {
    SaveText.Counting counting = new SaveText.Counting(counts, shown);
    return kind == null
        ? SaveText.lines(rules, counting)
        : rules.table(kind).map(table -> SaveText.lines(table, counting)).orElse(List.of());
  }
}
