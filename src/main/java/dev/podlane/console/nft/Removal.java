package dev.podlane.console.nft;

import dev.podlane.console.nft.change.ChainChange;
import dev.podlane.console.nft.change.Destinations;
import dev.podlane.console.nft.change.RulesetChange;
import dev.podlane.console.nft.change.TableChange;
import dev.podlane.console.nft.read.NftException;
import dev.podlane.console.nft.read.SetParser;
import dev.podlane.console.nft.read.Tokens;
import dev.podlane.console.nft.text.Handles;
import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.TableName;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.NamedSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code delete}, {@code destroy} and {@code flush}. */
final class Removal {
  private static final String MISSING = "Could not process rule: No such file or directory";
  private static final String BUSY = "Could not process rule: Device or resource busy";

  private final Tokens tokens;
  private final RulesetChange change;

  Removal(Tokens tokens, RulesetChange change) {
    this.tokens = tokens;
    this.change = change;
  }

  /** Carries out a deletion; one that destroys does not mind what is not there. */
  void delete(boolean destroys) {
    String kind = tokens.take();
    TableName name = ScriptRunner.tableName(tokens);
    int at = tokens.position() - 1;
    if (!change.has(name)) {
      skip(destroys, at);
      return;
    }
    if (kind.equals("table")) {
      change.remove(name);
      return;
    }
    TableChange table = Objects.requireNonNull(change.table(name));
    switch (kind) {
      case "chain" -> chain(table, destroys);
      case "rule" -> rule(table, destroys);
      case "set", "map" -> set(table, destroys);
      case "element" -> element(table, destroys);
      case "counter", "quota", "limit", "flowtable" -> {
        int begin = tokens.position();
        String object = tokens.word();
        boolean found =
            table
                .objects()
                .removeIf(each -> each.kind().equals(kind) && each.name().equals(object));
        if (!found && !destroys) {
          throw tokens.errorSince(begin, MISSING);
        }
      }
      default -> throw tokens.errorSince(at, "syntax error, unexpected " + kind);
    }
  }

  private void skip(boolean destroys, int at) {
    if (!destroys) {
      throw tokens.errorSince(at, MISSING);
    }
    while (!tokens.isSeparator()) {
      tokens.take();
    }
  }

  private void chain(TableChange table, boolean destroys) {
    int at = tokens.position();
    String name = tokens.word();
    if (!table.chains().containsKey(name)) {
      skip(destroys, at);
      return;
    }
    for (ChainChange chain : table.chains().values()) {
      boolean isOther = !chain.name().equals(name);
      for (Rule rule : chain.rules()) {
        if (isOther && Destinations.of(rule, table.sets()).contains(name)) {
          throw tokens.errorSince(at, BUSY);
        }
      }
    }
    table.chains().remove(name);
  }

  private void rule(TableChange table, boolean destroys) {
    int begin = tokens.position();
    String name = tokens.word();
    ChainChange chain = table.chains().get(name);
    if (chain == null) {
      skip(destroys, begin);
      return;
    }
    if (!tokens.is("handle") && !tokens.is("index")) {
      throw tokens.unexpected();
    }
    int at = tokens.position() + 1;
    int position = position(table, name, chain.rules());
    if (position >= 0) {
      chain.changing().remove(position);
    } else if (!destroys) {
      throw tokens.errorSince(at, MISSING);
    }
  }

  /** The position of a rule by its handle or number; -1 if there is none. */
  int position(TableChange table, String chain, List<Rule> rules) {
    String by = tokens.take();
    int number = number();
    if (by.equals("index")) {
      return number < rules.size() ? number : -1;
    }
    return Handles.position(table.rulesBefore(chain), rules.size(), number);
  }

  private int number() {
    NftException wrong = tokens.unexpected();
    try {
      return Integer.parseInt(tokens.take());
    } catch (NumberFormatException noNumber) {
      throw wrong;
    }
  }

  private void set(TableChange table, boolean destroys) {
    int at = tokens.position();
    String name = tokens.word();
    if (!table.sets().containsKey(name)) {
      skip(destroys, at);
      return;
    }
    boolean isUsed =
        table.chains().values().stream()
            .flatMap(chain -> chain.rules().stream())
            .anyMatch(rule -> SetUse.of(rule, name));
    if (isUsed) {
      throw tokens.errorSince(at, BUSY);
    }
    table.sets().remove(name);
  }

  private void element(TableChange table, boolean destroys) {
    int at = tokens.position();
    String name = tokens.word();
    NamedSet set = table.sets().get(name);
    if (set == null) {
      throw tokens.errorSince(at, MISSING);
    }
    int begin = tokens.position();
    NamedSet.Shape keys =
        new NamedSet.Shape(set.shape().key(), set.shape().bits(), List.of(), false, "");
    List<Element> left = new ArrayList<>(set.elements());
    for (Element gone : elements(keys, set)) {
      boolean found = left.removeIf(each -> each.key().equals(gone.key()));
      if (!found && !destroys) {
        throw tokens.errorSince(begin, MISSING);
      }
    }
    table.sets().put(name, set.withOnly(left));
  }

  /** Of a map the value may be said or not. */
  private List<Element> elements(NamedSet.Shape keys, NamedSet set) {
    int begin = tokens.position();
    try {
      return SetParser.elements(tokens, keys);
    } catch (NftException withValues) {
      if (!set.isMap()) {
        throw withValues;
      }
      tokens.back(begin);
      return SetParser.elements(tokens, set.shape());
    }
  }

  void flush() {
    String kind = tokens.take();
    if (kind.equals("ruleset")) {
      Optional<Family> family = Family.of(tokens.peek());
      family.ifPresent(any -> tokens.take());
      change.names().stream()
          .filter(name -> family.isEmpty() || name.family() == family.get())
          .forEach(change::remove);
      return;
    }
    TableName name = ScriptRunner.tableName(tokens);
    int at = tokens.position() - 1;
    TableChange table = change.table(name);
    if (table == null) {
      throw tokens.errorSince(at, MISSING);
    }
    switch (kind) {
      case "table" -> table.chains().values().forEach(chain -> chain.changing().clear());
      case "chain" -> {
        int begin = tokens.position();
        ChainChange chain = table.chains().get(tokens.word());
        if (chain == null) {
          throw tokens.errorSince(begin, MISSING);
        }
        chain.changing().clear();
      }
      case "set", "map" -> {
        int begin = tokens.position();
        NamedSet set = table.sets().get(tokens.word());
        if (set == null) {
          throw tokens.errorSince(begin, MISSING);
        }
        table.sets().put(set.name(), set.withOnly(List.of()));
      }
      default -> throw tokens.errorSince(at, "syntax error, unexpected " + kind);
    }
  }
}
