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
    description = "The body of POST …/edits that makes it; text says it in one line")
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
      @Nullable String device) {}

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
          ? new HappeningView("killPause", end.pod(), null, null, null)
          : new HappeningView("kill", end.pod(), null, end.container(), null);
    }
    if (event instanceof Event.ContainerChange change) {
      String type = change.kind().name().toLowerCase(Locale.ROOT);
      return new HappeningView(type, null, change.machine(), change.container(), null);
    }
    if (event instanceof Event.CableChange cable) {
      return new HappeningView(
          cable.plugged() ? "plug" : "unplug", null, null, null, cable.device());
    }
    if (event instanceof Event.Act act) {
      return new HappeningView(act.act().text(), act.target(), null, null, null);
    }
    return null;
  }
}
