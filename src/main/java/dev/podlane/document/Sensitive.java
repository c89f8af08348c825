package dev.podlane.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the scalars that must not be stored, by what their place means. A scalar and each alias of
 * it are different places: one may be a variable's value and the other a container's name.
 */
final class Sensitive {
  private static final Set<String> IDENTITY = Set.of("apiVersion", "kind");
  private static final Set<String> IDENTITY_METADATA =
      Set.of("name", "namespace", "generateName", "labels", "uid", "creationTimestamp");
  static final Set<String> DATA = Set.of("data", "stringData", "binaryData");
  private static final Set<String> TOP =
      Set.of(
          "addressType",
          "apiVersion",
          "endpoints",
          "items",
          "kind",
          "metadata",
          "ports",
          "spec",
          "status",
          "subsets",
          "template");
  private static final Set<String> OBJECT = Set.of("spec", "status", "template", "webhooks");

  private final Marks marks;
  private final SensitiveFields fields;

  private Sensitive(Marks marks) {
    this.marks = marks;
    this.fields = new SensitiveFields(marks, map -> object(map, ""));
  }

  /** Marks the scalars of documents. */
  static Marks marks(List<Document> documents) {
    return marked(new Marks(true), documents);
  }

  /** What is marked in documents, but for which scalars stand in places that are read, too. */
  static Marks found(List<Document> documents) {
    return marked(new Marks(false), documents);
  }

  private static Marks marked(Marks marks, List<Document> documents) {
    Sensitive sensitive = new Sensitive(marks);
    documents.forEach(document -> sensitive.root(document.root()));
    return marks;
  }

  private void root(Value value) {
    if (value instanceof ListValue list) {
      list.items().forEach(this::root);
    } else if (value instanceof MapValue map) {
      object(map, "");
    } else {
      marks.region(value, "other");
    }
  }

  /**
   * A Kubernetes object, or what stands in its place.
   *
   * @param kindOfItem kind that the list around it implies; empty if none does
   */
  private void object(MapValue map, String kindOfItem) {
    List<String> kinds = kinds(map);
    String kind = kinds.isEmpty() ? kindOfItem : kinds.get(0);
    boolean own = map.text("apiVersion").filter(v -> v.startsWith("podlane.dev/")).isPresent();
    if (kinds.contains("secret") || kind.equals("secret")) {
      identityOnly(map, "secret");
    } else if (kind.equals("configmap")) {
      configMap(map);
    } else if (kind.endsWith("list") && map.get("items").isPresent()) {
      list(map, kind.substring(0, kind.length() - "list".length()));
    } else if (own) {
      fields.all(map);
    } else if (AllowList.isKind(kind) || (kind.isEmpty() && looksLikeObject(map))) {
      known(map);
    } else {
      identityOnly(map, "other");
    }
  }

  /** Other keys at the top, such as x-common, hold what is used elsewhere by alias, or nothing. */
  private void known(MapValue map) {
    for (MapValue.Shadowed entry : Marks.entries(map)) {
      if (TOP.contains(entry.key())) {
        fields.field(entry.key(), entry.value());
      } else {
        marks.region(entry.value(), "other");
      }
    }
  }

  private void list(MapValue map, String kindOfItem) {
    for (MapValue.Shadowed entry : Marks.entries(map)) {
      if (entry.key().equals("items") && entry.value() instanceof ListValue items) {
        for (Value item : items.items()) {
          if (item instanceof MapValue object) {
            object(object, kindOfItem);
          } else {
            root(item);
          }
        }
      } else {
        fields.field(entry.key(), entry.value());
      }
    }
  }

  /** Patches and items of untyped lists have no kind, but the shape of an object. */
  private static boolean looksLikeObject(MapValue map) {
    return map.get("metadata").filter(MapValue.class::isInstance).isPresent()
        && map.entries().keySet().stream().anyMatch(OBJECT::contains);
  }

  private static List<String> kinds(MapValue map) {
    List<String> kinds = new ArrayList<>();
    map.text("kind").ifPresent(kind -> kinds.add(kind.strip().toLowerCase(Locale.ROOT)));
    for (MapValue.Shadowed entry : map.shadowed()) {
      if (entry.key().equals("kind") && entry.value() instanceof ScalarValue kind) {
        kinds.add(kind.text().strip().toLowerCase(Locale.ROOT));
      }
    }
    return kinds;
  }

  /** Keeps the object's identity alone; of Secrets and of kinds that Podlane does not read. */
  private void identityOnly(MapValue map, String place) {
    marks.region(map);
    for (MapValue.Shadowed entry : Marks.entries(map)) {
      if (entry.key().equals("metadata") && entry.value() instanceof MapValue metadata) {
        for (MapValue.Shadowed each : Marks.entries(metadata)) {
          boolean identity = IDENTITY_METADATA.contains(each.key());
          if (identity) {
            marks.keep(each.value());
          } else if (each.key().equals("annotations")) {
            fields.annotations(each.value());
          } else {
            marks.mark(each.value(), place);
          }
        }
      } else if (IDENTITY.contains(entry.key())) {
        marks.keep(entry.value());
      } else if (!entry.key().equals("type") || !place.equals("secret")) {
        marks.mark(entry.value(), place);
      }
    }
  }

  private void configMap(MapValue map) {
    marks.region(map);
    Optional<MapValue> metadata =
        map.get("metadata").filter(MapValue.class::isInstance).map(MapValue.class::cast);
    String name = metadata.flatMap(each -> each.text("name")).orElse("");
    String namespace = metadata.flatMap(each -> each.text("namespace")).orElse("");
    for (MapValue.Shadowed entry : Marks.entries(map)) {
      if (DATA.contains(entry.key()) && entry.value() instanceof MapValue data) {
        for (MapValue.Shadowed each : Marks.entries(data)) {
          if (AllowList.isConfiguration(namespace, name, each.key())) {
            marks.keepListed("configMaps", name + " " + each.key(), each.value());
          } else {
            marks.mark(each.value(), "configMap");
          }
        }
      } else {
        fields.field(entry.key(), entry.value());
      }
    }
  }
}
