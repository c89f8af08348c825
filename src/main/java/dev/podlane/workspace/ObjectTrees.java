package dev.podlane.workspace;

import dev.podlane.cluster.Clusters;
import dev.podlane.document.Document;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the trees of objects in documents, in lists too, and puts others in their place. */
final class ObjectTrees {
  private static final String DEFAULT = "default";

  private ObjectTrees() {}

  /**
   * An object and where it stands.
   *
   * @param apiVersion its own API version, or that of the list it is in
   * @param name namespace empty if none is written
   * @param document index of its document
   * @param items indexes of the list items that lead to it
   */
  record Found(
      String apiVersion, ObjectName name, MapValue tree, int document, List<Integer> items) {
    /** The tree with version and kind, which items of typed lists may lack. */
    MapValue complete() {
      Map<String, Value> entries = new LinkedHashMap<>();
      entries.put("apiVersion", text(apiVersion));
      entries.put("kind", text(name.kind()));
      entries.putAll(tree.entries());
      return new MapValue(tree.line(), entries, tree.shadowed());
    }

    /** Its name with the namespace it is in, so that another one is never meant. */
    ObjectName settled() {
      boolean implied =
          name.namespace().isEmpty() && Clusters.isNamespaced(apiVersion, name.kind());
      return implied ? new ObjectName(name.kind(), DEFAULT, name.name()) : name;
    }

    private ScalarValue text(String text) {
      return new ScalarValue(tree.line(), ScalarValue.Type.TEXT, text);
    }
  }

  static List<Found> of(List<Document> documents) {
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      collect(documents.get(i).root(), "", "", i, List.of(), found);
    }
    return found;
  }

  private static void collect(
      Value value,
      String apiVersion,
      String kind,
      int document,
      List<Integer> items,
      List<Found> found) {
    if (!(value instanceof MapValue map)) {
      return;
    }
    String own = map.text("kind").orElse(kind);
    String version = map.text("apiVersion").orElse(apiVersion);
    if (own.endsWith("List") && map.get("items").orElse(null) instanceof ListValue list) {
      String itemKind = own.substring(0, own.length() - "List".length());
      String itemVersion = itemKind.isEmpty() ? "" : version;
      for (int i = 0; i < list.items().size(); i++) {
        List<Integer> way = new ArrayList<>(items);
        way.add(i);
        collect(list.items().get(i), itemVersion, itemKind, document, way, found);
      }
      return;
    }
    Optional<MapValue> metadata =
        map.get("metadata").filter(MapValue.class::isInstance).map(MapValue.class::cast);
    String name = metadata.flatMap(each -> each.text("name")).orElse("");
    String namespace = metadata.flatMap(each -> each.text("namespace")).orElse("");
    boolean only = name.isEmpty() && own.equals("ClusterNetwork");
    found.add(
        new Found(
            version,
            new ObjectName(own, namespace, only ? "cluster" : name),
            map,
            document,
            items));
  }

  /**
   * The object of this name; of equal ones the last, as it is the one that counts.
   *
   * @throws ChangeException if there is none, or several in different namespaces
   */
  static Found find(List<Found> all, ObjectName wanted) {
    List<Found> named =
        all.stream()
            .filter(each -> each.name().kind().equals(wanted.kind()))
            .filter(each -> each.name().name().equals(wanted.name()))
            .toList();
    List<Found> same = named.stream().filter(each -> isIn(each, wanted.namespace())).toList();
    if (!same.isEmpty()) {
      return same.get(same.size() - 1);
    }
    if (wanted.namespace().isEmpty() && !named.isEmpty()) {
      List<String> choices =
          named.stream().map(each -> each.name().toString()).distinct().limit(5).toList();
      if (choices.size() == 1) {
        return named.get(named.size() - 1);
      }
      throw ChangeException.of("object", "ambiguous", "" + wanted, String.join(", ", choices));
    }
    throw unknown(all, wanted);
  }

  private static boolean isIn(Found found, String namespace) {
    String own = found.name().namespace();
    return own.equals(namespace)
        || (own.isEmpty() && namespace.equals(DEFAULT))
        || (own.equals(DEFAULT) && namespace.isEmpty());
  }

  private static ChangeException unknown(List<Found> all, ObjectName wanted) {
    List<String> ofKind =
        all.stream()
            .filter(each -> each.name().kind().equals(wanted.kind()))
            .map(each -> each.name().toString().substring(wanted.kind().length() + 1))
            .distinct()
            .toList();
    if (ofKind.isEmpty()) {
      List<String> kinds = all.stream().map(each -> each.name().kind()).distinct().toList();
      List<String> near = NearNames.of(wanted.kind(), kinds);
      List<String> shown = near.isEmpty() ? kinds : near;
      return ChangeException.of("object", "no-kind", wanted.kind(), names(shown));
    }
    String path = wanted.toString().substring(wanted.kind().length() + 1);
    List<String> near = NearNames.of(path, ofKind);
    return near.isEmpty()
        ? ChangeException.of("object", "no-object", "" + wanted)
        : ChangeException.of("object", "no-object-near", "" + wanted, names(near));
  }

  private static String names(List<String> all) {
    return String.join(", ", all.stream().limit(5).toList());
  }

  /** The documents with another tree in that place; null takes the object out. */
  static List<Document> replaced(List<Document> documents, Found found, @Nullable Value by) {
    List<Document> now = new ArrayList<>(documents);
    Document document = documents.get(found.document());
    Value root = found.items().isEmpty() ? by : inLists(document.root(), found.items(), by);
    if (root == null) {
      now.remove(found.document());
    } else {
      now.set(found.document(), withRoot(document, root));
    }
    return now;
  }

  private static Document withRoot(Document document, Value root) {
    return new Document(
        document.file(), document.number(), document.line(), root, document.problems());
  }

  /** Returns the name of an object; empty if the tree is none, or several. */
  static Optional<ObjectName> name(Value tree) {
    List<Found> found = new ArrayList<>();
    collect(tree, "", "", 0, List.of(), found);
    return found.size() == 1 ? Optional.of(found.get(0).name()) : Optional.empty();
  }

  private static Value inLists(Value value, List<Integer> way, @Nullable Value by) {
    MapValue map = (MapValue) value;
    ListValue list = (ListValue) Objects.requireNonNull(map.entries().get("items"));
    List<Value> items = new ArrayList<>(list.items());
    int index = way.get(0);
    if (way.size() > 1) {
      items.set(index, inLists(items.get(index), way.subList(1, way.size()), by));
    } else {
      items.set(index, by == null ? ListValue.GONE : by);
    }
    Map<String, Value> entries = new LinkedHashMap<>(map.entries());
    entries.put("items", new ListValue(list.line(), items));
    return new MapValue(map.line(), entries, map.shadowed());
  }

  /** Returns the same tree with all its places at one line: that of the value it replaces. */
  static Value at(int line, Value value) {
    if (value instanceof MapValue map) {
      Map<String, Value> entries = new LinkedHashMap<>();
      map.entries().forEach((key, each) -> entries.put(key, at(line, each)));
      return new MapValue(line, entries, List.of());
    }
    if (value instanceof ListValue list) {
      return new ListValue(line, list.items().stream().map(each -> at(line, each)).toList());
    }
    ScalarValue scalar = (ScalarValue) value;
    return new ScalarValue(line, scalar.type(), scalar.text());
  }
}
