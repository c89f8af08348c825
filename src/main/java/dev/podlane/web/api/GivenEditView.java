package dev.podlane.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.podlane.web.api.EditViews.ObjectNameView;
import dev.podlane.workspace.Event;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An edit of a lesson: the body of {@code POST …/edits} that makes it. */
@Schema(
    name = "LessonEdit",
    description =
        "The body of POST …/edits that makes it; text says it in one line. With at it is an event"
            + " of the time line: POST …/timeline {event, at}, where a field is an event of type"
            + " field with this object, path and value")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GivenEditView(
    @Schema(example = "ip route del 10.0.2.0/24") String text,
    @Schema(example = "gateway") @Nullable String namespace,
    @Nullable List<String> commands,
    @Nullable ObjectNameView object,
    @Nullable String path,
    @Schema(type = "object") @JsonRawValue @Nullable String value,
    @Nullable String manifest,
    @Nullable HappeningView event,
    @Schema(description = "Seconds of the time line; absent for an edit before it")
        @Nullable Double at) {
  /** Something that happens to a pod, a container or a cable. */
  @Schema(name = "LessonEvent")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record HappeningView(
      String type,
      @Nullable String pod,
      @Nullable String machine,
      @Nullable String container,
      @Nullable String device,
      @Nullable String node,
      @Nullable String workload,
      @Nullable String setting,
      @Nullable String value,
      @Nullable String mode) {
    private static HappeningView of(String type, @Nullable String pod, @Nullable String node) {
      return new HappeningView(type, pod, null, null, null, node, null, null, null, null);
    }
  }

  /** The body for an event. */
  static GivenEditView of(Event given) {
    Event.Timed timed = given instanceof Event.Timed later ? later : null;
    Event event = timed == null ? given : timed.what();
    Event.Commands commands = event instanceof Event.Commands run ? run : null;
    Event.FieldChange field = event instanceof Event.FieldChange change ? change : null;
    return new GivenEditView(
        event.text(),
        commands == null ? null : commands.namespace(),
        commands == null ? null : commands.lines(),
        field == null
            ? null
            : new ObjectNameView(
                field.object().kind(), field.object().namespace(), field.object().name()),
        field == null ? null : field.path(),
        field == null ? null : field.json() == null ? "null" : field.json(),
        event instanceof Event.Manifest manifest ? manifest.documents() : null,
        happening(event),
        timed == null ? null : (Double) (timed.at() / 1_000.0));
  }

  private static @Nullable HappeningView happening(Event event) {
    if (event instanceof Event.PodEnd end) {
      return end.container().isEmpty()
          ? HappeningView.of("killPause", end.pod(), null)
          : new HappeningView(
              "kill", end.pod(), null, end.container(), null, null, null, null, null, null);
    }
    if (event instanceof Event.ContainerChange change) {
      String type = change.kind().name().toLowerCase(Locale.ROOT);
      return new HappeningView(
          type, null, change.machine(), change.container(), null, null, null, null, null, null);
    }
    if (event instanceof Event.CableChange cable) {
      String type = cable.plugged() ? "plug" : "unplug";
      return new HappeningView(
          type, null, null, null, cable.device(), null, null, null, null, null);
    }
    if (event instanceof Event.Act act) {
      return happening(act);
    }
    return null;
  }

  private static HappeningView happening(Event.Act act) {
    String type = act.act().text();
    return switch (act.act()) {
      case SET ->
          new HappeningView(
              type, null, null, null, null, null, null, act.target(), act.detail(), null);
      case ROLLBACK ->
          new HappeningView(type, null, null, null, null, null, act.target(), null, null, null);
      case DELETE_POD -> HappeningView.of("deletePod", act.target(), null);
      case FAIL_READINESS, PASS_READINESS, FAIL_LIVENESS, PASS_LIVENESS, FAIL, PASS ->
          HappeningView.of(type, act.target(), null);
      case LABEL_POD ->
          new HappeningView(
              type, act.target(), null, null, null, null, null, null, act.detail(), null);
      case FIRE ->
          new HappeningView(type, null, null, null, null, null, act.target(), null, null, null);
      case PROXY_MODE -> {
        String node = act.target().isEmpty() ? null : act.target();
        yield new HappeningView(type, null, null, null, null, node, null, null, null, act.detail());
      }
      case CORDON, UNCORDON, DRAIN, LOSE_NODE, RETURN_NODE, STOP_PROXY, START_PROXY ->
          HappeningView.of(type, null, act.target());
    };
  }
}
