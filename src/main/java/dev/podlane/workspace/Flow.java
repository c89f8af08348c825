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
import java.util.function.Predicate;
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
  private final boolean hasEnds;
  private final Cluster cluster;
  private final List<Edit> timed;
  private @Nullable Flow before;
  private @Nullable Course course;
  private @Nullable Plans plans;
  private boolean hasPolicies;

  /** Moments that were drawn, by their number in the course; the one drawn last is the last. */
  private final Map<Integer, Drawn> drawn =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Drawn> eldest) {
          return size() > KEPT;
        }
      };

  /** A moment as a cluster, compiled. */
  private record Drawn(Picture picture, Desired desired) {}

  private Flow(
      Desired origin, boolean hasEnds, Cluster cluster, List<Edit> timed, @Nullable Flow before) {
    this.origin = origin;
    this.hasEnds = hasEnds;
    this.cluster = cluster;
    this.timed = List.copyOf(timed);
    this.before = before;
  }

  /**
   * The course from a state. It is computed when it is first asked for.
   *
   * @param hasEnds true if pods or containers may have ended before it begins
   * @param effective events that count, those of the time line among them
   * @param before a course that may begin in the same way; null if there is none
   * @return null if there is no cluster
   */
  @SuppressWarnings("ReferenceEquality") // an origin that was made anew counts as another one
  static @Nullable Flow of(
      Desired origin, boolean hasEnds, List<Edit> effective, @Nullable Flow before) {
    Cluster cluster = origin.cluster();
    if (cluster == null) {
      return null;
    }
    List<Edit> timed =
        effective.stream().filter(edit -> edit.event() instanceof Event.Timed).toList();
    Flow known = before != null && before.origin == origin ? before : null;
    return known != null && known.timed.equals(timed)
        ? known
        : new Flow(origin, hasEnds, cluster, timed, known);
  }

  /** Returns true if nothing is planned: every moment is like the first. */
  boolean isStill() {
    return timed.isEmpty();
  }

  /** The course. */
  synchronized Course course() {
    Course known = course;
    if (known == null) {
      int minor = cluster.network().proxy().minorVersion();
      Course start =
          before == null ? Course.of(cluster, Settings.ofVersion(minor)) : before.course();
      Plans made = Plans.of(origin, timed, hasEnds, before == null ? null : before.plans);
      plans = made;
      known = start.with(made.planned());
      course = known;
      hasPolicies = known.moments().stream().anyMatch(each -> hasPolicies(each.state()));
      before = null;
    }
    return known;
  }

  private static boolean hasPolicies(State state) {
    return !state.base().cluster().notSimulated().policies().all().isEmpty();
  }

  /** The state at a moment in milliseconds, compiled. */
  Desired at(long millis) {
    return isStill() ? origin : drawn(course().position(millis));
  }

  /** The state when nothing is left to happen. */
  Desired end() {
    return isStill() ? origin : drawn(course().moments().size() - 1);
  }

  /** Tells which commands and cables have happened when nothing is left to happen. */
  Predicate<Event.Timed> by() {
    return isStill() ? Replay.NEVER : TimedNetwork.by(course(), course().end());
  }

  /** Tells which commands and cables have happened by a moment in milliseconds. */
  Predicate<Event.Timed> by(long millis) {
    return isStill() ? Replay.NEVER : TimedNetwork.by(course(), course().at(millis));
  }

  private Desired drawn(int moment) {
    synchronized (drawn) {
      Drawn known = drawn.get(moment);
      if (known == null) {
        known = draw(moment);
        drawn.put(moment, known);
      }
      return known.desired;
    }
  }

  /** Draws a moment from the nearest one that was drawn already. */
  private Drawn draw(int moment) {
    State state = course().moments().get(moment).state();
    Integer near = null;
    for (int each : drawn.keySet()) {
      boolean isNearer = near == null || Math.abs(each - moment) < Math.abs(near - moment);
      near = isNearer ? (Integer) each : near;
    }
    Drawn from = near == null ? null : drawn.get(near);
    if (near == null || from == null) {
      Picture picture = Picture.of(state);
      return new Drawn(picture, origin.at(seen(picture), state, refused()));
    }
    Picture picture = from.picture.at(state, course().touched(near, moment));
    return new Drawn(picture, from.desired.at(seen(picture), state, refused()));
  }

  /** The rules of policies that come or go are there all the time, with or without policies. */
  private Cluster seen(Picture picture) {
    return hasPolicies ? picture.cluster().awaitingPolicies() : picture.cluster();
  }

  private Map<String, Problem> refused() {
    Map<String, Problem> refused = new HashMap<>(origin.refused());
    for (Edit edit : timed) {
      if (course().refused().contains(edit.id())) {
        String where = edit.event().where();
        refused.put(edit.id(), ChangeException.of("event", "not-then", where).problem());
      }
    }
    return refused;
  }

  /** Bytes of memory, estimated. */
  long weight() {
    return isStill() ? 0 : STATE_WEIGHT * course().moments().size();
  }
}
