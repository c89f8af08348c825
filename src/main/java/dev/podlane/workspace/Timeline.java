package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.docker.DockerEvent;
import dev.podlane.cluster.docker.Engine;
import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.object.PodEvent;
import dev.podlane.document.Document;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.notation.ConsoleEdit;
import dev.podlane.notation.ConsoleEdits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads and orders the events of a cluster. */
final class Timeline {
  /** The latest moment at which something may be planned, in milliseconds: a day. */
  static final long LATEST = 86_400_000;

  private Timeline() {}

  /**
   * The events written in documents, in the order of the documents.
   *
   * @param cluster the cluster of these documents; null for a Linux network
   */
  static List<Edit> written(
      List<Document> documents, @Nullable Cluster cluster, Consumer<Problem> problems) {
    Map<List<Object>, List<Edit>> found = new HashMap<>();
    for (ConsoleEdit edit : ConsoleEdits.read(documents, problems)) {
      add(found, new Event.Commands(edit.namespace(), List.of(edit.command())), edit.place());
    }
    if (cluster != null) {
      for (PodEvent event : Clusters.podEvents(documents)) {
        add(found, new Event.PodEnd(event.pod(), event.container()), event.place());
      }
      cluster.hosts().forEach(host -> docker(found, host));
    }
    List<Edit> ordered = new ArrayList<>();
    for (Document document : found.isEmpty() ? List.<Document>of() : documents) {
      for (Edit edit : found.getOrDefault(key(document.place()), List.of())) {
        String id = "d" + (ordered.size() + 1);
        ordered.add(new Edit(id, edit.event(), null, edit.place()));
      }
    }
    return ordered;
  }

  private static void docker(Map<List<Object>, List<Edit>> found, Host host) {
    Engine engine = host.engine();
    for (DockerEvent event : engine == null ? List.<DockerEvent>of() : engine.events()) {
      Event change = new Event.ContainerChange(host.name(), event.kind(), event.container());
      add(found, change, event.place());
    }
  }

  private static void add(Map<List<Object>, List<Edit>> found, Event event, Place place) {
    found
        .computeIfAbsent(key(place), any -> new ArrayList<>())
        .add(new Edit("", event, null, place));
  }

  private static List<Object> key(Place place) {
    return List.of(place.file(), place.document());
  }

  /** Returns the events in effect: without withdrawals, and without the events these withdraw. */
  static List<Edit> effective(List<Edit> all) {
    List<Edit> effective = new ArrayList<>();
    for (Edit edit : all) {
      if (edit.event() instanceof Event.Withdrawal withdrawn) {
        effective.removeIf(
            each ->
                each.id().equals(withdrawn.id()) && each.event().text().equals(withdrawn.wanted()));
      } else {
        effective.add(edit);
      }
    }
    return effective;
  }
}
