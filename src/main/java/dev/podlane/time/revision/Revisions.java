package dev.podlane.time.revision;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The history of a workload's templates (getStatefulSetRevisions and truncateHistory in
 * pkg/controller/statefulset/stateful_set_control.go, constructHistory and cleanupHistory in
 * pkg/controller/daemon/update.go).
 */
public final class Revisions {
  private static final Comparator<Revision> OLDEST_FIRST =
      Comparator.comparingLong(Revision::number).thenComparing(Revision::name);

  private Revisions() {}

  /** The fate of the history when the workload's template is looked at. */
  public sealed interface Step {
    /**
     * The template is the latest: nothing changes.
     *
     * @param name the update revision
     */
    record Keep(String name) implements Step {}

    /**
     * The template is one of before, as after a rollback: it becomes the latest (rule 202).
     *
     * @param name the update revision
     * @param number its new number
     */
    record Renumber(String name, long number) implements Step {}

    /**
     * The template is new.
     *
     * @param number its number
     */
    record Create(long number) implements Step {}
  }

  /** Decides what becomes of the history, given in any order. */
  public static Step step(List<Revision> history) {
    long last = history.stream().mapToLong(Revision::number).max().orElse(0);
    return history.stream()
        .filter(Revision::matches)
        .max(OLDEST_FIRST)
        .<Step>map(
            found ->
                found.number() == last
                    ? new Step.Keep(found.name())
                    : new Step.Renumber(found.name(), last + 1))
        .orElseGet(() -> new Step.Create(last + 1));
  }

  /**
   * Names of a StatefulSet's revisions to delete, oldest first: those not live beyond the limit.
   *
   * @param limit {@code spec.revisionHistoryLimit}, 10 by default
   */
  public static List<String> surplusOfStatefulSet(List<Revision> history, int limit) {
    List<Revision> dead = new ArrayList<>(history);
    dead.removeIf(each -> each.live() || each.matches());
    return oldest(dead, dead.size() - limit);
  }

  /**
   * Names of a DaemonSet's revisions to delete, oldest first: live ones stay but count towards the
   * limit, other than a StatefulSet's.
   *
   * @param limit {@code spec.revisionHistoryLimit}, 10 by default
   */
  public static List<String> surplusOfDaemonSet(List<Revision> history, int limit) {
    List<Revision> old = new ArrayList<>(history);
    old.removeIf(Revision::matches);
    int surplus = old.size() - limit;
    old.removeIf(Revision::live);
    return oldest(old, surplus);
  }

  private static List<String> oldest(List<Revision> of, int count) {
    return of.stream().sorted(OLDEST_FIRST).limit(Math.max(0, count)).map(Revision::name).toList();
  }
}
