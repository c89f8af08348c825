package dev.podlane.notation;

import dev.podlane.console.Answer;
import dev.podlane.console.Console;
import dev.podlane.console.ShellWords;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.net.ns.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code routes}: the words after {@code ip route add}, or {@code {dst, via, dev, src,
 * metric, type, table, onlink}}; and {@code rules}: the words after {@code ip rule add}.
 */
final class RouteReader {
  private static final Set<String> KNOWN =
      Set.of("dst", "via", "dev", "src", "metric", "type", "table", "onlink");
  private static final List<String> WITH_VALUE = List.of("via", "dev", "src", "metric", "table");

  private RouteReader() {}

  static Network read(Network network, String namespace, Fields fields, List<Problem> problems) {
    Network now = network;
    List<Value> items = fields.list("routes");
    for (int at = 0; at < items.size(); at++) {
      Fields item = item(fields, "routes[" + at + "]", items.get(at), problems);
      String words = words(item, items.get(at));
      if (!words.isEmpty()) {
        now = add(now, namespace, "ip route add ", item, words, problems);
      }
    }
    return rules(now, namespace, fields, problems);
  }

  private static Network rules(
      Network network, String namespace, Fields fields, List<Problem> problems) {
    Network now = network;
    List<Value> items = fields.list("rules");
    for (int at = 0; at < items.size(); at++) {
      Fields item = item(fields, "rules[" + at + "]", items.get(at), problems);
      if (items.get(at) instanceof ScalarValue scalar && !scalar.isNull()) {
        now = add(now, namespace, "ip rule add ", item, scalar.text(), problems);
      } else {
        problems.add(Problem.error(item.place(), "linux.bad-rule"));
      }
    }
    return now;
  }

  /** The fields of an item; a text has none, but its place is known. */
  private static Fields item(Fields fields, String key, Value value, List<Problem> problems) {
    Place from = fields.place();
    String path = from.path().isEmpty() ? key : from.path() + "." + key;
    Place place = new Place(from.file(), from.document(), value.line(), path);
    MapValue map =
        value instanceof MapValue inner ? inner : new MapValue(value.line(), Map.of(), List.of());
    return Fields.of(place, map, problems::add);
  }

  private static String words(Fields item, Value value) {
    if (value instanceof ScalarValue scalar && !scalar.isNull()) {
      return scalar.text();
    }
    if (!item.has("dst")) {
      item.error("dst", "linux.bad-route");
      return "";
    }
    Notes.onlyKnown(item, KNOWN);
    List<String> words = new ArrayList<>();
    Notes.scalar(item, "type").map(ShellWords::quote).ifPresent(words::add);
    words.add(ShellWords.quote(Notes.scalar(item, "dst").orElse("")));
    for (String key : WITH_VALUE) {
      Notes.scalar(item, key).ifPresent(text -> words.add(key + " " + ShellWords.quote(text)));
    }
    if (item.flag("onlink")) {
      words.add("onlink");
    }
    return String.join(" ", words);
  }

  private static Network add(
      Network network,
      String namespace,
      String command,
      Fields item,
      String words,
      List<Problem> problems) {
    Answer answer = Console.run(network, namespace, command + words);
    if (answer instanceof Answer.Done done) {
      return done.network();
    }
    problems.add(Problem.error(item.place(), "linux.refused", words, answer.text()));
    return network;
  }
}
