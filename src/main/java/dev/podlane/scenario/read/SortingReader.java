package dev.podlane.scenario.read;

import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.lesson.Sorting;
import dev.podlane.scenario.lesson.Stop;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.scenario.term.TermParser;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code sort}: things to put into classes, or steps to put in order. */
record SortingReader(Ground ground, TermParser.Names names) {
  static final String[] KEYS = {"id", "question", "walk", "bins", "items", "done"};

  private static final int MOST = 10;

  Sorting read(Sheet sheet) {
    boolean isOrder = sheet.has("walk");
    String walk = isOrder ? sheet.text("walk") : null;
    if (walk != null && ground.probe(walk).isEmpty()) {
      sheet.error("walk", "no-probe", walk);
    }
    List<Sorting.Bin> bins =
        isOrder
            ? List.of()
            : sheet.maps("bins", "id", "name").stream()
                .map(each -> new Sorting.Bin(each.text("id"), each.words("name", names)))
                .toList();
    List<Sheet> written = sheet.maps("items", "id", "text", "points", "places", "stop", "because");
    bounded(sheet, "items", written.size());
    if (!isOrder) {
      bounded(sheet, "bins", bins.size());
    }
    List<String> ids = bins.stream().map(Sorting.Bin::id).toList();
    List<Sorting.Item> items = written.stream().map(each -> item(each, ids, isOrder)).toList();
    distinct(sheet, "bins", ids);
    distinct(sheet, "items", items.stream().map(Sorting.Item::id).toList());
    return new Sorting(
        sheet.text("id"),
        sheet.words("question", names),
        walk,
        bins,
        items,
        sheet.words("done", names));
  }

  private static void bounded(Sheet sheet, String key, int size) {
    if (size < 2 || size > MOST) {
      sheet.error(key, "sort-size", key, "2", Integer.toString(MOST));
    }
  }

  private static void distinct(Sheet sheet, String key, List<String> ids) {
    Set<String> seen = new HashSet<>();
    ids.stream().filter(each -> !seen.add(each)).forEach(id -> sheet.error(key, "sort-twice", id));
  }

  private Sorting.Item item(Sheet sheet, List<String> bins, boolean isOrder) {
    Stop stop = isOrder ? StopReader.read(sheet) : null;
    if (isOrder && stop == null) {
      sheet.error("stop", "missing", "stop");
    }
    Words because = isOrder ? sheet.words("because", names) : null;
    return new Sorting.Item(
        sheet.text("id"),
        sheet.words("text", names),
        sheet.textOr("points", ""),
        isOrder ? Map.of() : places(sheet, bins),
        stop,
        because);
  }

  private Map<String, Sorting.Placing> places(Sheet item, List<String> bins) {
    Map<String, Sorting.Placing> found = new LinkedHashMap<>();
    Sheet all =
        item.map("places", bins.toArray(new String[0])).orElseGet(() -> item.absent("places"));
    for (String bin : bins) {
      Sheet place = all.map(bin, "when", "because").orElseGet(() -> all.absent(bin));
      found.put(
          bin, new Sorting.Placing(place.condition("when", names), place.words("because", names)));
    }
    return found;
  }
}
