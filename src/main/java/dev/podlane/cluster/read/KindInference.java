package dev.podlane.cluster.read;

import dev.podlane.cluster.field.NameValidation;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Infers the kind of an object that does not say it, from where it was stored, as dumps of clusters
 * do ({@code nodes.json}, {@code namespaces/shop/pods/web.yaml}, {@code api/v1/nodes}), and from
 * the fields that only one kind has. The path must not contradict the fields.
 */
final class KindInference {
  private final String file;
  private final Optional<Kinds.Row> byPath;

  private KindInference(String file) {
    this.file = file.replace('\\', '/');
    this.byPath = ofPath();
  }

  /**
   * An inferred kind.
   *
   * @param byPath true if the kind was guessed by the path, false if by the fields
   */
  record Guess(Kinds.Row row, boolean byPath) {}

  /** Creates the inference for a file, by its path as the user knows it; a bare name will do. */
  static KindInference of(String file) {
    return new KindInference(file);
  }

  Optional<Guess> guess(MapValue object) {
    if (!(object.get("metadata").orElse(null) instanceof MapValue)) {
      return Optional.empty();
    }
    if (byPath.isPresent()) {
      return fits(byPath.get().kind(), object)
          ? Optional.of(new Guess(byPath.get(), true))
          : Optional.empty();
    }
    return ofFields(object).flatMap(Kinds::named).map(row -> new Guess(row, false));
  }

  /** The namespace in which paths of the API and of dumps say it was; empty if they do not. */
  String namespace() {
    List<String> parts = List.of(file.split("/", -1));
    int at = parts.indexOf("namespaces");
    boolean inside = at >= 0 && at + 2 < parts.size();
    return inside && NameValidation.isLabel(parts.get(at + 1)) ? parts.get(at + 1) : "";
  }

  /** The nearest part of the path that names exactly one kind. */
  private Optional<Kinds.Row> ofPath() {
    String[] parts = file.toLowerCase(Locale.ROOT).split("/", -1);
    for (int i = parts.length - 1; i >= 0; i--) {
      String part = i == parts.length - 1 ? withoutExtension(parts[i]) : parts[i];
      Set<Kinds.Row> named = new LinkedHashSet<>();
      Kinds.ofPathWord(part).ifPresent(named::add);
      if (named.isEmpty() && i == parts.length - 1) {
        for (String word : part.split("[^a-z]+", -1)) {
          Kinds.ofPathWord(word).ifPresent(named::add);
        }
      }
      // namespaces/shop/pods: the namespace is where the object is, not what it is
      boolean isFolder = i < parts.length - 2 && part.equals("namespaces");
      if (named.size() == 1 && !isFolder) {
        return Optional.of(named.iterator().next());
      }
      if (named.size() > 1) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static String withoutExtension(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** The kind that alone has these fields. */
  private static Optional<String> ofFields(MapValue object) {
    for (String kind :
        List.of("Pod", "Node", "NetworkPolicy", "EndpointSlice", "Endpoints", "CronJob")) {
      if (fits(kind, object)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static boolean fits(String kind, MapValue object) {
    MapValue spec = object.map("spec");
    MapValue status = object.map("status");
    return switch (kind) {
      case "Pod" -> spec.get("containers").orElse(null) instanceof ListValue;
      case "Node" ->
          hasAny(spec, "podCIDR", "podCIDRs", "providerID")
              || hasAny(status, "nodeInfo", "addresses", "capacity", "allocatable");
      case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job", "ReplicationController" ->
          spec.get("template").orElse(null) instanceof MapValue;
      case "CronJob" -> spec.get("jobTemplate").orElse(null) instanceof MapValue;
      case "Service" -> hasAny(spec, "ports", "clusterIP", "selector", "externalName");
      case "NetworkPolicy" ->
          spec.entries().containsKey("podSelector")
              && hasAny(spec, "policyTypes", "ingress", "egress");
      case "Endpoints" -> object.get("subsets").orElse(null) instanceof ListValue;
      case "EndpointSlice" -> hasAny(object, "addressType") && hasAny(object, "endpoints");
      case "Namespace" -> spec.entries().keySet().stream().allMatch("finalizers"::equals);
      default -> object.map("metadata").get("name").isPresent();
    };
  }

  private static boolean hasAny(MapValue map, String... keys) {
    for (String key : keys) {
      Value value = map.entries().get(key);
      if (value != null && !(value instanceof ScalarValue scalar && scalar.isNull())) {
        return true;
      }
    }
    return false;
  }
}
