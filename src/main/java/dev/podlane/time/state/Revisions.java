package dev.podlane.time.state;

import dev.podlane.time.template.PodTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The templates that a StatefulSet or DaemonSet has had: its ControllerRevisions. A Deployment has
 * its ReplicaSets instead.
 *
 * @param before template of a StatefulSet's current revision while an update is under way; null if
 *     none is (rule 202)
 * @param all oldest first; empty for other kinds
 */
public record Revisions(@Nullable PodTemplate before, List<Revision> all) {
  /** No revisions. */
  public static final Revisions NONE = new Revisions(null, List.of());

  /**
   * One of them.
   *
   * @param number as {@code kubectl rollout history} prints it
   */
  public record Revision(long number, PodTemplate template) {}

  public Revisions {
    all = List.copyOf(all);
  }

  /** The first revision of an object. */
  public static Revisions first(PodTemplate template) {
    return new Revisions(null, List.of(new Revision(1, template)));
  }

  /** These with another template under way. */
  Revisions under(@Nullable PodTemplate earlier) {
    return new Revisions(earlier, all);
  }

  /**
   * These once another template is written. One that was there before moves to the end with a new
   * number (EqualRevision and UpdateControllerRevision in pkg/controller/history).
   *
   * @param limit number of earlier revisions to keep: {@code revisionHistoryLimit}
   */
  Revisions next(PodTemplate earlier, PodTemplate now, int limit) {
    if (earlier.hash() == now.hash()) {
      return this;
    }
    PodTemplate current = before == null ? earlier : before;
    if (all.isEmpty()) {
      return under(current);
    }
    List<Revision> later = new ArrayList<>(all);
    later.removeIf(each -> each.template().hash() == now.hash());
    later.add(new Revision(all.get(all.size() - 1).number() + 1, now));
    return new Revisions(
        current, later.subList(Math.max(0, later.size() - limit - 1), later.size()));
  }

  /** The templates by their numbers. */
  SortedMap<Long, PodTemplate> templates() {
    SortedMap<Long, PodTemplate> found = new TreeMap<>();
    all.forEach(each -> found.put(each.number(), each.template()));
    return found;
  }
}
