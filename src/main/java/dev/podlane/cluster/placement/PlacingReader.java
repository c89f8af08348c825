package dev.podlane.cluster.placement;

import dev.podlane.cluster.placement.PodView.Placing;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.Requirement;
import dev.podlane.cluster.select.SelectorReader;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a pod's required rules about other pods. */
public final class PlacingReader {
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

  private PlacingReader() {}

  /**
   * Reads them.
   *
   * @param spec the pod's {@code spec}
   * @param labels the pod's labels, for {@code matchLabelKeys} and {@code mismatchLabelKeys}
   */
  public static Placing read(Fields spec, Map<String, String> labels) {
    Optional<Fields> affinity = spec.map("affinity");
    return new Placing(
        affinity.map(each -> terms(each, "podAffinity", labels)).orElse(List.of()),
        affinity.map(each -> terms(each, "podAntiAffinity", labels)).orElse(List.of()),
        spread(spec, labels));
  }

  /**
   * Returns true if a pod must not run beside some others, by {@code podAntiAffinity}.
   *
   * @param spec the pod's {@code spec}
   */
  public static boolean keepsApart(MapValue spec) {
    return has(spec, "podAntiAffinity");
  }

  /**
   * Returns true if the pods already on nodes may let a pod be somewhere.
   *
   * @param spec the pod's {@code spec}
   */
  public static boolean looksAtOthers(MapValue spec) {
    return has(spec, "podAffinity") || spec.get("topologySpreadConstraints").isPresent();
  }

  /** Asked of every pod of a cluster, most of which have none. */
  private static boolean has(MapValue spec, String kind) {
    return spec.get("affinity").isPresent()
        && spec.map("affinity").map(kind).get(REQUIRED).isPresent();
  }

  private static List<AffinityTerm> terms(
      Fields affinity, String field, Map<String, String> labels) {
    List<AffinityTerm> terms = new ArrayList<>();
    affinity
        .map(field)
        .ifPresent(
            each -> {
              for (Fields term : each.maps(REQUIRED)) {
                terms.add(
                    new AffinityTerm(
                        selector(term, labels),
                        term.texts("namespaces"),
                        term.map("namespaceSelector").map(SelectorReader::selector).orElse(null),
                        term.text("topologyKey").orElse("")));
              }
            });
    return terms;
  }

  private static List<SpreadConstraint> spread(Fields spec, Map<String, String> labels) {
    List<SpreadConstraint> constraints = new ArrayList<>();
    for (Fields each : spec.maps("topologySpreadConstraints")) {
      if (each.text("whenUnsatisfiable").filter("ScheduleAnyway"::equals).isEmpty()) {
        constraints.add(
            new SpreadConstraint(
                Math.max(1, each.integer("maxSkew").orElse(1)),
                each.text("topologyKey").orElse(""),
                selector(each, labels),
                Math.max(1, each.integer("minDomains").orElse(1)),
                each.text("nodeAffinityPolicy").filter("Ignore"::equals).isEmpty(),
                each.text("nodeTaintsPolicy").filter("Honor"::equals).isPresent()));
      }
    }
    return constraints;
  }

  /** The selector with the pod's own values of the keys to match; null if there is none. */
  private static @Nullable LabelSelector selector(Fields term, Map<String, String> labels) {
    Optional<LabelSelector> written = term.map("labelSelector").map(SelectorReader::selector);
    if (written.isEmpty()) {
      return null;
    }
    List<Requirement> requirements = new ArrayList<>(written.get().matchExpressions());
    add(requirements, term.texts("matchLabelKeys"), Requirement.Operator.IN, labels);
    add(requirements, term.texts("mismatchLabelKeys"), Requirement.Operator.NOT_IN, labels);
    return new LabelSelector(written.get().matchLabels(), requirements);
  }

  private static void add(
      List<Requirement> to,
      List<String> keys,
      Requirement.Operator operator,
      Map<String, String> labels) {
    for (String key : keys) {
      String value = labels.get(key);
      if (value != null) {
        to.add(new Requirement(key, operator, List.of(value)));
      }
    }
  }
}
