package dev.podlane.console.nft;

import dev.podlane.console.nft.change.RulesetChange;
import dev.podlane.console.nft.change.TableChange;
import dev.podlane.console.nft.read.BlockParser;
import dev.podlane.console.nft.read.NftException;
import dev.podlane.console.nft.read.RuleParser;
import dev.podlane.console.nft.read.SetParser;
import dev.podlane.console.nft.read.Tokens;
import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleCounts;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.TableName;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.NamedSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Carries out the commands of an input: all of them, or none. */
final class ScriptRunner {
  private static final String MISSING = "No such file or directory";
  private static final String PROCESS = "Could not process rule: ";

  private final Tokens tokens;
  private final RulesetChange change;
  private final BlockParser blocks;
  private final Removal removal;
  private final String flags;
  private final RuleCounts counts;
  private final StringBuilder says = new StringBuilder();

  /**
   * On top of what is there.
   *
   * @param flags letters of the options that say how to list
   * @param counts packets that rules have counted
   */
  ScriptRunner(Ruleset before, String input, String flags, RuleCounts counts) {
    this.tokens = Tokens.of(input);
    this.change = new RulesetChange(before);
    this.blocks = new BlockParser(tokens, change);
    this.removal = new Removal(tokens, change);
    this.flags = flags;
    this.counts = counts;
  }

  /** The rules after all commands. */
  Ruleset run() {
    tokens.skipSeparators();
    int last = 0;
    while (!tokens.isEnd()) {
      last = tokens.position();
      command();
      if (!tokens.isSeparator()) {
        throw tokens.unexpected();
      }
      tokens.skipSeparators();
    }
    int at = last;
    change
        .fault()
        .ifPresent(
            fault -> {
              throw tokens.errorSince(Math.min(at, tokens.position() - 1), PROCESS + fault);
            });
    return change.rules();
  }

  /** The output of the commands. */
  String text() {
    return says.toString();
  }

  private void command() {
    switch (tokens.peek()) {
      case "table", "chain", "rule", "set", "map", "element", "counter", "quota", "limit" ->
          add(false, false);
      case "add" -> {
        tokens.take();
        add(false, false);
      }
      case "create" -> {
        tokens.take();
        add(true, false);
      }
      case "insert" -> {
        tokens.take();
        add(false, true);
      }
      case "replace" -> {
        tokens.take();
        tokens.expect("rule");
        replace();
      }
      case "delete", "destroy" -> removal.delete(tokens.take().equals("destroy"));
      case "flush" -> {
        tokens.take();
        removal.flush();
      }
      case "rename" -> {
        tokens.take();
        rename();
      }
      case "list", "reset" -> {
        tokens.take();
        says.append(new Listing(tokens, change, flags, counts).list());
      }
      default -> throw tokens.unexpected();
    }
  }

  /** The table that a command is about. */
  static TableName tableName(Tokens tokens) {
    Family family = Family.of(tokens.peek()).orElse(null);
    if (family != null) {
      tokens.take();
    }
    return new TableName(family == null ? Family.IP : family, tokens.word());
  }

  private TableChange table() {
    TableName name = tableName(tokens);
    int at = tokens.position() - 1;
    TableChange table = change.table(name);
    if (table == null) {
      throw tokens.errorSince(at, PROCESS + MISSING);
    }
    return table;
  }

  private void add(boolean creates, boolean inserts) {
    String kind = tokens.take();
    switch (kind) {
      case "table" -> {
        TableName name = tableName(tokens);
        if (creates && change.has(name)) {
          throw exists();
        }
        blocks.table(name);
      }
      case "chain" -> {
        TableChange table = table();
        String name = tokens.word();
        if (creates && table.chains().containsKey(name)) {
          throw exists();
        }
        blocks.declaration(table.name().family(), table.chain(name));
      }
      case "rule" -> rule(inserts);
      case "set", "map" -> {
        TableChange table = table();
        String name = tokens.word();
        if (creates && table.sets().containsKey(name)) {
          throw exists();
        }
        blocks.set(table, name, kind.equals("map"));
      }
      case "element" -> element(creates);
      case "counter", "quota", "limit" -> {
        // as in a table's block, but the table is named in between
        throw tokens.errorSince(
            tokens.position() - 1, "declare the " + kind + " in the block of its table");
      }
      default -> {
        if (inserts || creates) {
          throw tokens.errorSince(tokens.position() - 1, "syntax error, unexpected " + kind);
        }
        throw tokens.errorSince(tokens.position() - 1, "syntax error, unexpected " + kind);
      }
    }
  }

  private NftException exists() {
    return tokens.errorSince(tokens.position() - 1, PROCESS + "File exists");
  }

  private List<Rule> rules(TableChange table) {
    int at = tokens.position();
    String name = tokens.word();
    if (!table.chains().containsKey(name)) {
      throw tokens.errorSince(at, PROCESS + MISSING);
    }
    return table.chain(name).changing();
  }

  private void rule(boolean inserts) {
    TableChange table = table();
    String chain = tokens.peek();
    List<Rule> rules = rules(table);
    int position = inserts ? 0 : rules.size();
    if (tokens.is("handle") || tokens.is("position") || tokens.is("index")) {
      int at = tokens.position();
      int found = removal.position(table, chain, rules);
      if (found < 0) {
        throw tokens.errorSince(at, PROCESS + MISSING);
      }
      position = inserts ? found : found + 1;
    }
    rules.add(position, parse(table));
  }

  private Rule parse(TableChange table) {
    return new RuleParser(tokens, table.name().family(), table.sets()::get).rule();
  }

  private void replace() {
    TableChange table = table();
    String chain = tokens.peek();
    List<Rule> rules = rules(table);
    int at = tokens.position();
    int found = removal.position(table, chain, rules);
    if (found < 0) {
      throw tokens.errorSince(at, PROCESS + MISSING);
    }
    rules.set(found, parse(table));
  }

  private void element(boolean creates) {
    TableChange table = table();
    int at = tokens.position();
    String name = tokens.word();
    NamedSet set = table.sets().get(name);
    if (set == null) {
      throw tokens.errorSince(at, PROCESS + MISSING);
    }
    int begin = tokens.position();
    List<Element> more = SetParser.elements(tokens, set.shape());
    List<Element> fresh = new ArrayList<>();
    for (Element element : more) {
      Element known = set.overlapping(element);
      if (known == null || !known.key().equals(element.key())) {
        fresh.add(element);
      } else if (creates || !Objects.equals(known.value(), element.value())) {
        throw tokens.errorSince(begin, PROCESS + "File exists");
      }
    }
    table.sets().put(name, SetParser.added(set, fresh, tokens, begin));
  }

  private void rename() {
    tokens.expect("chain");
    TableChange table = table();
    int at = tokens.position();
    String from = tokens.word();
    String to = tokens.word();
    if (!table.chains().containsKey(from)) {
      throw tokens.errorSince(at, PROCESS + MISSING);
    }
    if (table.chains().containsKey(to)) {
      throw exists();
    }
    table.rename(from, to);
  }
}
