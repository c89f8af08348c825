package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.time.control.Budgets;
import dev.podlane.time.disruption.Budget;
import dev.podlane.time.state.State;
import java.util.ArrayList;
import java.util.List;

/** PodDisruptionBudgets as kubectl prints them, with the counts of the moment. */
final class BudgetText {
  private BudgetText() {}

  /** A row of {@code kubectl get}. */
  static List<String> row(ObjectRef ref, State state) {
    return Budgets.told(ref, state)
        .map(
            each ->
                List.of(
                    ref.name(),
                    each.minAvailable(),
                    each.maxUnavailable(),
                    "" + each.status().allowed(),
                    "<unknown>"))
        .orElse(List.of(ref.name()));
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
    Budgets.Told budget = Budgets.told(ref, state).orElseThrow(named::notFound);
    Budget.Status status = budget.status();
    boolean isMost = budget.minAvailable().equals("N/A");
    List<List<String>> fields = Tables.heading(ref.name(), ref.namespace());
    fields.add(
        isMost
            ? List.of("Max unavailable:", budget.maxUnavailable())
            : List.of("Min available:", budget.minAvailable()));
    fields.add(List.of("Selector:", Tables.some(budget.selector())));
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
}
