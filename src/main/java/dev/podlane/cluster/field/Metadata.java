package dev.podlane.cluster.field;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an object's own name and its controller's. */
public final class Metadata {
  public static final String DEFAULT_NAMESPACE = "default";

  private Metadata() {}

  /**
   * The name of an object, checked as Kubernetes does for its kind.
   *
   * @param namespaced true if its kind is namespaced; {@code default} if no namespace is written
   *     (rule 133)
   * @param namespace the one to take instead of {@code default}; empty for none
   */
  public static ObjectRef ref(
      String apiVersion, String kind, boolean namespaced, String namespace, Fields fields) {
    Optional<Fields> metadata = fields.map("metadata");
    if (metadata.isEmpty()) {
      fields.error("metadata", "field.missing", "metadata.name");
      return new ObjectRef(apiVersion, kind, "", "");
    }
    Fields meta = metadata.get();
    String name = name(meta);
    boolean good =
        kind.equals("Namespace") ? NameValidation.isLabel(name) : NameValidation.isSubdomain(name);
    boolean isText = !meta.has("name") || meta.value().text("name").equals(Optional.of(name));
    if (name.isEmpty() && !meta.has("name")) {
      meta.error("name", "field.missing", "metadata.name");
    } else if (!good && isText) {
      meta.error("name", "name.invalid", name);
    }
    if (!namespaced) {
      return new ObjectRef(apiVersion, kind, "", name);
    }
    String otherwise = namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace;
    String own = meta.text("namespace").filter(n -> !n.isEmpty()).orElse(otherwise);
    if (!NameValidation.isLabel(own)) {
      meta.error("namespace", "name.label", own);
    }
    return new ObjectRef(apiVersion, kind, own, name);
  }

  /** A text of {@code metadata}, unchecked; empty if there is none. */
  public static String text(MapValue object, String key) {
    return object.get("metadata").orElse(null) instanceof MapValue metadata
        ? metadata.text(key).orElse("")
        : "";
  }

  private static String name(Fields meta) {
    String name = meta.text("name").orElse("");
    String prefix = meta.text("generateName").orElse("");
    if (!name.isEmpty() || prefix.isEmpty()) {
      return name;
    }
    return GeneratedNames.suffixed(prefix, "" + meta.place(), 0);
  }

  /** The controller that ownerReferences name, or else the first owner; null if none. */
  public static @Nullable ObjectRef controller(ObjectRef ref, Fields fields) {
    ObjectRef found = null;
    Optional<Fields> metadata = fields.map("metadata");
    if (metadata.isEmpty()) {
      return null;
    }
    for (Fields owner : metadata.get().maps("ownerReferences")) {
      boolean controls = owner.flag("controller");
      if (found == null || controls) {
        String apiVersion = owner.text("apiVersion").orElse("");
        String kind = owner.text("kind").orElse("");
        String namespace = kind.equals("Node") ? "" : ref.namespace();
        found = new ObjectRef(apiVersion, kind, namespace, owner.text("name").orElse(""));
      }
      if (controls) {
        break;
      }
    }
    return found;
  }
}
