package dev.podlane.notation;

import dev.podlane.console.iptables.IptablesException;
import dev.podlane.console.iptables.Restoration;
import dev.podlane.console.iptables.RuleText;
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
 * Reads {@code iptables}: what iptables-restore takes, as a list of lines or one text. A line that
 * is refused is reported and left out.
 */
final class RulesetReader {
  private static final String KEY = "iptables";

  private final Fields fields;
  private final List<Problem> problems;
  private final List<Line> lines = new ArrayList<>();

  private record Line(String text, Place place) {}

  private RulesetReader(Fields fields, List<Problem> problems) {
    this.fields = fields;
    this.problems = problems;
  }

  static Network read(Network network, String namespace, Fields fields, List<Problem> problems) {
    NetworkNamespace ns = network.namespaces().get(namespace);
    return ns == null || !fields.has(KEY)
        ? network
        : network.with(ns.withRuleset(new RulesetReader(fields, problems).read(ns.ruleset())));
  }

  private Ruleset read(Ruleset before) {
    collect();
    Restoration restoration = new Restoration(before, true);
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

  private void collect() {
    Value value = fields.value().entries().get(KEY);
    if (value instanceof ListValue list) {
      for (int at = 0; at < list.items().size(); at++) {
        add(list.items().get(at), KEY + "[" + at + "]");
      }
    } else if (value != null) {
      add(value, KEY);
    }
  }

  /** A text can have several lines; in a YAML block they follow the line where it begins. */
  private void add(Value value, String path) {
    if (!(value instanceof ScalarValue scalar)) {
      fields.error(KEY, "field.not-text", path);
      return;
    }
    Place whole = fields.place(KEY);
    String full = whole.path().substring(0, whole.path().length() - KEY.length()) + path;
    Place place = new Place(whole.file(), whole.document(), value.line(), full);
    scalar.text().lines().forEach(line -> lines.add(new Line(line, place)));
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
