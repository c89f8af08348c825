package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.Pod;
import dev.podlane.compile.ContainerInfo;
import java.util.List;
import java.util.Optional;

/** Makes sure that the things events happen to are there. */
public final class EventTargets {
  private static final int SHOWN = 5;

  private EventTargets() {}

  /**
   * Refuses an event whose pod, container or cable is not there now; other events are tried where
   * they happen.
   *
   * @throws ChangeException naming those there are
   */
  public static void require(Workspace workspace, Event event) {
    if (event instanceof Event.PodEnd end) {
      require(workspace, end);
    } else if (event instanceof Event.ContainerChange change) {
      require(workspace, change);
    } else if (event instanceof Event.CableChange change) {
      Cables.cable(workspace.network(), Cables.end(change.device()));
    } else if (event instanceof Event.Timed timed) {
      TimedTargets.require(workspace, timed);
    }
  }

  private static void require(Workspace workspace, Event.PodEnd end) {
    List<Pod> pods = workspace.cluster().map(Cluster::pods).orElse(List.of());
    Optional<Pod> pod =
        pods.stream()
            .filter(each -> each.ref().path().equals(end.pod()) && each.hasNetwork())
            .findFirst();
    if (pod.isEmpty()) {
      throw ChangeException.of("event.pod", "no-pod", end.pod());
    }
    List<String> names = pod.get().containers().stream().map(Container::name).toList();
    if (!end.container().isEmpty() && !names.contains(end.container())) {
      throw ChangeException.of(
          "event.container", "no-container", end.pod(), end.container(), some(names));
    }
  }

  private static void require(Workspace workspace, Event.ContainerChange change) {
    List<String> names =
        workspace.containers().stream()
            .filter(each -> each.host().name().equals(change.machine()))
            .map(ContainerInfo::name)
            .toList();
    if (!names.contains(change.container())) {
      throw ChangeException.of(
          "event.container",
          "no-docker-container",
          change.machine(),
          change.container(),
          some(names));
    }
  }

  private static String some(List<String> names) {
    return names.isEmpty() ? "–" : String.join(", ", names.stream().limit(SHOWN).toList());
  }
}
