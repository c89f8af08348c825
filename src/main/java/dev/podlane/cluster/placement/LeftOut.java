package dev.podlane.cluster.placement;

import dev.podlane.document.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Names the fields of a pod that the scheduler looks at and {@link Placer} does not. A placement of
 * a pod with one of them may differ from the real one.
 */
public final class LeftOut {
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

  /** Fields that change a placement whatever they hold. */
  private static final List<String> ALONE =
      List.of(
          "priority",
          "priorityClassName",
          "resourceClaims",
          "runtimeClassName",
          "schedulerName",
          "schedulingGates");

  private LeftOut() {}

  /**
   * The paths of such fields, from the spec on, in a fixed order.
   *
   * @param spec the pod's {@code spec}
   */
  public static List<String> of(Fields spec) {
    List<String> found = new ArrayList<>();
    Fields affinity = spec.mapOrEmpty("affinity");
    for (String kind : List.of("nodeAffinity", "podAffinity", "podAntiAffinity")) {
      if (affinity.mapOrEmpty(kind).has(PREFERRED)) {
        found.add("affinity." + kind + "." + PREFERRED);
      }
    }
    for (String field : ALONE) {
      if (spec.has(field) && !isDefault(spec, field)) {
        found.add(field);
      }
    }
    any(spec, "topologySpreadConstraints", "whenUnsatisfiable", LeftOut::anyway, found);
    any(spec, "volumes", "persistentVolumeClaim", Fields::has, found);
    any(spec, "volumes", "ephemeral", Fields::has, found);
    return found;
  }

  private static boolean isDefault(Fields spec, String field) {
    return field.equals("schedulerName")
        && spec.text(field).filter("default-scheduler"::equals).isPresent();
  }

  private static boolean anyway(Fields constraint, String field) {
    return constraint.text(field).filter("ScheduleAnyway"::equals).isPresent();
  }

  private static void any(
      Fields spec,
      String list,
      String field,
      BiPredicate<Fields, String> holds,
      List<String> found) {
    List<Fields> items = spec.maps(list);
    for (int i = 0; i < items.size(); i++) {
      if (holds.test(items.get(i), field)) {
        found.add(list + "[" + i + "]." + field);
      }
    }
  }
}
