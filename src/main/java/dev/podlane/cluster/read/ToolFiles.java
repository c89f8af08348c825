package dev.podlane.cluster.read;

import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises documents that belong to tools around Kubernetes and hold no objects. */
final class ToolFiles {
  private static final Set<String> KUSTOMIZATIONS =
      Set.of("kustomization.yaml", "kustomization.yml", "kustomization");
  private static final Pattern VALUES =
      Pattern.compile("values([-._].*)?\\.ya?ml|.*[-._]values\\.ya?ml");
  private static final Pattern COMPOSE = Pattern.compile("(docker-)?compose([-._].*)?\\.ya?ml");

  /** Fields of which each is enough, with others of {@link #KUSTOMIZATION} beside it. */
  private static final Set<String> KUSTOMIZATION_SIGNS =
      Set.of(
          "resources",
          "bases",
          "patches",
          "patchesStrategicMerge",
          "patchesJson6902",
          "components",
          "configMapGenerator",
          "secretGenerator",
          "helmCharts",
          "namePrefix",
          "nameSuffix",
          "commonLabels",
          "generators",
          "transformers");

  private static final Set<String> KUSTOMIZATION =
      Set.of(
          "apiVersion",
          "kind",
          "metadata",
          "namespace",
          "labels",
          "commonAnnotations",
          "generatorOptions",
          "images",
          "replicas",
          "replacements",
          "vars",
          "crds",
          "configurations",
          "openapi",
          "validators",
          "buildMetadata",
          "sortOptions",
          "helmGlobals");

  /** Fields that charts made by {@code helm create} have in their values. */
  private static final Set<String> VALUES_SIGNS =
      Set.of(
          "replicaCount",
          "nameOverride",
          "fullnameOverride",
          "imagePullSecrets",
          "podAnnotations",
          "podSecurityContext",
          "securityContext",
          "image",
          "global",
          "ingress",
          "service",
          "serviceAccount",
          "autoscaling",
          "nodeSelector",
          "tolerations",
          "affinity",
          "resources");

  /** Groups of files that configure programs of Kubernetes. */
  private static final Set<String> PROGRAMS =
      Set.of(
          "kubeadm.k8s.io",
          "kubelet.config.k8s.io",
          "kubeproxy.config.k8s.io",
          "kubescheduler.config.k8s.io",
          "apiserver.config.k8s.io",
          "audit.k8s.io",
          "client.authentication.k8s.io",
          "kind.x-k8s.io",
          "k3d.io",
          "skaffold");

  private ToolFiles() {}

  /**
   * Returns the problem of a document that by its nature holds no objects, with the kind of file it
   * is.
   */
  static Optional<Problem> problem(Place place, Value root) {
    String path = place.file().replace('\\', '/').toLowerCase(Locale.ROOT);
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (root instanceof ListValue list) {
      return isJsonPatch(list) ? Optional.of(Problem.warning(place, "file.json-patch")) : none();
    }
    if (!(root instanceof MapValue map)) {
      return none();
    }
    String group = Kinds.group(map.text("apiVersion").orElse(""));
    String kind = map.text("kind").orElse("");
    if (isKustomization(name, group, kind, map)) {
      return Optional.of(Problem.warning(place, "file.kustomization", folder(place.file())));
    }
    if (PROGRAMS.contains(group)) {
      return Optional.of(Problem.info(place, "file.program", kind, group));
    }
    boolean config = kind.equals("Config") && group.isEmpty();
    if (config || has(map, "clusters", "contexts", "users")) {
      return Optional.of(Problem.warning(place, "file.kubeconfig"));
    }
    if (kind.equals("Status") && (group.isEmpty() || group.equals("meta.k8s.io"))) {
      String message = map.text("message").orElse("");
      return Optional.of(
          message.isEmpty()
              ? Problem.error(place, "file.status-silent")
              : Problem.error(place, "file.status", message));
    }
    if (kind.equals("Table") && group.equals("meta.k8s.io")) {
      return Optional.of(Problem.error(place, "file.table"));
    }
    if (kind.isEmpty() && isWatchEvent(map)) {
      return Optional.of(Problem.error(place, "file.watch-event"));
    }
    return kind.isEmpty() ? withoutKind(place, name, map) : none();
  }

  /** Returns true if it is an event of a watch: its type, and the object. */
  private static boolean isWatchEvent(MapValue map) {
    return map.entries().keySet().equals(Set.of("type", "object"))
        && map.get("object").orElse(null) instanceof MapValue;
  }

  private static Optional<Problem> withoutKind(Place place, String name, MapValue map) {
    if (name.equals("chart.yaml") || name.equals("chart.yml") || isChart(map)) {
      String chart = map.text("name").orElse("");
      return Optional.of(
          chart.isEmpty()
              ? Problem.warning(place, "file.helm-chart-unnamed")
              : Problem.warning(place, "file.helm-chart", chart));
    }
    if (isCompose(name, map)) {
      return Optional.of(Problem.warning(place, "file.compose"));
    }
    if (isValues(name, map)) {
      return Optional.of(Problem.warning(place, "file.helm-values"));
    }
    return none();
  }

  private static Optional<Problem> none() {
    return Optional.empty();
  }

  private static String folder(String file) {
    int slash = file.replace('\\', '/').lastIndexOf('/');
    return slash < 0 ? "." : file.substring(0, slash);
  }

  static boolean isKustomization(Place place, MapValue map) {
    return problem(place, map).filter(p -> p.code().equals("file.kustomization")).isPresent();
  }

  private static boolean isKustomization(String name, String group, String kind, MapValue map) {
    if (group.equals("kustomize.config.k8s.io") || KUSTOMIZATIONS.contains(name)) {
      return true;
    }
    Set<String> keys = map.entries().keySet();
    return kind.isEmpty()
        && keys.stream().anyMatch(KUSTOMIZATION_SIGNS::contains)
        && keys.stream()
            .allMatch(key -> KUSTOMIZATION_SIGNS.contains(key) || KUSTOMIZATION.contains(key))
        && !(map.get("resources").orElse(null) instanceof MapValue);
  }

  /** A list of operations (RFC 6902). */
  private static boolean isJsonPatch(ListValue list) {
    List<Value> items = list.items();
    return !items.isEmpty()
        && items.stream().allMatch(item -> item instanceof MapValue map && has(map, "op", "path"));
  }

  private static boolean isChart(MapValue map) {
    return has(map, "apiVersion", "name", "version")
        && map.text("apiVersion").filter(v -> v.equals("v1") || v.equals("v2")).isPresent()
        && map.get("metadata").isEmpty();
  }

  private static boolean isCompose(String name, MapValue map) {
    if (!(map.get("services").orElse(null) instanceof MapValue services)) {
      return false;
    }
    return COMPOSE.matcher(name).matches()
        || services.entries().values().stream()
            .anyMatch(
                s ->
                    s instanceof MapValue each
                        && (each.get("image").isPresent() || each.get("build").isPresent()));
  }

  private static boolean isValues(String name, MapValue map) {
    if (map.get("metadata").isPresent() || map.get("items").isPresent()) {
      return false;
    }
    long signs = map.entries().keySet().stream().filter(VALUES_SIGNS::contains).count();
    return VALUES.matcher(name).matches() || (map.get("apiVersion").isEmpty() && signs >= 2);
  }

  private static boolean has(MapValue map, String... keys) {
    for (String key : keys) {
      if (map.get(key).filter(v -> !(v instanceof ScalarValue s && s.isNull())).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
