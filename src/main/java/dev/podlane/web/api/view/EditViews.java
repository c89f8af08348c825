package dev.podlane.web.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.workspace.AppliedEdit;
import dev.podlane.workspace.CommandResult;
import dev.podlane.workspace.Workspace;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said about commands and the edits they leave. */
public final class EditViews {
  private EditViews() {}

  /** What a command line did. */
  @Schema(name = "CommandAnswer")
  public record CommandView(
      @Schema(description = "What the tool prints, may be empty") String text,
      boolean refused,
      @Schema(description = "The tool's own, 0 unless it refused") int exitCode,
      @Schema(description = "Whether an edit was kept") boolean changed,
      @Schema(description = "The cluster that has the edits: the copy, if one was made")
          String cluster,
      List<EditView> edits) {}

  /** A command that is given each time the cluster is opened. */
  @Schema(name = "Edit")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EditView(
      @Schema(description = "From 1, in the order they are given", example = "1") int number,
      @Schema(example = "gateway") String namespace,
      @Schema(example = "ip route del 10.0.2.0/24") String command,
      @Schema(description = "What the tool said if the edit no longer applies")
          @Nullable String refused) {}

  /** All edits of a cluster. */
  @Schema(name = "EditList")
  public record EditsView(List<EditView> edits) {}

  /** What a command did, and the edits there are now. */
  public static CommandView command(CommandResult result, OpenedCluster cluster) {
    return new CommandView(
        result.text(),
        result.refused(),
        result.exitCode(),
        result.changed(),
        cluster.entry().id(),
        views(cluster.workspace()));
  }

  /** The edits of a cluster. */
  public static EditsView edits(OpenedCluster cluster) {
    return new EditsView(views(cluster.workspace()));
  }

  /** The edits of an opened cluster, numbered. */
  static List<EditView> views(Workspace workspace) {
    List<EditView> views = new ArrayList<>();
    for (AppliedEdit edit : workspace.edits()) {
      int number = views.size() + 1;
      views.add(
          new EditView(
              number, edit.edit().event().where(), edit.edit().event().text(), edit.refused()));
    }
    return views;
  }
}
