package dev.podlane.document.tree;

import dev.podlane.document.Document;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The parts of a large text that were skipped because nothing uses them.
 *
 * @param kinds number of objects of each kind that were reduced to their name because the kind is
 *     not read
 * @param fields number of times each field was left out, by kind and path: {@code Pod
 *     metadata.managedFields}
 */
public record LeftOut(SortedMap<String, Long> kinds, SortedMap<String, Long> fields) {
  private static final int NAMED = 3;

  /** Nothing was left out. */
  public static final LeftOut NOTHING = new LeftOut(new TreeMap<>(), new TreeMap<>());

  public LeftOut {
    kinds = Collections.unmodifiableSortedMap(new TreeMap<>(kinds));
    fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
  }

  private static final String API_VERSION = "podlane.dev/v1";
  private static final String KIND = "LeftOut";

  /** Returns true if nothing was left out. */
  public boolean isEmpty() {
    return kinds.isEmpty() && fields.isEmpty();
  }

  /** Returns a document that says the same, to be kept with the others. */
  public MapValue toDocument() {
    Map<String, Value> entries = new LinkedHashMap<>();
    entries.put("apiVersion", text(API_VERSION));
    entries.put("kind", text(KIND));
    entries.put("kinds", counts(kinds));
    entries.put("fields", counts(fields));
    return new MapValue(0, entries, List.of());
  }

  private static ScalarValue text(String text) {
    return new ScalarValue(0, ScalarValue.Type.TEXT, text);
  }

  private static MapValue counts(SortedMap<String, Long> counts) {
    Map<String, Value> entries = new LinkedHashMap<>();
    counts.forEach(
        (name, count) ->
            entries.put(name, new ScalarValue(0, ScalarValue.Type.INTEGER, "" + count)));
    return new MapValue(0, entries, List.of());
  }

  /** Reads the parts left out from a document of this kind; empty if it is another kind. */
  public static Optional<LeftOut> of(Document document) {
    if (!(document.root() instanceof MapValue map)
        || map.text("kind").filter(KIND::equals).isEmpty()
        || map.text("apiVersion").filter(API_VERSION::equals).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new LeftOut(counts(map, "kinds"), counts(map, "fields")));
  }

  private static SortedMap<String, Long> counts(MapValue map, String key) {
    TreeMap<String, Long> counts = new TreeMap<>();
    if (map.get(key).orElse(null) instanceof MapValue written) {
      written
          .entries()
          .forEach(
              (name, count) -> {
                if (count instanceof ScalarValue number && number.text().matches("[0-9]{1,18}")) {
                  counts.put(name, Long.parseLong(number.text()));
                }
              });
    }
    return counts;
  }

  /** Returns the problem that reports the parts left out, the most frequent first. */
  public Problem problem(Place place) {
    return Problem.info(place, "text.left-out", most(fields), most(kinds));
  }

  private static String most(SortedMap<String, Long> counts) {
    String named =
        counts.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .limit(NAMED)
            .map(entry -> entry.getKey() + " × " + entry.getValue())
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "–" : counts.size() > NAMED ? named + ", …" : named;
  }
}
