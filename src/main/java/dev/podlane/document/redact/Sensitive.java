package dev.podlane.document.redact;

import dev.podlane.document.Document;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the scalars that must not be stored, by the meaning of their places. A scalar and each
 * alias of it are different places: one may be a variable's value and the other a container's name.
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
  private static final Set<String> OBJECT =
      Set.of("endpoints", "spec", "status", "subsets", "template", "webhooks");

  /** Lists of a kustomization. */
  private static final Set<String> PATCHES =
      Set.of("patches", "patchesStrategicMerge", "patchesJson6902");

  private static final Pattern FILE = Pattern.compile("[\\w./-]{1,200}\\.(ya?ml|json)");

  private final MarkedScalars marks;
  private final SensitiveFields fields;
  private String lastKind = "";
  private String lastLower = "";

  private Sensitive(MarkedScalars marks) {
    this.marks = marks;
    this.fields = new SensitiveFields(marks, map -> object(map, ""));
  }

  /** Marks the scalars of documents. */
  static MarkedScalars marks(List<Document> documents, MarkedScalars.Asked asked) {
    MarkedScalars marks = new MarkedScalars(asked);
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
   * A Kubernetes object, or another value in its place.
   *
   * @param kindOfItem kind that the list around it implies; empty if none does
   */
  private void object(MapValue map, String kindOfItem) {
    List<String> kinds = kinds(map);
    String kind = kinds.isEmpty() ? kindOfItem : kinds.get(0);
    boolean own = map.text("apiVersion").orElse("").startsWith("podlane.dev/");
    if (kinds.contains("secret") || kind.equals("secret")) {
      identityOnly(map, "secret");
    } else if (kind.equals("configmap")) {
      configMap(map);
    } else if (kind.endsWith("list") && map.get("items").isPresent()) {
      list(map, kind.substring(0, kind.length() - "list".length()));
    } else if (kind.isEmpty() && map.get("items").orElse(null) instanceof ListValue) {
      list(map, "");
    } else if (own) {
      fields.all(map);
    } else if (AllowList.isKind(kind) || (kind.isEmpty() && looksLikeObject(map))) {
      known(map);
    } else {
      identityOnly(map, "other");
    }
  }

  /** Other keys at the top, such as x-common, hold values that aliases refer to, or nothing. */
  private void known(MapValue map) {
    MarkedScalars.entries(
        map,
        (key, value) -> {
          if (TOP.contains(key)) {
            fields.field(key, value);
          } else {
            marks.region(value, "other");
          }
        });
  }

  private void list(MapValue map, String kindOfItem) {
    MarkedScalars.entries(
        map,
        (key, value) -> {
          if (key.equals("items") && value instanceof ListValue items) {
            items.items().forEach(item -> item(item, kindOfItem));
          } else {
            fields.field(key, value);
          }
        });
  }

  private void item(Value item, String kind) {
    if (item instanceof MapValue object) {
      object(object, kind);
    } else {
      root(item);
    }
  }

  /** Patches and items of untyped lists have no kind, but the shape of an object. */
  private static boolean looksLikeObject(MapValue map) {
    return map.entries().get("metadata") instanceof MapValue
        && map.entries().keySet().stream().anyMatch(OBJECT::contains);
  }

  private List<String> kinds(MapValue map) {
    Optional<String> written = map.text("kind").map(this::lower);
    if (map.shadowed().isEmpty()) {
      return written.map(List::of).orElse(List.of());
    }
    List<String> kinds = new ArrayList<>();
    written.ifPresent(kinds::add);
    for (MapValue.Shadowed entry : map.shadowed()) {
      if (entry.key().equals("kind") && entry.value() instanceof ScalarValue kind) {
        kinds.add(lower(kind.text()));
      }
    }
    return kinds;
  }

  /** Mostly the same kind as that of the object before. */
  private String lower(String kind) {
    if (!kind.equals(lastKind)) {
      lastKind = kind;
      lastLower = kind.strip().toLowerCase(Locale.ROOT);
    }
    return lastLower;
  }

  /** Keeps the object's identity alone; of Secrets and of kinds that Podlane does not read. */
  private void identityOnly(MapValue map, String place) {
    marks.region(map);
    MarkedScalars.entries(
        map,
        (key, value) -> {
          if (key.equals("metadata") && value instanceof MapValue metadata) {
            MarkedScalars.entries(metadata, (name, each) -> identity(name, each, place));
          } else if (IDENTITY.contains(key)) {
            marks.keep(value);
          } else if (PATCHES.contains(key) && value instanceof ListValue items) {
            items.items().forEach(item -> patch(item, place));
          } else if (!key.equals("type") || !place.equals("secret")) {
            marks.mark(value, place);
          }
        });
  }

  /**
   * Keeps the name of a file that a kustomization lists as a patch, because it identifies patches.
   */
  private void patch(Value item, String place) {
    if (item instanceof MapValue map) {
      MarkedScalars.entries(
          map,
          (key, value) -> {
            if (key.equals("path")) {
              patch(value, place);
            } else {
              marks.mark(value, place);
            }
          });
    } else if (item instanceof ScalarValue scalar && FILE.matcher(scalar.text()).matches()) {
      marks.keep(item);
    } else {
      marks.mark(item, place);
    }
  }

  /** A field of {@code metadata}. */
  private void identity(String key, Value value, String place) {
    if (IDENTITY_METADATA.contains(key)) {
      marks.keep(value);
    } else if (key.equals("annotations")) {
      fields.annotations(value);
    } else {
      marks.mark(value, place);
    }
  }

  private void configMap(MapValue map) {
    marks.region(map);
    Optional<MapValue> metadata =
        map.get("metadata").filter(MapValue.class::isInstance).map(MapValue.class::cast);
    String name = metadata.flatMap(each -> each.text("name")).orElse("");
    String namespace = metadata.flatMap(each -> each.text("namespace")).orElse("");
    MarkedScalars.entries(
        map,
        (key, value) -> {
          if (DATA.contains(key) && value instanceof MapValue data) {
            MarkedScalars.entries(data, (each, text) -> configuration(namespace, name, each, text));
          } else {
            fields.field(key, value);
          }
        });
  }

  private void configuration(String namespace, String name, String key, Value value) {
    if (AllowList.isConfiguration(namespace, name, key) && value instanceof ScalarValue text) {
      ToolText.mark(marks, name + " " + key, text);
    } else if (value instanceof ScalarValue text && AllowList.isNginxSetting(key, text.text())) {
      marks.keepListed("configMaps", name + " " + key, value);
    } else {
      marks.mark(value, "configMap");
    }
  }
}
