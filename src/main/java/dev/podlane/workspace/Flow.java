package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.document.Problem;
import dev.podlane.time.Course;
import dev.podlane.time.picture.Picture;
import dev.podlane.time.state.Settings;
import dev.podlane.time.state.State;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The course of time of an opened cluster: from the state its documents and the events about
 * objects lead to, through all events planned for the time line. Thread-safe.
 */
final class Flow {
  /** The number of moments whose networks are kept. */
  private static final int KEPT = 6;

  private static final long STATE_WEIGHT = 4_000;

  private final Desired origin;
  private final List<Edit> timed;
  private final Course course;
  private final Map<State, Desired> drawn =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<State, Desired> eldest) {
          return size() > KEPT;
        }
      };

  private Flow(Desired origin, List<Edit> timed, Course course) {
    this.origin = origin;
    this.timed = List.copyOf(timed);
    this.course = course;
  }

  /**
   * The course from a state.
   *
   * @param effective events that count, those of the time line among them
   * @param before a course that may begin in the same way; null if there is none
   * @return null if nothing is planned, or there is no cluster
   */
  @SuppressWarnings("ReferenceEquality") // an origin that was made anew counts as another one
  static @Nullable Flow of(Desired origin, List<Edit> effective, @Nullable Flow before) {
    List<Edit> timed =
        effective.stream().filter(edit -> edit.event() instanceof Event.Timed).toList();
    Cluster cluster = origin.cluster();
    if (timed.isEmpty() || cluster == null) {
      return null;
    }
    Flow known = before != null && before.origin == origin ? before : null;
    if (known != null && known.timed.equals(timed)) {
      return known;
    }
    Course start = known == null ? still(cluster) : known.course;
    return new Flow(origin, timed, start.with(Plans.of(origin, timed)));
  }

  /** The course of a cluster to which nothing happens. */
  static Course still(Cluster cluster) {
    return Course.of(cluster, Settings.ofVersion(cluster.network().proxy().minorVersion()));
  }

  /** The course. */
  Course course() {
    return course;
  }

  /** The state at a moment in milliseconds, compiled. */
  Desired at(long millis) {
    return drawn(course.at(millis));
  }

  /** The state when nothing is left to happen. */
  Desired end() {
    return drawn(course.end());
  }

  private Desired drawn(State state) {
    synchronized (drawn) {
      Desired known = drawn.get(state);
      if (known != null) {
        return known;
      }
    }
    Map<String, Problem> refused = new HashMap<>(origin.refused());
    for (Edit edit : timed) {
      if (course.refused().contains(edit.id())) {
        String where = edit.event().where();
        refused.put(edit.id(), ChangeException.of("event", "not-then", where).problem());
      }
    }
    Desired made = origin.at(Picture.of(state), state, refused);
    synchronized (drawn) {
      drawn.put(state, made);
    }
    return made;
  }

  /** Bytes of memory, estimated. */
  long weight() {
    return STATE_WEIGHT * course.moments().size();
  }
}
