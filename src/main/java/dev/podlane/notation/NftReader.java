package dev.podlane.notation;

import dev.podlane.console.nft.Nft;
import dev.podlane.console.nft.read.NftException;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads {@code nft}: what {@code nft -f} takes, as one text or a list of lines. It is loaded after
 * the rules of iptables, and all of it or nothing, as nft does.
 */
final class NftReader {
  private static final String KEY = "nft";

  private NftReader() {}

  static Network read(Network network, String namespace, Fields fields, List<Problem> problems) {
    NetworkNamespace ns = network.namespaces().get(namespace);
    Value value = fields.has(KEY) ? fields.value().entries().get(KEY) : null;
    if (ns == null || value == null) {
      return network;
    }
    String text = text(value, fields);
    try {
      Ruleset rules = Nft.run(ns.ruleset(), text, "").rules();
      tellUnknown(rules, fields);
      return network.with(ns.withRuleset(rules));
    } catch (NftException refused) {
      Place whole = fields.place(KEY);
      String line = text.split("\n", -1)[refused.line() - 1].strip();
      int number = text.contains("\n") ? line(value, refused) : value.line();
      Place at = new Place(whole.file(), whole.document(), number, whole.path());
      problems.add(Problem.error(at, "linux.nft", line, refused.summary()));
      return network;
    }
  }

  /** A block of YAML begins on the line after its key. */
  private static int line(Value value, NftException refused) {
    if (value instanceof ListValue list && refused.line() <= list.items().size()) {
      return list.items().get(refused.line() - 1).line();
    }
    return value.line() + (value instanceof ScalarValue ? refused.line() : 0);
  }

  private static String text(Value value, Fields fields) {
    if (value instanceof ScalarValue scalar) {
      return scalar.text();
    }
    if (value instanceof ListValue list) {
      return list.items().stream()
          .map(item -> item instanceof ScalarValue scalar ? scalar.text() : "")
          .collect(Collectors.joining("\n"));
    }
    fields.error(KEY, "field.not-text", KEY);
    return "";
  }

  private static void tellUnknown(Ruleset rules, Fields fields) {
    for (Table table : rules.tables().values()) {
      for (Chain chain : table.chains().values()) {
        for (Rule rule : chain.rules()) {
          boolean tells = rule.statements().isPresent() && rule.unknown().isPresent();
          if (tells) {
            fields.warn(KEY, "linux.rule-unknown", Nft.text(rule), rule.unknown().orElse(""));
          }
        }
      }
    }
  }
}
