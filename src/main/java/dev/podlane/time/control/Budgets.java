package dev.podlane.time.control;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.SelectorReader;
import dev.podlane.document.Fields;
import dev.podlane.time.disruption.Budget;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts PodDisruptionBudgets in a state (rules 297 and 298). */
public final class Budgets {
  private static final String NOT_GIVEN = "N/A";

  private Budgets() {}

  /**
   * A budget as it is written, with its status.
   *
   * @param minAvailable the field as text; {@code N/A} if it is not there
   * @param maxUnavailable the field as text; {@code N/A} if it is not there
   * @param selector its selector as text; empty for all pods
   * @param status its status
   */
  public record Told(
      String minAvailable, String maxUnavailable, String selector, Budget.Status status) {}

  /** A budget of a state; empty if there is none of that name. */
  public static Optional<Told> told(ObjectRef ref, State state) {
    Source source = state.base().cluster().sources().get(ref);
    if (source == null) {
      return Optional.empty();
    }
    Fields spec = Fields.of(source.place(), source.value(), any -> {}).mapOrEmpty("spec");
    return Optional.of(
        new Told(
            spec.text("minAvailable").orElse(NOT_GIVEN),
            spec.text("maxUnavailable").orElse(NOT_GIVEN),
            SelectorReader.selector(spec, "selector").toString(),
            status(ref, spec, state)));
  }

  /**
   * The status of a budget, as its controller writes it.
   *
   * @param ref the budget
   * @param spec its {@code spec}; without a selector it has no pods
   */
  static Budget.Status status(ObjectRef ref, Fields spec, State state) {
    LabelSelector selector = SelectorReader.selector(spec, "selector");
    List<Budget.Member> members = new ArrayList<>();
    for (PodState each : state.pods().pods().values()) {
      if (spec.has("selector")
          && each.ref().namespace().equals(ref.namespace())
          && selector.matches(each.labels())) {
        members.add(member(each, state));
      }
    }
    return Budget.read(ref.name(), spec)
        .count(members, new TreeMap<>(), Duration.ofMillis(state.now()));
  }

  private static Budget.Member member(PodState pod, State state) {
    ObjectRef owner = pod.identity().owner();
    return new Budget.Member(
        pod.ref().name(),
        pod.ready(),
        pod.deletion() != null,
        owner == null ? null : owner.toString(),
        owner == null ? null : scale(owner, state));
  }

  /** The replicas that a workload wants; null for kinds without a scale. */
  private static @Nullable Integer scale(ObjectRef owner, State state) {
    boolean isScaled = !owner.kind().equals("DaemonSet") && !owner.kind().equals("Job");
    WorkloadState workload = state.workloads().get("" + owner);
    return isScaled && workload != null ? workload.replicas() : null;
  }
}
