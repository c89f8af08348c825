package dev.podlane.time;

import dev.podlane.cluster.Cluster;
import dev.podlane.time.begin.Beginning;
import dev.podlane.time.control.Controllers;
import dev.podlane.time.control.Happenings;
import dev.podlane.time.control.UsedNodes;
import dev.podlane.time.event.Planned;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Due;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.Settings;
import dev.podlane.time.state.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The course of a cluster: everything that follows from the events planned for it, until nothing is
 * left to do. Immutable; a course with other events shares what comes before the first that
 * differs. The same cluster, settings and events always give the same course.
 */
public final class Course {
  /** The longest that a course goes on after the last event, in milliseconds. */
  public static final long HORIZON = 3_600_000;

  /** The most that happens in a course; what comes after is left out. */
  public static final int MOST_ENTRIES = 50_000;

  private static final int MOST_ACTS = 2_000_000;

  private final List<Planned> planned;
  private final List<Moment> moments;
  private final List<Entry> entries;
  private final Set<String> refused;
  private final boolean settled;

  /** Sums of its nodes, which all courses of the cluster share. */
  private final UsedNodes used;

  private Course(
      List<Planned> planned,
      List<Moment> moments,
      List<Entry> entries,
      Set<String> refused,
      boolean settled,
      UsedNodes used) {
    this.planned = List.copyOf(planned);
    this.moments = List.copyOf(moments);
    this.entries = List.copyOf(entries);
    this.refused = Collections.unmodifiableSet(new TreeSet<>(refused));
    this.settled = settled;
    this.used = used;
  }

  /** The course of a cluster to which nothing happens. */
  public static Course of(Cluster cluster, Settings settings) {
    State first = Beginning.of(cluster, settings);
    return new Course(
        List.of(),
        List.of(new Moment(first, 0, Set.of())),
        List.of(),
        Set.of(),
        true,
        new UsedNodes());
  }

  /** The course with these events instead, in their order within one moment. */
  public Course with(List<Planned> events) {
    List<Planned> sorted = new ArrayList<>(events);
    sorted.sort(Comparator.comparingLong(Planned::at));
    int same = 0;
    while (same < Math.min(planned.size(), sorted.size())
        && planned.get(same).equals(sorted.get(same))) {
      same++;
    }
    if (same == sorted.size() && same == planned.size()) {
      return this;
    }
    long until = Long.MAX_VALUE;
    for (List<Planned> each : List.of(planned, sorted)) {
      until = same < each.size() ? Math.min(until, each.get(same).at()) : until;
    }
    // What goes on after the last event goes on for as long as it has to, and no longer.
    boolean isShorter = same == sorted.size();
    long last = sorted.isEmpty() ? -1 : sorted.get(sorted.size() - 1).at();
    return new Run(this, sorted, until, isShorter ? last : until - 1).course();
  }

  /** Everything that happens, in its order. */
  public List<Entry> entries() {
    return entries;
  }

  /** The events that were planned, in their order. */
  public List<Planned> planned() {
    return planned;
  }

  /** The ids of events that could not happen: what they are about was not there. */
  public Set<String> refused() {
    return refused;
  }

  /** Returns true if nothing is left to do at the end; false if it was cut. */
  public boolean isSettled() {
    return settled;
  }

  /** The moments at which something changed, in their order. */
  public List<Moment> moments() {
    return moments;
  }

  /** The state at a moment in milliseconds; before the beginning that of the beginning. */
  public State at(long millis) {
    return moments.get(position(millis)).state();
  }

  /** The number of the last moment that is not after one in milliseconds, from 0. */
  public int position(long millis) {
    return position(moments, millis);
  }

  /**
   * The {@code namespace/name} of the pods that may differ between two moments.
   *
   * @param one number of the one
   * @param other number of the other; it may be before
   */
  public Set<String> touched(int one, int other) {
    Set<String> all = new LinkedHashSet<>();
    for (Moment each : moments.subList(Math.min(one, other) + 1, Math.max(one, other) + 1)) {
      all.addAll(each.touched());
    }
    return all;
  }

  /** The state at the end. */
  public State end() {
    return moments.get(moments.size() - 1).state();
  }

  /** The last of the moments that are not after one. */
  private static int position(List<Moment> moments, long millis) {
    int low = 0;
    int high = moments.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (moments.get(middle).state().now() <= millis) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Computes a course from the first moment at which it may differ from another. */
  private static final class Run {
    private final List<Planned> planned;
    private final List<Moment> moments;
    private final List<Entry> entries;
    private final Set<String> refused = new HashSet<>();
    private final ApiServer server;
    private final Controllers controllers;
    private final Happenings happenings;
    private final UsedNodes used;
    private final long from;
    private int acts;
    private boolean isLast;

    /**
     * A run.
     *
     * @param from moment from which events may be others
     * @param known moment up to which everything is the same
     */
    Run(Course before, List<Planned> planned, long from, long known) {
      this.planned = planned;
      this.from = from;
      this.used = before.used;
      int last = position(before.moments, known);
      this.moments = new ArrayList<>(before.moments.subList(0, last + 1));
      Moment moment = moments.get(last);
      this.entries = new ArrayList<>(before.entries.subList(0, moment.entries()));
      this.server = new ApiServer(moment.state());
      this.controllers = new Controllers(server, used);
      this.happenings = new Happenings(server, controllers);
      for (Planned each : planned) {
        if (each.at() < from && before.refused.contains(each.id())) {
          refused.add(each.id());
        }
      }
    }

    Course course() {
      for (Planned each : planned) {
        if (each.at() >= from) {
          go(each.at());
          server.passTo(each.at());
          if (!happenings.happen(each.what())) {
            refused.add(each.id());
          }
          keep();
        }
      }
      if (planned.isEmpty()) {
        return new Course(planned, moments, entries, refused, true, used);
      }
      isLast = true;
      go(planned.get(planned.size() - 1).at() + HORIZON);
      return new Course(planned, moments, entries, refused, controllers.isQuiet(), used);
    }

    /** Lets everybody act who is due before a moment. */
    private void go(long until) {
      for (Due due = server.next(); due != null && due.at() < until; due = server.next()) {
        boolean isEnough = entries.size() >= MOST_ENTRIES || acts >= MOST_ACTS;
        if (isEnough || (isLast && controllers.isQuiet())) {
          return;
        }
        acts += controllers.weight(due);
        server.passTo(due.at());
        server.take(due);
        controllers.act(due);
        Due next = server.next();
        if (next == null || next.at() > server.now()) {
          keep();
        }
      }
    }

    private void keep() {
      if (!server.notes().hasChanged()) {
        return;
      }
      entries.addAll(server.notes().takeEntries());
      State state = server.state();
      int last = moments.size() - 1;
      boolean isBeginning = last == 0; // it stays as it was before the first event
      Set<String> touched = server.notes().takeTouched();
      if (!isBeginning && moments.get(last).state().now() == state.now()) {
        touched.addAll(moments.remove(last).touched());
      }
      moments.add(new Moment(state, entries.size(), touched));
    }
  }
}
