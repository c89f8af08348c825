package dev.podlane.school;

import dev.podlane.console.Console;
import dev.podlane.scenario.lesson.Page;
import dev.podlane.school.fact.Events;
import dev.podlane.school.fact.Requests;
import dev.podlane.terminal.Reply;
import dev.podlane.terminal.Terminal;
import dev.podlane.terminal.kubectl.Kubectl;
import dev.podlane.time.Course;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/** Runs the commands that pages show: in the cluster of the page, after its walk so far. */
final class Shell {
  private Shell() {}

  /** The output of a page's command. */
  static String output(Stand stand, Page.Shown shown) {
    String probe = stand.probe();
    Workspace place = probe == null ? stand.workspace() : stand.walks().place(probe);
    String line = Events.filled(shown.run(), place);
    Optional<ProbeRequest> walk =
        probe == null
            ? Optional.empty()
            : stand.walks().ground().probe(probe).map(text -> Requests.of(text).get(0));
    Optional<Course> course = place.course();
    if (Kubectl.isOne(line) && course.isPresent()) {
      Kubectl.Result said = Kubectl.answer(place, course.get().end(), line);
      return said instanceof Kubectl.Result.Printed printed ? printed.text() : "";
    }
    if (Terminal.knows(line)) {
      return new Terminal(place)
          .answer(shown.netns(), line, Optional.empty(), () -> true)
          .map(Reply::text)
          .orElse("");
    }
    int step = stand.stop() == null ? Integer.MAX_VALUE : stand.stop().seq();
    return walk.isPresent()
        ? place.run(List.of(walk.get()), () -> true).stateAt(step, shown.netns(), line).text()
        : Console.run(place.network(), shown.netns(), line).text();
  }
}
