package dev.podlane.web.api;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.Kind;
import dev.podlane.web.api.view.EditViews;
import dev.podlane.web.api.view.EditViews.CommandView;
import dev.podlane.web.library.EditDesk;
import dev.podlane.workspace.ChangeException;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What calls that change a cluster share. */
@Component
class EditAnswers {
  private final EditDesk desk;
  private final Answers answers;

  EditAnswers(EditDesk desk, Answers answers) {
    this.desk = desk;
    this.answers = answers;
  }

  /**
   * Lets something happen to a cluster.
   *
   * @param copyAs name of a copy if it is a sample; blank for none
   * @throws ApiException if it cannot happen there; a refusal by a tool is an answer
   */
  EditDesk.Done happen(String id, Event event, @Nullable String copyAs, @Nullable String ifMatch) {
    String copy = ClusterNames.checkedIfGiven("copyAs", copyAs);
    EditDesk.Done done;
    try {
      done =
          desk.happen(id, event, copy, Answers.expected(ifMatch))
              .orElseThrow(() -> Answers.unknown(id));
    } catch (ChangeException refused) {
      throw new ApiException(
          Kind.INVALID_FIELDS, refused.problems().stream().map(Fault::of).toList());
    }
    return switch (done.kept()) {
      case SAMPLE ->
          throw new ApiException(Kind.READ_ONLY, Fault.request("api.console.sample", id));
      case FULL ->
          throw new ApiException(
              Kind.STORE_FULL, Fault.request("api.console.too-many", "" + Workspace.MOST_EDITS));
      case YES, NO -> done;
    };
  }

  /** What became of it, with the version of the cluster that has the edits. */
  ResponseEntity<CommandView> answer(EditDesk.Done done, HttpServletRequest request) {
    boolean kept = done.kept() == EditDesk.Kept.YES;
    CommandView view =
        EditViews.command(
            done.result(), kept, done.problems(), done.cluster(), answers.words(request));
    return ResponseEntity.ok().eTag(done.cluster().entry().version()).body(view);
  }
}
