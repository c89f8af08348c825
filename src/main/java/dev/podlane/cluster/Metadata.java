package dev.podlane.cluster;

import dev.podlane.document.Fields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads an object's own name and its controller's. */
final class Metadata {
  static final String DEFAULT_NAMESPACE = "default";

  private Metadata() {}

  /**
   * The name of an object, checked as Kubernetes does for its kind.
   *
   * @param namespaced whether its kind lives in namespaces; {@code default} if none is written
   *     (rule 133)
   */
  static ObjectRef ref(String apiVersion, String kind, boolean namespaced, Fields fields) {
    Optional<Fields> metadata = fields.map("metadata");
    if (metadata.isEmpty()) {
      fields.error("metadata", "field.missing", "metadata.name");
      return new ObjectRef(apiVersion, kind, "", "");
    }
    Fields meta = metadata.get();
    String name = name(meta);
    boolean good = kind.equals("Namespace") ? Names.isLabel(name) : Names.isSubdomain(name);
    boolean isText = !meta.has("name") || meta.value().text("name").equals(Optional.of(name));
    if (name.isEmpty() && !meta.has("name")) {
      meta.error("name", "field.missing", "metadata.name");
    } else if (!good && isText) {
      meta.error("name", "name.invalid", name);
    }
    if (!namespaced) {
      return new ObjectRef(apiVersion, kind, "", name);
    }
    String namespace = meta.text("namespace").filter(n -> !n.isEmpty()).orElse(DEFAULT_NAMESPACE);
    if (!Names.isLabel(namespace)) {
      meta.error("namespace", "name.label", namespace);
    }
    return new ObjectRef(apiVersion, kind, namespace, name);
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
  static @Nullable ObjectRef controller(ObjectRef ref, Fields fields) {
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
