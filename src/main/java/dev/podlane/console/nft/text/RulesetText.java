package dev.podlane.console.nft.text;

import dev.podlane.net.filter.BaseChain;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleCounts;
import dev.podlane.net.filter.RuleCounts.Count;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.TableObject;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Predicate;

/** Tables as {@code nft list} prints them. */
public final class RulesetText {
  private final Printing out;

  private RulesetText(Printing.Options options) {
    this.out = new Printing(options);
  }

  /**
   * Tables in the order they are given, as {@code nft list ruleset} prints them.
   *
   * @param flags letters of the options asked for: s (no counts), a (handles), t (no elements), and
   *     c for chains without their rules
   */
  public static String of(Collection<Table> tables, String flags) {
    return of(tables, flags, RuleCounts.NONE);
  }

  /** As {@link #of(Collection, String)}, where rules have counted packets. */
  public static String of(Collection<Table> tables, String flags, RuleCounts counts) {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (Table table : tables) {
      number++;
      RulesetText printer = printer(flags, counts);
      printer.table(table, number, any -> true);
      text.append(printer.out);
    }
    return text.toString();
  }

  /** A table with only the parts whose name is wanted, and their kind: chain, set or object. */
  public static String of(Table table, String flags, RuleCounts counts, Predicate<String> wanted) {
    RulesetText printer = printer(flags, counts);
    printer.table(table, 1, wanted);
    return printer.out.toString();
  }

  private static RulesetText printer(String flags, RuleCounts counts) {
    return new RulesetText(
        new Printing.Options(
            flags.contains("s"),
            flags.contains("a"),
            flags.contains("t"),
            flags.contains("c"),
            counts));
  }

  /** A rule as nft prints it. */
  public static String rule(Rule rule) {
    return rule(rule, true, ordinal -> Count.ZERO);
  }

  private static String rule(Rule rule, boolean stateless, IntFunction<Count> counts) {
    if (!(rule.target() instanceof Target.Statements own)) {
      return XtText.of(rule, stateless, counts.apply(0));
    }
    StatementText printer = new StatementText(stateless);
    List<String> words = new ArrayList<>();
    int counters = 0;
    for (Statement statement : own.list()) {
      if (statement instanceof Statement.Counter counter) {
        Count count = counts.apply(counters);
        counters++;
        words.add(
            printer.of(
                new Statement.Counter(
                    counter.packets() + count.packets(), counter.bytes() + count.octets())));
      } else {
        words.add(printer.of(statement));
      }
    }
    String text = String.join(" ", words);
    return own.comment().isEmpty() ? text : text + " comment \"" + own.comment() + "\"";
  }

  private void table(Table table, int number, Predicate<String> wanted) {
    String name = table.name().family().text() + " " + table.name().name();
    out.line(0, "table " + name + " {" + (out.options().handles() ? " # handle " + number : ""));
    boolean whole = wanted.test("table");
    boolean follows = false;
    if (whole && !table.comment().isEmpty()) {
      out.line(1, "comment \"" + table.comment() + "\"");
    }
    if (whole && !table.flags().isEmpty()) {
      out.line(1, "flags " + String.join(",", table.flags()));
      follows = true;
    }
    for (TableObject object : table.objects()) {
      if (wanted.test(object.kind() + " " + object.name())) {
        follows = apart(follows);
        object(object);
      }
    }
    for (NamedSet set : table.sets().values()) {
      if (wanted.test("set " + set.name())) {
        follows = apart(follows);
        SetText.print(set, out);
      }
    }
    for (Chain chain : table.chains().values()) {
      if (chain.isMade() && wanted.test("chain " + chain.name())) {
        follows = apart(follows);
        chain(table, chain);
      }
    }
    out.line(0, "}");
  }

  private boolean apart(boolean follows) {
    if (follows) {
      out.blank();
    }
    return true;
  }

  private void object(TableObject object) {
    out.line(1, object.kind() + " " + object.name() + " {" + out.handle());
    object.text().lines().forEach(line -> out.line(2, line));
    out.line(1, "}");
  }

  private void chain(Table table, Chain chain) {
    out.line(1, "chain " + chain.name() + " {" + out.handle());
    if (!chain.comment().isEmpty()) {
      out.line(2, "comment \"" + chain.comment() + "\"");
    }
    BaseChain base = chain.base();
    if (base != null) {
      out.line(2, base(table.name().family(), base));
    }
    RuleCounts counts = out.options().counts();
    for (int at = 0; at < (out.options().brief() ? 0 : chain.rules().size()); at++) {
      int position = at;
      String text =
          rule(
              chain.rules().get(at),
              out.options().stateless(),
              ordinal -> counts.of(table, chain, position, ordinal));
      out.line(2, text + out.handle());
    }
    out.line(1, "}");
  }

  private static String base(Family family, BaseChain base) {
    String devices = devices(base.devices());
    return "type "
        + base.type().text()
        + " hook "
        + base.hook().text()
        + devices
        + " priority "
        + Priorities.of(family, base.hook(), base.priority())
        + "; policy "
        + base.policy().name().toLowerCase(Locale.ROOT)
        + ";";
  }

  private static String devices(List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    return names.size() == 1
        ? " device \"" + names.get(0) + "\""
        : " devices = { " + String.join(", ", names) + " }";
  }
}
