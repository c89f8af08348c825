package dev.podlane.notation;

import dev.podlane.console.Console;
import dev.podlane.console.command.Answer;
import dev.podlane.console.command.ShellWords;
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
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Reads {@code routes}: the words after {@code ip route add}, or after {@code ip route} if they
 * begin with append or prepend, or {@code {dst, via, dev, src, metric, type, table, onlink}};
 * {@code nexthops}: the words after {@code ip nexthop add}, made before the first route with {@code
 * nhid}; {@code rules}: the words after {@code ip rule add}; and {@code deleted}: of addresses,
 * routes and rules that are there of themselves, the words after {@code del}.
 */
final class RouteReader {
  private static final Set<String> KNOWN =
      Set.of("dst", "via", "dev", "src", "metric", "type", "table", "onlink");
  private static final Set<String> KNOWN_DELETED = Set.of("addresses", "routes", "rules");
  private static final Pattern BY_NEXTHOP = Pattern.compile("(?:^| )nhid ");
  private static final String NEXTHOP = "ip nexthop add ";
  private static final List<String> WITH_VALUE = List.of("via", "dev", "src", "metric", "table");

  private RouteReader() {}

  static Network read(Network network, String namespace, Fields fields, List<Problem> problems) {
    Network now = network;
    boolean isWaiting = fields.has("nexthops");
    List<Value> items = fields.list("routes");
    for (int at = 0; at < items.size(); at++) {
      Value item = items.get(at);
      String key = "routes[" + at + "]";
      String words = words(item, () -> item(fields, key, item, problems));
      if (isWaiting && BY_NEXTHOP.matcher(words).find()) {
        now = texts(now, namespace, fields, "nexthops", NEXTHOP, problems);
        isWaiting = false;
      }
      if (!words.isEmpty()) {
        boolean isOther = words.startsWith("append ") || words.startsWith("prepend ");
        String verb = isOther ? "ip route " : "ip route add ";
        now = add(now, namespace, verb + words, words, problems, () -> place(fields, key, item));
      }
    }
    if (isWaiting) {
      now = texts(now, namespace, fields, "nexthops", NEXTHOP, problems);
    }
    if (fields.has("deleted")) {
      Fields deleted = fields.map("deleted").orElse(fields);
      NotationFields.onlyKnown(deleted, KNOWN_DELETED);
      now = texts(now, namespace, deleted, "addresses", "ip addr del ", problems);
      now = texts(now, namespace, deleted, "routes", "ip route del ", problems);
      now = texts(now, namespace, deleted, "rules", "ip rule del ", problems);
    }
    return texts(now, namespace, fields, "rules", "ip rule add ", problems);
  }

  private static Network texts(
      Network network,
      String namespace,
      Fields fields,
      String key,
      String command,
      List<Problem> problems) {
    Network now = network;
    List<Value> items = fields.list(key);
    for (int at = 0; at < items.size(); at++) {
      Value item = items.get(at);
      String path = key + "[" + at + "]";
      Supplier<Place> place = () -> place(fields, path, item);
      if (item instanceof ScalarValue scalar && !scalar.isNull()) {
        now = add(now, namespace, command + scalar.text(), scalar.text(), problems, place);
      } else {
        problems.add(Problem.error(place.get(), "linux.bad-words", command.strip()));
      }
    }
    return now;
  }

  /** The fields of an item; a text has none. */
  private static Fields item(Fields fields, String key, Value value, List<Problem> problems) {
    MapValue map =
        value instanceof MapValue inner ? inner : new MapValue(value.line(), Map.of(), List.of());
    return Fields.of(place(fields, key, value), map, problems::add);
  }

  private static Place place(Fields fields, String key, Value value) {
    Place from = fields.place();
    String path = from.path().isEmpty() ? key : from.path() + "." + key;
    return new Place(from.file(), from.document(), value.line(), path);
  }

  private static String words(Value value, Supplier<Fields> fields) {
    if (value instanceof ScalarValue scalar && !scalar.isNull()) {
      return scalar.text();
    }
    Fields item = fields.get();
    if (!item.has("dst")) {
      item.error("dst", "linux.bad-route");
      return "";
    }
    NotationFields.onlyKnown(item, KNOWN);
    List<String> words = new ArrayList<>();
    NotationFields.scalar(item, "type").map(ShellWords::quote).ifPresent(words::add);
    words.add(ShellWords.quote(NotationFields.scalar(item, "dst").orElse("")));
    for (String key : WITH_VALUE) {
      NotationFields.scalar(item, key)
          .ifPresent(text -> words.add(key + " " + ShellWords.quote(text)));
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
      String words,
      List<Problem> problems,
      Supplier<Place> place) {
    Answer answer = Console.run(network, namespace, command);
    if (answer instanceof Answer.Done done) {
      return done.network();
    }
    problems.add(Problem.error(place.get(), "linux.refused", words, answer.text()));
    return network;
  }
}
