package dev.podlane.notation;

import dev.podlane.console.ipset.BlockRoom;
import dev.podlane.console.ipset.Ipset;
import dev.podlane.console.iptables.RestoreReader;
import dev.podlane.console.iptables.RuleText;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code ipset} and {@code iptables}: the input of {@code ipset restore} and {@code
 * iptables-restore}, as a list of lines or one text. A line that is refused is reported and left
 * out.
 */
final class RulesetReader {
  private static final String KEY = "iptables";
  private static final String SETS = "ipset";

  private final Fields fields;
  private final List<Problem> problems;
  private final List<Line> lines = new ArrayList<>();

  private record Line(String text, Place place) {}

  private RulesetReader(Fields fields, List<Problem> problems) {
    this.fields = fields;
    this.problems = problems;
  }

  static Network read(
      Network network, String namespace, Fields fields, BlockRoom room, List<Problem> problems) {
    NetworkNamespace ns = network.namespaces().get(namespace);
    if (ns == null || (!fields.has(KEY) && !fields.has(SETS))) {
      return network;
    }
    RulesetReader reader = new RulesetReader(fields, problems);
    return network.with(ns.withRuleset(reader.read(reader.sets(ns.ruleset(), room))));
  }

  private Ruleset sets(Ruleset before, BlockRoom room) {
    List<Line> all = collect(SETS);
    return Ipset.restore(
        before,
        all.stream().map(Line::text).toList(),
        room,
        (refused, at) -> {
          Line line = all.get(at);
          problems.add(Problem.error(line.place(), "linux.set", line.text(), refused.summary()));
        });
  }

  private Ruleset read(Ruleset before) {
    lines.addAll(collect(KEY));
    RestoreReader restoration = new RestoreReader(before, true);
    for (Line line : lines) {
      boolean isRefused = !accepts(() -> restoration.line(line.text()), line);
      while (isRefused && line.text().strip().equals("COMMIT")) {
        isRefused = !accepts(restoration::commitAgain, line);
      }
    }
    if (!lines.isEmpty()) {
      accepts(restoration::end, lines.get(lines.size() - 1));
    }
    Ruleset rules = restoration.rules();
    tellUnknown(rules);
    return rules;
  }

  private boolean accepts(Runnable reading, Line at) {
    try {
      reading.run();
      return true;
    } catch (IptablesException refused) {
      int number = refused.line();
      Line line = number > 0 && number <= lines.size() ? lines.get(number - 1) : at;
      problems.add(Problem.error(line.place(), "linux.rule", line.text(), refused.summary()));
      return false;
    }
  }

  private List<Line> collect(String key) {
    List<Line> found = new ArrayList<>();
    Value value = fields.has(key) ? fields.value().entries().get(key) : null;
    if (value instanceof ListValue list) {
      for (int at = 0; at < list.items().size(); at++) {
        add(found, list.items().get(at), key, "[" + at + "]");
      }
    } else if (value != null) {
      add(found, value, key, "");
    }
    return found;
  }

  /** A text can have several lines; in a YAML block they follow the line where it begins. */
  private void add(List<Line> to, Value value, String key, String item) {
    if (!(value instanceof ScalarValue scalar)) {
      fields.error(key, "field.not-text", key + item);
      return;
    }
    Place whole = fields.place(key);
    Place place = new Place(whole.file(), whole.document(), value.line(), whole.path() + item);
    scalar.text().lines().forEach(line -> to.add(new Line(line, place)));
  }

  private void tellUnknown(Ruleset rules) {
    for (Table table : rules.tables().values()) {
      for (Chain chain : table.chains().values()) {
        chain.rules().stream()
            .filter(rule -> rule.unknown().isPresent())
            .forEach(
                rule ->
                    fields.warn(
                        KEY,
                        "linux.rule-unknown",
                        "-A " + chain.name() + " " + RuleText.of(rule),
                        rule.unknown().orElse("")));
      }
    }
  }
}
