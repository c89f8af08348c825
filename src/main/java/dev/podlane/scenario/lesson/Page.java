package dev.podlane.scenario.lesson;

import dev.podlane.scenario.term.Term;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One screen of a lesson.
 *
 * @param id for conditions about what came later; empty for none
 * @param say its sentence
 * @param show the things that are lit on the stage, by kind: {@code table: gateway/routes}
 * @param edits changes by the lesson itself on this page, before the walk
 * @param walk name of the probe that is sent; null to go on with the one before
 * @param stop the step at which the walk stands at the end of the page; null to stay
 * @param expect conditions that must hold here
 * @param ask a prediction; null for none
 * @param command a command whose output is shown; null for none
 * @param task something to change; null for none
 * @param beside two walks side by side; null for none
 * @param sorting things to put in their places; null for none
 */
public record Page(
    String id,
    Words say,
    Map<String, String> show,
    List<Change> edits,
    @Nullable String walk,
    @Nullable Stop stop,
    List<Term> expect,
    @Nullable Ask ask,
    @Nullable Shown command,
    @Nullable Task task,
    @Nullable Beside beside,
    @Nullable Sorting sorting) {
  public Page {
    show = Collections.unmodifiableMap(new LinkedHashMap<>(show));
    edits = List.copyOf(edits);
    expect = List.copyOf(expect);
  }

  /**
   * A command that the engine runs.
   *
   * @param real the way to the same on a real machine; null where it is the same
   */
  public record Shown(String netns, String run, @Nullable Words real) {}
}
