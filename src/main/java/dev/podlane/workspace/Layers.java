package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.Problems;
import dev.podlane.document.read.LeftOutFiles;
import dev.podlane.document.read.Read;
import dev.podlane.document.redact.Redaction;
import dev.podlane.document.tree.LeftOut;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.Expectations;
import dev.podlane.notation.LinuxNetworks;
import dev.podlane.time.Course;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The layers of an opened cluster, lowest first. A node as observed will come between the desired
 * state and the commands.
 *
 * @param documents as they were given
 * @param written events that stand in them
 * @param unread problems of documents that could not be read
 * @param kept names of values that are kept where secrets are common, by the kind of their place
 * @param asked events that were asked for since, with those that take others out
 * @param effective events that count, of both
 * @param origin the state from documents and events about objects, at the beginning of time
 * @param flow the course of time from there; null without a cluster
 * @param replay the state from documents and events about objects, and every event on top of it
 */
record Layers(
    List<Document> documents,
    List<Edit> written,
    List<Problem> unread,
    SortedMap<String, SortedSet<String>> kept,
    List<Edit> asked,
    List<Edit> effective,
    Desired origin,
    @Nullable Flow flow,
    Replay replay) {
  private static final long FIXED_WEIGHT = 100_000;
  private static final long NAMESPACE_WEIGHT = 5_000;
  private static final long PLANNED_WEIGHT = 200;

  /** The number of namespaces kept, of those that are built on demand. */
  private static final int MADE = 4_096;

  private static final long OBJECT_WEIGHT = 3_000;

  Layers {
    documents = List.copyOf(documents);
    written = List.copyOf(written);
    unread = Problems.bounded(unread);
    kept = Collections.unmodifiableSortedMap(new TreeMap<>(kept));
    asked = List.copyOf(asked);
    effective = List.copyOf(effective);
  }

  static Layers open(String file, Read read) {
    List<Problem> unread = new ArrayList<>(read.problems());
    List<Document> given = new ArrayList<>();
    for (Document document : read.documents()) {
      Optional<LeftOutFiles> files = LeftOutFiles.of(document);
      if (files.isPresent()) {
        unread.addAll(files.get().problems(Place.NOWHERE));
      } else if (document.isUnread()) {
        unread.add(Problem.warning(document.place(), "text.unread"));
      } else {
        LeftOut.of(document)
            .ifPresentOrElse(
                leftOut -> unread.add(leftOut.problem(document.place())),
                () -> given.add(document));
      }
    }
    if (given.isEmpty()) {
      unread.add(0, Read.noObject(file));
      throw new DocumentException(unread);
    }
    return open(List.copyOf(given), unread);
  }

  private static Layers open(List<Document> given, List<Problem> unread) {
    Desired desired = Desired.of(given, null, List.of(), null);
    if (desired.cluster() != null && desired.cluster().holdsNothing()) {
      unread.addAll(desired.problems());
      throw new DocumentException(unread);
    }
    List<Edit> written = Timeline.written(given, desired.cluster(), unread::add);
    Expectations.read(given, unread::add);
    Replay replay = Replay.of(desired, written, null, Replay.NEVER);
    return new Layers(
        given,
        written,
        unread,
        Redaction.kept(given),
        List.of(),
        written,
        desired,
        Flow.of(desired, Desired.hasEnds(written), written, null),
        replay);
  }

  private boolean hasEnds() {
    return Desired.hasEnds(written) || Desired.hasEnds(effective);
  }

  /** Returns the layers of the same documents with other events. */
  Layers with(List<Edit> edits) {
    List<Edit> all = new ArrayList<>(written);
    all.addAll(edits);
    return with(edits, Timeline.effective(all));
  }

  /** Returns true if nothing is planned: every moment is like the first. */
  boolean isStill() {
    return flow == null || flow.isStill();
  }

  /** The course of time; empty without a cluster. */
  Optional<Course> course() {
    return Optional.ofNullable(flow).map(Flow::course);
  }

  /** The first of the events that count. */
  Layers at(int number) {
    return with(asked, effective.subList(0, number));
  }

  /** Returns a copy with another settled cluster of the same documents. */
  Layers of(Cluster cluster) {
    Replay now = Replay.of(replay.desired().of(cluster), effective, null, replay.then());
    return new Layers(documents, written, unread, kept, asked, effective, origin, flow, now);
  }

  private Layers with(List<Edit> edits, List<Edit> counting) {
    List<Edit> had = aboutObjects(effective);
    List<Edit> objects = aboutObjects(counting);
    Desired begin = origin;
    if (!objects.equals(had)) {
      int further = objects.size() - had.size();
      boolean isFurther = further > 0 && objects.subList(0, had.size()).equals(had);
      begin =
          isFurther && !hasEnds() && !Desired.hasEnds(objects)
              ? origin.after(written, objects, further)
              : Desired.of(documents, written, objects, hasEnds() ? null : origin);
      begin.names().follow(origin.names());
    }
    boolean mayHaveEnds = Desired.hasEnds(written) || Desired.hasEnds(counting);
    Flow course = Flow.of(begin, mayHaveEnds, counting, flow);
    Desired desired = course == null ? begin : course.end();
    Replay now = Replay.of(desired, counting, replay, course == null ? Replay.NEVER : course.by());
    return new Layers(documents, written, unread, kept, edits, counting, begin, course, now);
  }

  /**
   * The layers at a moment of the time line: with the commands and cables that count, which have no
   * moment.
   *
   * @param millis since the beginning
   */
  Layers atMoment(long millis) {
    if (flow == null) {
      return this;
    }
    Replay now = Replay.of(flow.at(millis), effective, null, flow.by(millis));
    return new Layers(documents, written, unread, kept, asked, effective, origin, flow, now);
  }

  /** Returns true if the first events, this many, hold the same events about objects as all do. */
  boolean isNearAt(int number) {
    return aboutObjects(effective.subList(0, number)).equals(aboutObjects(effective));
  }

  private static List<Edit> aboutObjects(List<Edit> edits) {
    return edits.stream().limit(Replay.MOST).filter(edit -> edit.event().isBeforeTime()).toList();
  }

  /** Returns the problems of the documents, and of events that do not apply. */
  List<Problem> problems() {
    List<Problem> all = new ArrayList<>(replay.desired().problems());
    all.addAll(unread);
    all.addAll(replay.problems());
    if (effective.size() > Replay.MOST) {
      Edit first = effective.get(Replay.MOST);
      String left = "" + (effective.size() - Replay.MOST);
      all.add(Problem.error(first.place(), "edit.too-many", "" + Replay.MOST, left));
    }
    return all;
  }

  /** The LinuxNetwork among the documents. */
  Optional<ObjectRef> description() {
    return documents.stream()
        .filter(LinuxNetworks::isNetwork)
        .findFirst()
        .map(LinuxNetworks::name)
        .map(name -> new ObjectRef("podlane.dev/v1", "LinuxNetwork", "", name));
  }

  private long weight(Network network) {
    if (replay.desired().compiled() == null) {
      return network.namespaces().values().stream().mapToLong(NamespaceWeight::of).sum();
    }
    int namespaces = network.namespaces().size();
    return PLANNED_WEIGHT * namespaces + NAMESPACE_WEIGHT * Math.min(namespaces, MADE);
  }

  /** Bytes of memory, estimated. */
  long weight() {
    Cluster cluster = replay.desired().cluster();
    int objects = cluster == null ? 0 : cluster.sources().size();
    return FIXED_WEIGHT
        + weight(replay.network())
        + OBJECT_WEIGHT * Math.max(objects, documents.size())
        + (flow == null ? 0 : flow.weight());
  }
}
