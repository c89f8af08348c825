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
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads {@code routes}: the words after {@code ip route add}, or {@code {dst, via, dev, src,
 * metric, type, table, onlink}}.
 */
final class RouteReader {
  private static final Set<String> KNOWN =
      Set.of("dst", "via", "dev", "src", "metric", "type", "table", "onlink");
  private static final List<String> WITH_VALUE = List.of("via", "dev", "src", "metric");

  private RouteReader() {}

  static Network read(Network network, String namespace, Fields fields, List<Problem> problems) {
    Network now = network;
    List<Value> items = fields.list("routes");
    for (int at = 0; at < items.size(); at++) {
      Fields item = item(fields, "routes[" + at + "]", items.get(at), problems);
      String words = words(item, items.get(at));
      if (item.has("table") && !item.value().text("table").orElse("").equals("main")) {
        now = keep(now, namespace, words + " table " + item.value().text("table").orElse(""));
        item.info("table", "linux.unmodelled", "table");
      } else if (!words.isEmpty()) {
        now = add(now, namespace, item, words, problems);
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
      Network network, String namespace, Fields item, String words, List<Problem> problems) {
    Answer answer = Console.run(network, namespace, "ip route add " + words);
    if (answer instanceof Answer.Done done) {
      return done.network();
    }
    problems.add(Problem.error(item.place(), "linux.refused", words, answer.text()));
    return network;
  }

  private static Network keep(Network network, String namespace, String text) {
    NetworkNamespace ns = network.namespaces().get(namespace);
    if (ns == null) {
      return network;
    }
    List<String> kept = new ArrayList<>(ns.unmodelled());
    kept.add("route: " + text);
    return network.with(ns.withUnmodelled(kept));
  }
}
