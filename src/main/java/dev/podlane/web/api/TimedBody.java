package dev.podlane.web.api;

import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.ObjectName;
import dev.podlane.workspace.TimedEvents;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Something that happens on a time line, as it is named in a request. */
@Schema(name = "TimedEventRequest")
record TimedBody(
    @Schema(
            description =
                "scale, setImage, restart, undo, pause, resume: a workload; fire: a CronJob;"
                    + " deletePod, kill,"
                    + " killPause, failReadiness, passReadiness, failLiveness, passLiveness, fail,"
                    + " pass: a pod;"
                    + " cordon, uncordon, drain, loseNode, returnNode, deleteNode, stopProxy,"
                    + " startProxy: a node; label: any object; field: object, path and value;"
                    + " delete: any object; apply: a manifest; unplug, plug: a cable; commands: a"
                    + " network namespace; set: a setting of the time line",
            example = "scale")
        @NotBlank
        @Nullable String type,
    @Schema(
            description =
                "KIND namespace/name, or the name of a workload if it is the only one so called",
            example = "Deployment default/web")
        @Size(max = 600)
        @Nullable String workload,
    @Schema(example = "5") @Min(0) @Max(100_000) @Nullable Integer replicas,
    @Schema(description = "The container; may be left out where there is one", example = "nginx")
        @Size(max = 253)
        @Nullable String container,
    @Schema(example = "nginx:1.29") @Size(max = 1_000) @Nullable String image,
    @Schema(description = "The revision to go back to; the one before if left out", example = "2")
        @Min(0)
        @Nullable Integer revision,
    @Schema(description = "The pod", example = "default/web-1") @Size(max = 510)
        @Nullable String pod,
    @Schema(description = "Seconds it has to end; its own if left out; 0: at once", example = "30")
        @Min(0)
        @Max(86_400)
        @Nullable Integer gracePeriodSeconds,
    @Schema(description = "The node", example = "node-2") @Size(max = 253) @Nullable String node,
    @Schema(description = "The object") @Valid EditBody.@Nullable ObjectBody object,
    @Schema(description = "The field, as of edits", example = "spec.selector.app") @Size(max = 1000)
        @Nullable String path,
    @Schema(
            description = "The new value; null takes a field away. Of a setting: its value as text",
            type = "object",
            example = "\"web\"")
        @Nullable JsonNode value,
    @Schema(description = "Key of the label", example = "tier") @Size(max = 320)
        @Nullable String key,
    @Schema(description = "Kubernetes objects, as of edits", type = "string")
        @Nullable JsonNode manifest,
    @Schema(
            description = "One end of the cable, as namespace/device",
            example = "default/web-1/eth0")
        @Size(max = 600)
        @Nullable String device,
    @Schema(description = "Network namespace the commands are given in", example = "node-1")
        @Size(max = 510)
        @Nullable String namespace,
    @Schema(description = "Command lines", example = "[\"ip link set eth0 down\"]") @Size(max = 100)
        @Nullable List<@NotBlank @Size(max = 4096) String> commands,
    @Schema(
            description = "The mode in which kube-proxy starts anew, on all nodes or on node",
            allowableValues = {"iptables", "nftables"},
            example = "nftables")
        @Size(max = 40)
        @Nullable String mode,
    @Schema(description = "Name of a setting", example = "appStart") @Size(max = 40)
        @Nullable String setting) {
  private static final List<String> TYPES =
      List.of(
          "scale",
          "setImage",
          "restart",
          "undo",
          "pause",
          "resume",
          "fire",
          "deletePod",
          "kill",
          "killPause",
          "failReadiness",
          "passReadiness",
          "failLiveness",
          "passLiveness",
          "fail",
          "pass",
          "cordon",
          "uncordon",
          "drain",
          "loseNode",
          "returnNode",
          "deleteNode",
          "stopProxy",
          "startProxy",
          "proxyMode",
          "label",
          "field",
          "delete",
          "apply",
          "unplug",
          "plug",
          "commands",
          "set");

  private static ApiException noCronJob(List<String> all) {
    String path = "event.workload";
    Fault fault =
        all.isEmpty()
            ? Fault.field("api.field.no-cronjob", path)
            : Fault.field("api.field.choice", path, String.join(", ", all));
    return new ApiException(ProblemKind.INVALID_FIELDS, fault);
  }

  /**
   * Returns the event.
   *
   * @param state the state in which names are looked up
   * @throws ApiException if its parts do not fit its type
   */
  Event asked(State state) {
    String kind = "" + type;
    return switch (kind) {
      case "scale" -> TimedEvents.scale(workload(state), number(replicas, "replicas"));
      case "setImage" -> image(state);
      case "restart" -> TimedEvents.restart(workload(state), state.now());
      case "pause", "resume" -> TimedEvents.paused(workload(state), kind.equals("pause"));
      case "undo" ->
          act(Event.Deed.ROLLBACK, workload(state).key(), revision == null ? "" : "" + revision);
      case "deletePod" ->
          act(
              Event.Deed.DELETE_POD,
              podPath(),
              gracePeriodSeconds == null ? "" : gracePeriodSeconds + "s");
      case "proxyMode" ->
          act(Event.Deed.PROXY_MODE, node == null ? "" : node, needed(mode, "mode"));
      case "fire" ->
          TimedEvents.fire(state, needed(workload, "workload"))
              .orElseThrow(() -> noCronJob(TimedEvents.cronJobs(state)));
      case "kill" -> new Event.PodEnd(podPath(), needed(container, "container"));
      case "killPause" -> new Event.PodEnd(podPath(), "");
      case "failReadiness", "passReadiness", "failLiveness", "passLiveness", "fail", "pass" ->
          act(deed(kind), podPath(), container == null ? "" : container);
      case "cordon", "uncordon", "drain", "loseNode", "returnNode", "stopProxy", "startProxy" ->
          act(deed(kind), needed(node, "node"), "");
      case "deleteNode" ->
          new Event.FieldChange(new ObjectName("Node", "", needed(node, "node")), "", null);
      case "label" -> TimedEvents.labelled(state, objectName(), needed(key, "key"), label());
      case "field" -> new Event.FieldChange(objectName(), needed(path, "path"), json());
      case "delete" -> new Event.FieldChange(objectName(), "", null);
      case "apply" -> new Event.Manifest(manifestText());
      case "unplug", "plug" -> new Event.CableChange(needed(device, "device"), kind.equals("plug"));
      case "commands" -> new Event.Commands(needed(namespace, "namespace"), lines());
      case "set" -> act(Event.Deed.SET, needed(setting, "setting"), text());
      default ->
          throw new ApiException(
              ProblemKind.INVALID_FIELDS,
              Fault.field("api.field.choice", "event.type", String.join(", ", TYPES)));
    };
  }

  private static Event act(Event.Deed deed, String target, String detail) {
    return new Event.Act(deed, target, detail);
  }

  private static Event.Deed deed(String kind) {
    for (Event.Deed each : Event.Deed.values()) {
      if (each.text().equals(kind)) {
        return each;
      }
    }
    throw new IllegalArgumentException(kind);
  }

  private Event image(State state) {
    WorkloadState found = workload(state);
    String wanted = needed(image, "image");
    Optional<Event> event = TimedEvents.image(found, container == null ? "" : container, wanted);
    return event.orElseThrow(() -> missing("event.container"));
  }

  private WorkloadState workload(State state) {
    String name = needed(workload, "workload");
    List<WorkloadState> found = TimedEvents.workloads(state, name);
    if (found.size() != 1) {
      List<String> choices = found.isEmpty() ? TimedEvents.some(state) : TimedEvents.keys(found);
      String all = choices.isEmpty() ? "–" : String.join(", ", choices);
      throw new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.time.workload", "event.workload", name, all));
    }
    return found.get(0);
  }

  private String podPath() {
    String named = needed(pod, "pod");
    return named.indexOf('/') < 0 ? "default/" + named : named;
  }

  private ObjectName objectName() {
    if (object == null) {
      throw missing("event.object");
    }
    String namespace = object.namespace() == null ? "" : object.namespace();
    return new ObjectName("" + object.kind(), namespace, "" + object.name());
  }

  private @Nullable String json() {
    if (value == null) {
      throw missing("event.value");
    }
    return value.isNull() ? null : value.toString();
  }

  /** The value of a label, as text; null takes it away. */
  private @Nullable String label() {
    if (value == null) {
      throw missing("event.value");
    }
    return value.isNull() ? null : value.isString() ? value.asString() : value.toString();
  }

  private String text() {
    if (value == null || value.isNull()) {
      throw missing("event.value");
    }
    return value.isString() ? value.asString() : value.toString();
  }

  private List<String> lines() {
    if (commands == null || commands.isEmpty()) {
      throw missing("event.commands");
    }
    return commands;
  }

  private String manifestText() {
    if (manifest == null || manifest.isNull()) {
      throw missing("event.manifest");
    }
    return EditBody.manifestText(manifest);
  }

  private static String needed(@Nullable String given, String field) {
    if (given == null || given.isBlank()) {
      throw missing("event." + field);
    }
    return given;
  }

  private static int number(@Nullable Integer given, String field) {
    if (given == null) {
      throw missing("event." + field);
    }
    return Objects.requireNonNull(given);
  }

  private static ApiException missing(String field) {
    return EditBody.missing(field);
  }
}
