package dev.podlane.console.iptables;

import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.Quoted;
import dev.podlane.net.filter.Chain.Policy;
import dev.podlane.net.filter.RuleCounts;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses iptables-restore input, line by line. A line that is refused changes nothing; the caller
 * decides if the lines after it count.
 */
public final class RestoreReader {
  private static final Pattern COUNTERS = Pattern.compile("\\[\\d+:\\d+]");

  private final boolean flushes;
  private final Progress now;

  /** The progress of the reading. */
  private static final class Progress {
    private Ruleset rules;
    private @Nullable TableDraft table;
    private boolean isTouched;
    private int line;

    Progress(Ruleset rules) {
      this.rules = rules;
    }
  }

  /**
   * Begins.
   *
   * @param rules the rules that exist before the input is read
   * @param flushes true to empty the tables named before filling them
   */
  public RestoreReader(Ruleset rules, boolean flushes) {
    this.now = new Progress(rules);
    this.flushes = flushes;
  }

  /** The rules as of the last COMMIT. */
  public Ruleset rules() {
    return now.rules;
  }

  /**
   * Reads the next line.
   *
   * @throws IptablesException if it is refused; it names the line at fault, which for COMMIT can be
   *     an earlier one, and COMMIT may then be tried again without it
   */
  public void line(String text) {
    now.line++;
    read(text.strip());
  }

  /** Tries the last COMMIT again, after it was refused for a rule that is now left out. */
  public void commitAgain() {
    commit();
  }

  private void read(String text) {
    try {
      if (text.isEmpty() || text.startsWith("#")) {
        return;
      }
      if (text.startsWith("*")) {
        begin(text.substring(1).strip());
      } else if (now.table == null) {
        throw failed("");
      } else if (text.equals("COMMIT")) {
        commit();
      } else if (text.startsWith(":")) {
        chain(text.substring(1).strip(), now.table);
      } else {
        command(text, now.table);
      }
    } catch (IptablesException refused) {
      throw refused.atLine(now.line);
    }
  }

  /** Ends the input; refuses it if a table has no {@code COMMIT} yet. */
  public void end() {
    if (now.table != null) {
      throw IptablesException.plain("COMMIT expected at line " + (now.line + 1));
    }
  }

  private static IptablesException failed(String why) {
    return IptablesException.plain(why);
  }

  private void begin(String name) {
    Table.Kind kind =
        Table.Kind.of(name)
            .orElseThrow(
                () ->
                    IptablesException.usage(
                        "line " + now.line + " table name '" + name + "' invalid"));
    Optional<Table> before = flushes ? Optional.empty() : now.rules.table(kind);
    now.table = new TableDraft(before.map(Table::completed).orElseGet(() -> Table.empty(kind)));
    now.isTouched = before.isPresent();
  }

  private void chain(String text, TableDraft draft) {
    String[] words = text.split("\\s+", 3);
    String name = words[0];
    if (words.length < 2) {
      throw failed("policy invalid");
    }
    now.isTouched = true;
    if (words[1].equals("-")) {
      ChainCommands.checkName(name);
      if (draft.has(name)) {
        draft.chain(name).changing().clear();
      } else {
        draft.add(name);
      }
      return;
    }
    String policy = words[1].toUpperCase(Locale.ROOT);
    if (!List.of("ACCEPT", "DROP").contains(policy)) {
      throw failed("Bad policy name.");
    }
    if (!draft.has(name) || !draft.chain(name).isBuiltIn()) {
      throw failed("Bad built-in chain name.");
    }
    draft.chain(name).policy(Policy.valueOf(policy));
  }

  private void command(String text, TableDraft draft) {
    List<String> words = new ArrayList<>(Quoted.words(text));
    if (COUNTERS.matcher(words.get(0)).matches()) {
      words.remove(0);
    }
    if (words.contains("-t") || words.contains("--table")) {
      throw IptablesException.usage("The -t option cannot be used in iptables-restore.\n");
    }
    IptablesCommand order = IptablesCommand.read(words, draft::has, true);
    if (order.isOfOtherFamily()) {
      return;
    }
    new Execution(draft, now.rules.sets().keySet(), RuleCounts.NONE).run(order, now.line);
    now.isTouched = true;
  }

  private void commit() {
    TableDraft draft = now.table;
    if (draft == null) {
      return;
    }
    Optional<TableCheck.Fault> fault = TableCheck.fault(draft);
    if (fault.isPresent()) {
      TableCheck.Fault it = fault.get();
      draft.chain(it.chain()).changing().remove(it.entry());
      throw it.refusal().atLine(Math.max(it.entry().line(), 1));
    }
    if (now.isTouched) {
      now.rules = now.rules.with(draft.table());
    } else if (flushes && now.rules.table(draft.kind()).isPresent()) {
      now.rules = now.rules.with(Table.empty(draft.kind()));
    }
    now.table = null;
  }
}
