package dev.podlane.console.iptables;

import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.Ruleset;
import java.util.ArrayList;
import java.util.List;

/** Sets as {@code ipset save} and {@code ipset list} print them, in the order of their entries. */
final class SetText {
  private SetText() {}

  private static String header(IpSet set) {
    return set.type() == IpSet.Type.BITMAP_PORT
        ? "range 0-65535"
        : "family inet hashsize 1024 maxelem 65536";
  }

  /** The commands that make a set. */
  static List<String> save(IpSet set) {
    List<String> lines = new ArrayList<>();
    lines.add("create " + set.name() + " " + set.type().text() + " " + header(set));
    set.entries()
        .forEach(
            entry -> lines.add("add " + set.name() + " " + SetEntries.text(set.type(), entry)));
    return lines;
  }

  /** A set with all there is to know. */
  static String list(Ruleset rules, IpSet set) {
    List<String> lines = new ArrayList<>();
    lines.add("Name: " + set.name());
    lines.add("Type: " + set.type().text());
    lines.add("Header: " + header(set));
    lines.add("References: " + references(rules, set.name()));
    lines.add("Number of entries: " + set.entries().size());
    lines.add("Members:");
    set.entries().forEach(entry -> lines.add(SetEntries.text(set.type(), entry)));
    return String.join("\n", lines);
  }

  /** How often rules ask a set. */
  static long references(Ruleset rules, String name) {
    return rules.tables().values().stream()
        .flatMap(table -> table.chains().values().stream())
        .flatMap(chain -> chain.rules().stream())
        .flatMap(rule -> RuleWords.sets(rule).stream())
        .filter(name::equals)
        .count();
  }
}
