package dev.podlane.web.api;

import dev.podlane.terminal.kubectl.Kubectl;
import dev.podlane.terminal.kubectl.KubectlResult;
import dev.podlane.time.Course;
import dev.podlane.time.state.State;
import dev.podlane.web.api.EditViews.CommandView;
import dev.podlane.web.library.EditService;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.workspace.CommandResult;
import dev.podlane.workspace.Event;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Command lines of kubectl: they look at a moment of the time line, or plan an event there. */
@Component
class KubectlAnswers {
  private final EditAnswers edits;
  private final ClusterAnswers answers;

  KubectlAnswers(EditAnswers edits, ClusterAnswers answers) {
    this.edits = edits;
    this.answers = answers;
  }

  /** Answers a command line; empty if it is not for kubectl, or there is no Kubernetes. */
  Optional<ResponseEntity<CommandView>> answer(
      OpenedCluster opened,
      ConsoleBody body,
      @Nullable String ifMatch,
      HttpServletRequest request) {
    String line = body.command() == null ? "" : body.command();
    Optional<Course> course = Kubectl.isOne(line) ? opened.workspace().course() : Optional.empty();
    if (course.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong moment = MomentParameter.ofRequest();
    State end = course.get().end();
    State state =
        moment.isPresent() ? course.get().at(moment.getAsLong()).until(moment.getAsLong()) : end;
    KubectlResult result = Kubectl.answer(opened.workspace(), state, line);
    if (result instanceof KubectlResult.Printed printed) {
      CommandResult said = new CommandResult(printed.text(), printed.exitCode(), false);
      return Optional.of(view(said, opened, request));
    }
    KubectlResult.Change change = (KubectlResult.Change) result;
    answers.requireNow(opened.entry().id());
    long at = moment.orElse(end.now());
    String expected = ifMatch;
    OpenedCluster cluster = opened;
    boolean kept = true;
    for (Event event : change.events()) {
      EditService.Done done =
          edits.happen(cluster.entry().id(), new Event.Timed(at, event), body.copyAs(), expected);
      cluster = done.cluster();
      expected = null; // the version is another one now
      kept &= done.kept() == EditService.Kept.YES;
    }
    Optional<Course> now = cluster.workspace().course();
    String text = now.map(each -> change.output(each, at)).orElse(change.text());
    CommandResult said = new CommandResult(text, change.exitCode(), kept);
    return Optional.of(view(said, cluster, request));
  }

  private ResponseEntity<CommandView> view(
      CommandResult said, OpenedCluster cluster, HttpServletRequest request) {
    CommandView view =
        EditViews.command(said, said.changed(), List.of(), cluster, answers.words(request));
    return ResponseEntity.ok().eTag(cluster.entry().version()).body(view);
  }
}
