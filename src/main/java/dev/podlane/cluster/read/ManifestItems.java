package dev.podlane.cluster.read;

import dev.podlane.document.Document;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the objects of a document: itself, the items of {@code kind: List}, of typed lists whose
 * items may lack kind and version, of lists inside lists (rule 132), and of plain lists of objects.
 * A missing kind is inferred where that is certain, and reported.
 */
public final class ManifestItems {
  private final Document document;
  private final Diagnostics report;
  private @Nullable KindInference inference;
  private final List<Item> items = new ArrayList<>();
  private final TreeMap<String, Integer> inferred = new TreeMap<>();
  private final TreeMap<String, Integer> unknown = new TreeMap<>();
  private final Map<String, Place> first = new HashMap<>();

  private ManifestItems(Document document, Diagnostics report) {
    this.document = document;
    this.report = report;
  }

  /**
   * An object.
   *
   * @param namespace the namespace that applies if it names none itself; empty for {@code default}
   * @param place start of the item; its path leads through the lists around it
   */
  public record Item(
      String apiVersion, String kind, String namespace, Place place, MapValue value) {
    public Fields fields(Consumer<Problem> problems) {
      return Fields.of(place, value, problems);
    }

    /** Returns true if it lacks none of the fields that make an object of its kind whole. */
    public boolean isWhole() {
      return !Patches.isPart(this);
    }
  }

  public static List<Item> of(Document document, Diagnostics report) {
    Optional<Problem> tool = ToolFiles.problem(document.place(), document.root());
    if (tool.isPresent()) {
      report.add(tool.get());
      return List.of();
    }
    Item one = one(document);
    if (one != null) {
      return List.of(one);
    }
    ManifestItems objects = new ManifestItems(document, report);
    objects.collect(document.root(), "", "", "");
    objects.tell();
    return objects.items;
  }

  /**
   * The objects that some items of a list bring.
   *
   * @param document a list
   * @param indexes of the items
   */
  public static List<Item> of(Document document, List<Integer> indexes, Diagnostics report) {
    ManifestItems objects = new ManifestItems(document, report);
    List<Value> items = listed(document);
    indexes.forEach(i -> objects.collect(items.get(i), "items[" + i + "]", "", ""));
    objects.tell();
    return objects.items;
  }

  /** The items of a document of {@code kind: List}; none if it is something else. */
  public static List<Value> listed(Document document) {
    return document.root() instanceof MapValue map
            && map.text("kind").orElse("").equals("List")
            && isList(map, "List")
            && map.get("items").orElse(null) instanceof ListValue list
        ? list.items()
        : List.of();
  }

  /**
   * Returns the object of a document that is a single object with a kind, as most are; else null.
   */
  private static @Nullable Item one(Document document) {
    if (!(document.root() instanceof MapValue map)) {
      return null;
    }
    String kind = map.text("kind").orElse("");
    String apiVersion = map.text("apiVersion").orElse("");
    if (kind.isEmpty() || apiVersion.isEmpty() || isList(map, kind)) {
      return null;
    }
    Place place = new Place(document.file(), document.number(), map.line(), "");
    return new Item(apiVersion, kind, "", place, map);
  }

  /** Returns true if a document may hold an object of this kind. */
  public static boolean mayHold(Document document, String kind) {
    String own = document.root() instanceof MapValue map ? map.text("kind").orElse("") : "";
    return own.isEmpty() || own.endsWith("List") || own.equals(kind);
  }

  /** Creates the inference on first use, as most documents name their kind. */
  private KindInference inference() {
    KindInference known = inference;
    if (known == null) {
      known = KindInference.of(document.file());
      inference = known;
    }
    return known;
  }

  private Place place(Value value, String path) {
    return new Place(document.file(), document.number(), value.line(), path);
  }

  private void collect(Value value, String path, String apiVersion, String kind) {
    if (value instanceof ListValue list && path.isEmpty()) {
      items(list, "", "", "");
      return;
    }
    if (value.equals(ListValue.GONE)) {
      return;
    }
    if (!(value instanceof MapValue map)) {
      if (value instanceof ScalarValue) {
        report.error(place(value, path), "object.text");
      } else {
        report.error(place(value, path), "object.list");
      }
      return;
    }
    String ownKind = map.text("kind").orElse(kind);
    String ownVersion = map.text("apiVersion").orElse(apiVersion);
    if (isList(map, ownKind)) {
      String itemKind = withoutList(ownKind);
      String itemVersion = itemKind.isEmpty() ? "" : ownVersion;
      String itemsPath = path.isEmpty() ? "items" : path + ".items";
      Value written = map.get("items").orElse(null);
      if (written instanceof ListValue list) {
        if (list.items().isEmpty()) {
          report.info(place(map, path), "list.empty");
        }
        items(list, itemsPath, itemVersion, itemKind);
      } else if (written != null && !(written instanceof ScalarValue s && s.isNull())) {
        report.error(place(written, itemsPath), "list.no-list");
      } else {
        report.info(place(map, path), "list.empty");
      }
    } else {
      object(map, place(value, path), ownVersion, ownKind);
    }
  }

  /** A list of any kind; one without items, as {@code kubectl get} prints it, included. */
  private static boolean isList(MapValue map, String kind) {
    Value items = map.get("items").orElse(null);
    boolean without = items == null || (items instanceof ScalarValue s && s.isNull());
    boolean named = kind.endsWith("List") && (items instanceof ListValue || without);
    boolean hasName =
        map.get("metadata").orElse(null) instanceof MapValue meta && meta.get("name").isPresent();
    boolean known = kind.equals("List") || Kinds.named(withoutList(kind)).isPresent();
    return (!hasName && (named || known)) || (kind.isEmpty() && items instanceof ListValue);
  }

  private static String withoutList(String kind) {
    return kind.endsWith("List") ? kind.substring(0, kind.length() - "List".length()) : "";
  }

  private void items(ListValue list, String path, String apiVersion, String kind) {
    for (int i = 0; i < list.items().size(); i++) {
      collect(list.items().get(i), path + "[" + i + "]", apiVersion, kind);
    }
  }

  private void object(MapValue map, Place place, String apiVersion, String kind) {
    if (!kind.isEmpty() && !apiVersion.isEmpty()) {
      items.add(new Item(apiVersion, kind, "", place, map));
      return;
    }
    Optional<Kinds.Row> known =
        kind.isEmpty()
            ? inference().guess(map).map(KindInference.Guess::row)
            : Kinds.named(kind).filter(row -> map.get("metadata").isPresent());
    if (known.isEmpty()) {
      String field = kind.isEmpty() ? "kind" : "apiVersion";
      first.putIfAbsent(field, place);
      unknown.merge(field, 1, Integer::sum);
      return;
    }
    first.putIfAbsent(known.get().kind(), place);
    inferred.merge(known.get().kind(), 1, Integer::sum);
    String namespace = kind.isEmpty() ? inference().namespace() : "";
    items.add(new Item(known.get().apiVersion(), known.get().kind(), namespace, place, map));
  }

  /** One problem for all that lack the same, however many they are. */
  private void tell() {
    unknown.forEach(
        (field, count) -> report.error(first(field), "object.no-kind", field, "" + count));
    inferred.forEach(
        (kind, count) -> report.info(first(kind), "object.kind-inferred", kind, "" + count));
  }

  private Place first(String what) {
    return first.getOrDefault(what, Place.NOWHERE);
  }
}
