package dev.podlane.cluster;

import dev.podlane.document.Document;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds the objects of a document: itself, or the items of {@code kind: List}, of typed lists whose
 * items may lack kind and version, and of lists inside lists (rule 132).
 */
final class Items {
  private final Document document;
  private final Report report;
  private final List<Item> items = new ArrayList<>();

  private Items(Document document, Report report) {
    this.document = document;
    this.report = report;
  }

  /**
   * An object.
   *
   * @param place where it starts; its path leads through the lists it is in
   */
  record Item(String apiVersion, String kind, Place place, MapValue value) {
    Fields fields(Consumer<Problem> problems) {
      return Fields.of(place, value, problems);
    }
  }

  static List<Item> of(Document document, Report report) {
    Items objects = new Items(document, report);
    objects.collect(document.root(), "", "", "");
    return objects.items;
  }

  private void collect(Value value, String path, String apiVersion, String kind) {
    Place place = new Place(document.file(), document.number(), value.line(), path);
    if (!(value instanceof MapValue map)) {
      report.error(place, "object.not-map");
      return;
    }
    String ownVersion = map.text("apiVersion").orElse(apiVersion);
    String ownKind = map.text("kind").orElse(kind);
    if (ownKind.isEmpty() || ownVersion.isEmpty()) {
      report.error(place, "object.no-kind", ownKind.isEmpty() ? "kind" : "apiVersion");
    } else if (ownKind.endsWith("List")
        && map.get("items").orElse(null) instanceof ListValue list) {
      String itemKind = ownKind.substring(0, ownKind.length() - "List".length());
      String itemVersion = itemKind.isEmpty() ? "" : ownVersion;
      for (int i = 0; i < list.items().size(); i++) {
        String prefix = path.isEmpty() ? "" : path + ".";
        collect(list.items().get(i), prefix + "items[" + i + "]", itemVersion, itemKind);
      }
    } else {
      items.add(new Item(ownVersion, ownKind, place, map));
    }
  }
}
