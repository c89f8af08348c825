package dev.podlane.web.api;

import dev.podlane.web.api.EditViews.CommandView;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.EditService;
import dev.podlane.workspace.ChangeException;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The answers shared by all calls that change a cluster. */
@Component
class EditAnswers {
  private final EditService desk;
  private final ClusterAnswers answers;

  EditAnswers(EditService desk, ClusterAnswers answers) {
    this.desk = desk;
    this.answers = answers;
  }

  /**
   * Lets something happen to a cluster.
   *
   * @param copyAs name of a copy if it is a sample; blank for none
   * @throws ApiException if it cannot happen there; a refusal by a tool is an answer
   */
  EditService.Done happen(
      String id, Event event, @Nullable String copyAs, @Nullable String ifMatch) {
    String copy = ClusterNames.checkedIfGiven("copyAs", copyAs);
    EditService.Done done;
    try {
      done =
          desk.happen(id, event, copy, ClusterAnswers.expected(ifMatch))
              .orElseThrow(() -> ClusterAnswers.unknown(id));
    } catch (ChangeException refused) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS, refused.problems().stream().map(Fault::of).toList());
    }
    return switch (done.kept()) {
      case SAMPLE ->
          throw new ApiException(ProblemKind.READ_ONLY, Fault.request("api.console.sample", id));
      case FULL ->
          throw new ApiException(
              ProblemKind.STORE_FULL,
              Fault.request("api.console.too-many", "" + Workspace.MOST_EDITS));
      case YES, NO -> done;
    };
  }

  /** Returns the result of an edit, with the version of the cluster that includes it. */
  ResponseEntity<CommandView> answer(EditService.Done done, HttpServletRequest request) {
    boolean kept = done.kept() == EditService.Kept.YES;
    CommandView view =
        EditViews.command(
            done.result(), kept, done.problems(), done.cluster(), answers.words(request));
    return ResponseEntity.ok().eTag(done.cluster().entry().version()).body(view);
  }
}
