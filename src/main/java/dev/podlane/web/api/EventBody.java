package dev.podlane.web.api;

import dev.podlane.cluster.docker.DockerEvent;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.Event;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something that happens to a pod, a container or a cable, as it is named in a request. */
@Schema(name = "EventRequest")
record EventBody(
    @Schema(
            description =
                "kill, start, restart: a container, of a pod (kill only) or of a Docker machine;"
                    + " killPause: the sandbox of a pod; unplug, plug: a cable",
            allowableValues = {"kill", "killPause", "start", "restart", "unplug", "plug"},
            example = "kill")
        @NotBlank
        @Nullable String type,
    @Schema(description = "The pod", example = "default/web-1") @Size(max = 510)
        @Nullable String pod,
    @Schema(description = "The machine of a Docker container", example = "host-1") @Size(max = 253)
        @Nullable String machine,
    @Schema(description = "The container", example = "nginx") @Size(max = 253)
        @Nullable String container,
    @Schema(
            description = "One end of the cable, as namespace/device",
            example = "default/web-1/eth0")
        @Size(max = 600)
        @Nullable String device) {

  /**
   * Returns the event.
   *
   * @throws ApiException if its parts do not fit its type
   */
  Event asked() {
    String kind = "" + type;
    return switch (kind) {
      case "killPause" -> new Event.PodEnd(path(), "");
      case "unplug", "plug" -> new Event.CableChange(needed(device, "device"), kind.equals("plug"));
      case "kill" ->
          machine == null
              ? new Event.PodEnd(path(), needed(container, "pod, container"))
              : docker(machine);
      case "start", "restart" -> docker(needed(machine, "machine, container"));
      default ->
          throw new ApiException(
              ProblemKind.INVALID_FIELDS,
              Fault.field(
                  "api.field.choice",
                  "event.type",
                  "kill, killPause, start, restart, unplug, plug"));
    };
  }

  private Event docker(String host) {
    DockerEvent.Kind kind = DockerEvent.Kind.valueOf(("" + type).toUpperCase(Locale.ROOT));
    return new Event.ContainerChange(host, kind, needed(container, "machine, container"));
  }

  private String path() {
    String named = needed(pod, "kill".equals(type) ? "pod, container" : "pod");
    return named.indexOf('/') < 0 ? "default/" + named : named;
  }

  private String needed(@Nullable String value, String all) {
    if (value == null || value.isBlank()) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS, Fault.field("api.edit.event", "event", "" + type, all));
    }
    return value;
  }
}
