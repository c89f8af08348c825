package dev.podlane.school.fact;

import dev.podlane.scenario.term.Fact;
import dev.podlane.workspace.Event;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Facts about what a learner has done.
 *
 * @param own the learner's events, in order; those of the lesson are left out
 * @param passed number of them by which a page was passed, by its id; all of them if it was not
 */
record EditFacts(List<Event> own, ToIntFunction<String> passed) {
  EditFacts {
    own = List.copyOf(own);
  }

  Fact count() {
    return Fact.of(own.size());
  }

  Fact edited(String where) {
    return Fact.of(own.stream().anyMatch(event -> Events.touches(event, where)));
  }

  Fact editedAfter(String page, String where) {
    int from = Math.min(own.size(), passed.applyAsInt(page));
    return Fact.of(own.subList(from, own.size()).stream().anyMatch(e -> Events.touches(e, where)));
  }

  Fact typed(String words) {
    return Fact.of(
        own.stream()
            .anyMatch(
                event ->
                    event instanceof Event.Commands commands
                        && commands.lines().stream().anyMatch(line -> line.contains(words))));
  }
}
