package dev.podlane.web.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.docker.DockerEvent;
import dev.podlane.store.NewEdit;
import dev.podlane.store.SavedEdit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.ObjectName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of event is read from its row as it was written. */
final class EditJsonTest {
  static Stream<Event> events() {
    return Stream.of(
        new Event.Commands("node-1", List.of("ip link set eth0 down")),
        new Event.Commands("node-1", List.of("ip link set eth0 down", "ip link set eth0 up")),
        new Event.FieldChange(new ObjectName("Pod", "default", "web-1"), "", null),
        new Event.FieldChange(new ObjectName("Pod", "default", "web-1"), "spec.nodeName", "\"n\""),
        new Event.Manifest("kind: Pod"),
        new Event.PodEnd("default/web-1", "nginx"),
        new Event.PodEnd("default/web-1", ""),
        new Event.ContainerChange("host-1", DockerEvent.Kind.RESTART, "c1"),
        new Event.CableChange("node-1/eth0", false),
        new Event.CableChange("default/web-1/eth0", true),
        new Event.Withdrawal("e3", "kill nginx"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void itIsReadAsItWasWritten(Event event) {
    NewEdit row = EditJson.row(event);
    SavedEdit saved = new SavedEdit(3, 2, Instant.EPOCH, row.kind(), row.payload());
    assertThat(EditJson.read(saved).edit().event()).isEqualTo(event);
  }
}
