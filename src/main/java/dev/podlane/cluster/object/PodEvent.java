package dev.podlane.cluster.object;

import dev.podlane.cluster.field.Metadata;
import dev.podlane.document.Fields;
import dev.podlane.document.Place;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that happens to a pod once it runs: {@code podlane.dev/v1 PodEvents}.
 *
 * @param pod {@code namespace/name}
 * @param container the container that is killed; empty if it is pause
 * @param place place in the documents
 */
public record PodEvent(String pod, String container, Place place) {
  /** Most events of one document. */
  private static final int MOST = 1_000;

  /** Returns true if the pod's sandbox ends, false for one of its containers. */
  public boolean isPause() {
    return container.isEmpty();
  }

  public static List<PodEvent> read(Fields fields) {
    List<PodEvent> found = new ArrayList<>();
    Optional<Fields> spec = fields.map("spec");
    if (spec.isEmpty()) {
      return found;
    }
    List<Fields> events = spec.get().maps("events");
    if (events.size() > MOST) {
      spec.get().error("events", "docker.too-many", "events", "" + MOST);
    }
    events.stream().limit(MOST).forEach(each -> event(each).ifPresent(found::add));
    return found;
  }

  private static Optional<PodEvent> event(Fields fields) {
    Optional<Value> kill = fields.value().get("kill");
    boolean pause = fields.has("killPause");
    if (fields.value().entries().size() != 1 || (kill.isEmpty() && !pause)) {
      fields.error("", "pod.event");
      return Optional.empty();
    }
    if (pause) {
      return fields.text("killPause").map(pod -> new PodEvent(path(pod), "", fields.place()));
    }
    Optional<Fields> what = fields.map("kill");
    String pod = what.flatMap(w -> w.text("pod")).orElse("");
    String container = what.flatMap(w -> w.text("container")).orElse("");
    if (what.isPresent() && (pod.isEmpty() || container.isEmpty())) {
      fields.error("kill", "field.missing", pod.isEmpty() ? "pod" : "container");
    }
    return pod.isEmpty() || container.isEmpty()
        ? Optional.empty()
        : Optional.of(new PodEvent(path(pod), container, fields.place()));
  }

  private static String path(String pod) {
    return pod.indexOf('/') < 0 ? Metadata.DEFAULT_NAMESPACE + "/" + pod : pod;
  }
}
