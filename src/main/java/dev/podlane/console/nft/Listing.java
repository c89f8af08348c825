package dev.podlane.console.nft;

import dev.podlane.console.nft.change.RulesetChange;
import dev.podlane.console.nft.read.Tokens;
import dev.podlane.console.nft.text.RulesetText;
import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.RuleCounts;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.TableName;
import dev.podlane.net.filter.nft.NamedSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code list}. */
final class Listing {
  private final Tokens tokens;
  private final RulesetChange change;
  private final String flags;
  private final RuleCounts counts;

  Listing(Tokens tokens, RulesetChange change, String flags, RuleCounts counts) {
    this.tokens = tokens;
    this.change = change;
    this.flags = flags;
    this.counts = counts;
  }

  String list() {
    int begin = tokens.position();
    String what = tokens.take();
    return switch (what) {
      case "ruleset" -> RulesetText.of(ofFamily(), flags, counts);
      case "tables" ->
          ofFamily().stream()
              .map(table -> "table " + table.name().family().text() + " " + table.name().name())
              .collect(Collectors.joining("\n", "", "\n"));
      case "chains" -> parts("chain ", true);
      case "sets" -> sets(false);
      case "maps" -> sets(true);
      case "counters" -> parts("counter ", true);
      case "quotas" -> parts("quota ", true);
      case "limits" -> parts("limit ", true);
      case "table" -> {
        Table table = table();
        yield RulesetText.of(table, flags, counts, any -> true);
      }
      case "chain", "set", "map", "counter", "quota", "limit", "flowtable" -> one(what);
      default -> throw tokens.errorSince(begin, "syntax error, unexpected " + what);
    };
  }

  private List<Table> ofFamily() {
    Optional<Family> family = Family.of(tokens.peek());
    family.ifPresent(any -> tokens.take());
    return change.tables().stream()
        .filter(table -> family.isEmpty() || table.name().family() == family.get())
        .toList();
  }

  private Table table() {
    TableName name = ScriptRunner.tableName(tokens);
    int at = tokens.position() - 1;
    return change.tables().stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> tokens.errorSince(at, "No such file or directory"));
  }

  private String one(String kind) {
    Table table = table();
    int at = tokens.position();
    String name = tokens.word();
    NamedSet set = table.sets().get(name);
    boolean isThere =
        switch (kind) {
          case "chain" -> table.chain(name).filter(chain -> chain.isMade()).isPresent();
          case "set" -> set != null && !set.isMap();
          case "map" -> set != null && set.isMap();
          default ->
              table.objects().stream()
                  .anyMatch(each -> each.kind().equals(kind) && each.name().equals(name));
        };
    if (!isThere) {
      throw tokens.errorSince(at, "No such file or directory");
    }
    String wanted = (kind.equals("map") ? "set" : kind) + " " + name;
    return RulesetText.of(table, flags, counts, wanted::equals);
  }

  private String parts(String kind, boolean terse) {
    Predicate<String> wanted = part -> part.startsWith(kind);
    String shown = terse ? flags + "c" : flags;
    return ofFamily().stream()
        .map(table -> RulesetText.of(table, shown, counts, wanted))
        .collect(Collectors.joining());
  }

  private String sets(boolean maps) {
    StringBuilder text = new StringBuilder();
    for (Table table : ofFamily()) {
      Predicate<String> wanted =
          part -> {
            NamedSet set = part.startsWith("set ") ? table.sets().get(part.substring(4)) : null;
            return set != null && set.isMap() == maps;
          };
      text.append(RulesetText.of(table, flags, counts, wanted));
    }
    return text.toString();
  }
}
