package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.select.SelectorReader;
import dev.podlane.document.Fields;
import dev.podlane.time.control.Budgets;
import dev.podlane.time.disruption.Budget;
import dev.podlane.time.state.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** PodDisruptionBudgets as kubectl prints them, with the counts of the moment. */
final class BudgetText {
  private static final String NOT_GIVEN = "N/A";

  private BudgetText() {}

  /** A row of {@code kubectl get}. */
  static List<String> row(ObjectRef ref, State state) {
    Fields spec = spec(state.base().cluster().sources().get(ref));
    return List.of(
        ref.name(),
        amount(spec, "minAvailable"),
        amount(spec, "maxUnavailable"),
        spec == null ? "0" : "" + Budgets.status(ref, spec, state).allowed(),
        "<unknown>");
  }

  /** The description. */
  static List<String> describe(Named named, String namespace, State state) {
    ObjectRef ref =
        state.base().cluster().sources().keySet().stream()
            .filter(each -> each.kind().equals(named.kind()))
            .filter(each -> each.namespace().equals(namespace))
            .filter(each -> each.name().equals(named.name()))
            .findFirst()
            .orElseThrow(named::notFound);
    Fields spec = spec(state.base().cluster().sources().get(ref));
    if (spec == null) {
      throw named.notFound();
    }
    Budget.Status status = Budgets.status(ref, spec, state);
    List<List<String>> fields = Describing.heading(ref.name(), ref.namespace());
    if (spec.has("minAvailable")) {
      fields.add(List.of("Min available:", amount(spec, "minAvailable")));
    } else if (spec.has("maxUnavailable")) {
      fields.add(List.of("Max unavailable:", amount(spec, "maxUnavailable")));
    }
    fields.add(List.of("Selector:", Tables.some("" + SelectorReader.selector(spec, "selector"))));
    List<String> lines = new ArrayList<>(Tables.fields(fields));
    lines.add("Status:");
    lines.addAll(
        Tables.fields(
            List.of(
                List.of("    Allowed disruptions:", "" + status.allowed()),
                List.of("    Current:", "" + status.healthy()),
                List.of("    Desired:", "" + status.desired()),
                List.of("    Total:", "" + status.expected()))));
    return lines;
  }

  private static @Nullable Fields spec(@Nullable Source source) {
    return source == null
        ? null
        : Fields.of(source.place(), source.value(), any -> {}).mapOrEmpty("spec");
  }

  private static String amount(@Nullable Fields spec, String field) {
    return spec == null ? NOT_GIVEN : spec.text(field).orElse(NOT_GIVEN);
  }
}
