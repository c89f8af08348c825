package dev.podlane.answer;

import dev.podlane.answer.TimelineView.HappenedView;
import dev.podlane.answer.TimelineView.ObjectView;
import dev.podlane.answer.TimelineView.PlannedView;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.time.Course;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.Settings;
import dev.podlane.workspace.AppliedEdit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.TimedEvents;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Describes time lines. */
public final class TimelineViews {
  private static final double SECOND = 1_000;
  private static final int MOST_CRON_JOBS = 100;

  private final Localizer words;

  private TimelineViews(Localizer words) {
    this.words = words;
  }

  /**
   * The time line of a cluster.
   *
   * @param cluster its id
   * @param from the first moment of events that are wanted, in milliseconds
   * @param until the last one
   * @param most the most events that are wanted
   */
  public static TimelineView of(
      String cluster,
      Workspace workspace,
      Course course,
      long from,
      long until,
      int most,
      Localizer words) {
    TimelineViews views = new TimelineViews(words);
    List<HappenedView> events = new ArrayList<>();
    for (Entry each : course.entries()) {
      if (each.at() >= from && each.at() <= until && events.size() < most) {
        events.add(views.happened(each));
      }
    }
    return new TimelineView(
        cluster,
        seconds(course.end().now()),
        course.isSettled(),
        settings(course.end().settings()),
        views.planned(workspace),
        TimelineWorkloads.of(course),
        TimedEvents.cronJobs(course.end()).stream().limit(MOST_CRON_JOBS).toList(),
        course.entries().size(),
        events);
  }

  private static double seconds(long millis) {
    return millis / SECOND;
  }

  private List<PlannedView> planned(Workspace workspace) {
    List<PlannedView> views = new ArrayList<>();
    int number = 0;
    for (AppliedEdit each : workspace.edits()) {
      number++;
      if (each.edit().event() instanceof Event.Timed timed) {
        views.add(planned(number, timed, each));
      }
    }
    views.sort(Comparator.comparingDouble(PlannedView::time));
    return views;
  }

  private PlannedView planned(int number, Event.Timed timed, AppliedEdit edit) {
    Event what = timed.what();
    String text =
        what instanceof Event.FieldChange change && change.json() != null
            ? change.path() + " = " + change.json()
            : what.text();
    String refused = edit.problem() == null ? null : words.say(edit.problem());
    return new PlannedView(number, seconds(timed.at()), what.where(), text, refused);
  }

  private HappenedView happened(Entry entry) {
    boolean isDone = entry.rule() > 0 && words.messages().has("time.rule." + entry.rule());
    return new HappenedView(
        seconds(entry.at()),
        entry.actor().text(),
        orNull(entry.on()),
        object(entry.object()),
        entry.code(),
        words.say("time." + entry.code(), args(entry)),
        isDone ? words.say("time.rule." + entry.rule()) : null,
        entry.rule() == 0 ? null : entry.rule());
  }

  /** The object's name first, then what the entry brings. */
  private static List<String> args(Entry entry) {
    List<String> args = new ArrayList<>();
    args.add(entry.object().name());
    args.addAll(entry.args());
    return args;
  }

  private static ObjectView object(ObjectRef ref) {
    return new ObjectView(ref.kind(), orNull(ref.namespace()), ref.name());
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static SortedMap<String, Object> settings(Settings settings) {
    SortedMap<String, Object> all = new TreeMap<>();
    all.put("seed", settings.seed());
    all.put("watch", seconds(settings.watch()));
    all.put("sandbox", seconds(settings.sandbox()));
    all.put("containerStart", seconds(settings.containerStart()));
    all.put("appStart", seconds(settings.appStart()));
    all.put("appStop", seconds(settings.appStop()));
    all.put("onStop", settings.onStop().text());
    all.put("teardown", seconds(settings.teardown()));
    all.put("report", seconds(settings.report()));
    all.put("proxyMinSync", seconds(settings.proxyMinSync()));
    all.put("proxySync", seconds(settings.proxySync()));
    all.put("proxyBurst", settings.proxyBurst());
    all.put("monitorPeriod", seconds(settings.monitorPeriod()));
    all.put("monitorGrace", seconds(settings.monitorGrace()));
    all.put("leaseRenewal", seconds(settings.leaseRenewal()));
    all.put("gcPeriod", seconds(settings.gcPeriod()));
    all.put("gcQuarantine", seconds(settings.gcQuarantine()));
    all.put("drainRetry", seconds(settings.drainRetry()));
    all.put("jobRun", seconds(settings.jobRun()));
    all.put("missingImages", settings.missingImages());
    return all;
  }
}
