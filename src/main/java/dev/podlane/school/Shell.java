package dev.podlane.school;

import dev.podlane.console.Console;
import dev.podlane.scenario.lesson.Page;
import dev.podlane.school.fact.Events;
import dev.podlane.school.fact.Requests;
import dev.podlane.school.fact.Stages;
import dev.podlane.school.fact.Walks;
import dev.podlane.terminal.Reply;
import dev.podlane.terminal.Terminal;
import dev.podlane.terminal.kubectl.Kubectl;
import dev.podlane.terminal.kubectl.KubectlResult;
import dev.podlane.time.Course;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the commands that pages show: in the cluster of the page, after its walk so far. */
final class Shell {
  private Shell() {}

  /** The output of a page's command. */
  static String output(Stand stand, Page.Shown shown) {
    return output(stand.walks(), stand.probe(), stand.stop(), shown);
  }

  /**
   * The output of a command.
   *
   * @param probe the probe behind which it is given; null for none
   * @param stop the step before which it is given; null for the end of the walk
   */
  static String output(
      Walks walks, @Nullable String probe, Stages.@Nullable Found stop, Page.Shown shown) {
    Workspace place = probe == null ? walks.workspace() : walks.place(probe);
    String line = Events.filled(shown.run(), place);
    Optional<Course> course = place.course();
    if (Kubectl.isOne(line) && course.isPresent()) {
      KubectlResult said = Kubectl.answer(place, course.get().end(), line);
      return said instanceof KubectlResult.Printed printed ? printed.text() : "";
    }
    if (Terminal.knows(line)) {
      return new Terminal(place)
          .answer(shown.netns(), line, Optional.empty(), () -> true)
          .map(Reply::text)
          .orElse("");
    }
    Optional<ProbeRequest> walk =
        probe == null
            ? Optional.empty()
            : walks.ground().probe(probe).map(text -> Requests.of(text).get(0));
    int step = stop == null ? Integer.MAX_VALUE : stop.seq();
    return walk.isPresent()
        ? place.run(List.of(walk.get()), () -> true).stateAt(step, shown.netns(), line).text()
        : Console.run(place.network(), shown.netns(), line).text();
  }
}
