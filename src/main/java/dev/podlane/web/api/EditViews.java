package dev.podlane.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.podlane.answer.ClusterViews;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.ProblemView;
import dev.podlane.document.Problem;
import dev.podlane.terminal.Reply;
import dev.podlane.web.library.EditJson;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.workspace.AppliedEdit;
import dev.podlane.workspace.CommandResult;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The views of events and their results. */
public final class EditViews {
  private EditViews() {}

  /** The result of a command line or another edit. */
  @Schema(name = "CommandAnswer")
  public record CommandView(
      @Schema(description = "What the tool prints, may be empty") String text,
      boolean refused,
      @Schema(description = "The tool's own, 0 unless it refused") int exitCode,
      @Schema(description = "Whether an edit was kept") boolean changed,
      @Schema(description = "The cluster that has the edits: the copy, if one was made")
          String cluster,
      @Schema(description = "What is wrong since then that was not wrong before")
          List<ProblemView> problems,
      List<EditView> edits,
      @Schema(description = "The probes that the program sent; absent if it sends none")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable List<SentProbe> walks) {}

  /** An event that happens each time the cluster is opened. */
  @Schema(name = "Edit")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EditView(
      @Schema(description = "From 1, in the order they happen", example = "1") int number,
      @Schema(
              description =
                  "commands in a network namespace, a field of an object, a manifest, the end of a"
                      + " pod's container or sandbox, the start or end of a Docker container, a"
                      + " cable that is cut or plugged, an event of the time line",
              allowableValues = {
                "commands",
                "field",
                "manifest",
                "pod",
                "container",
                "cable",
                "timed"
              })
          String kind,
      @Schema(
              description = "Where: a network namespace, an object, or a machine",
              example = "gateway")
          String namespace,
      @Schema(
              description = "What is done; several commands stand in lines",
              example = "ip route del 10.0.2.0/24")
          String command,
      @Schema(description = "When it was asked for; absent if the documents say it")
          @Nullable String at,
      @Schema(description = "The object whose field it changes") @Nullable ObjectNameView object,
      @Schema(description = "The field it changes") @Nullable String path,
      @Schema(description = "The field's new value", type = "object") @JsonRawValue
          @Nullable String value,
      @Schema(description = "The objects it brings") @Nullable String manifest,
      @Schema(description = "Why it does not apply, in the tool's words if it is a command")
          @Nullable String refused) {}

  /** An object as an edit names it. */
  @Schema(name = "EditedObject")
  public record ObjectNameView(String kind, String namespace, String name) {}

  /** All events of a cluster. */
  @Schema(name = "EditList")
  public record EditsView(
      List<EditView> edits,
      @Schema(description = "How many of them the cluster has; ?edit= names an earlier position")
          int position,
      @Schema(description = "What was taken back and can be made again, the next one first")
          List<EditView> undone,
      @Schema(description = "Whether POST …/edits/redo makes something again") boolean redo) {}

  /** Returns the result of an event, with the present edits. */
  public static CommandView command(
      CommandResult result,
      boolean kept,
      List<Problem> problems,
      OpenedCluster cluster,
      Localizer words) {
    return new CommandView(
        result.text(),
        result.refused(),
        result.exitCode(),
        kept,
        cluster.entry().id(),
        ClusterViews.problems(problems, words),
        views(cluster, words),
        null);
  }

  /** Returns what a program printed that changes nothing. */
  public static CommandView printed(Reply reply, OpenedCluster cluster, Localizer words) {
    return new CommandView(
        reply.text(),
        reply.exitCode() != 0,
        reply.exitCode(),
        false,
        cluster.entry().id(),
        List.of(),
        views(cluster, words),
        SentProbe.of(reply));
  }

  /** The events of a cluster. */
  public static EditsView edits(OpenedCluster cluster, Localizer words) {
    List<EditView> done = views(cluster, words);
    List<EditView> undone = new ArrayList<>();
    for (Edit edit : cluster.history().again(cluster.workspace()::written)) {
      undone.add(view(done.size() + undone.size() + 1, edit, null));
    }
    return new EditsView(done, done.size(), undone, cluster.history().canRedo());
  }

  /** The events of an opened cluster, numbered. */
  public static List<EditView> views(OpenedCluster cluster, Localizer words) {
    List<EditView> views = new ArrayList<>();
    for (AppliedEdit each : cluster.workspace().edits()) {
      views.add(view(views.size() + 1, each.edit(), refused(each, words)));
    }
    return views;
  }

  private static @Nullable String refused(AppliedEdit edit, Localizer words) {
    Problem problem = edit.problem();
    if (edit.refused() != null || problem == null) {
      return edit.refused();
    }
    return words.say(problem);
  }

  private static EditView view(int number, Edit edit, @Nullable String refused) {
    Event event = edit.event() instanceof Event.Timed timed ? timed.what() : edit.event();
    Event.FieldChange change = event instanceof Event.FieldChange field ? field : null;
    return new EditView(
        number,
        EditJson.kind(edit.event()),
        event.where(),
        event.text(),
        edit.at() == null ? null : edit.at().toString(),
        change == null ? null : name(change),
        change == null ? null : change.path(),
        change == null ? null : change.json(),
        event instanceof Event.Manifest manifest ? manifest.documents() : null,
        refused);
  }

  private static ObjectNameView name(Event.FieldChange change) {
    return new ObjectNameView(
        change.object().kind(), change.object().namespace(), change.object().name());
  }
}
