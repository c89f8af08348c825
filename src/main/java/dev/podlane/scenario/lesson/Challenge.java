package dev.podlane.scenario.lesson;

import dev.podlane.scenario.term.Term;
import java.util.List;

/**
 * A broken cluster that is to be repaired.
 *
 * @param level 1 to 4
 * @param order place in the level
 * @param fault changes that broke the cluster
 * @param red symptoms now
 * @param goal conditions to be met; among them probes that must stay green
 * @param forbid network namespaces and objects that may not be edited
 * @param hints three, each says more
 * @param accept repairs that reach the goal
 * @param reject repairs that look right and do not
 * @param par least number of edits
 * @param origin the file it came from; empty if it is built in
 */
public record Challenge(
    String id,
    int level,
    int order,
    Words title,
    Words story,
    Ground ground,
    List<Change> fault,
    List<Symptom> red,
    List<Goal> goal,
    List<String> forbid,
    List<Words> hints,
    List<List<Change>> accept,
    List<Task.Rejected> reject,
    int par,
    Words teaches,
    String origin) {
  public Challenge {
    fault = List.copyOf(fault);
    red = List.copyOf(red);
    goal = List.copyOf(goal);
    forbid = List.copyOf(forbid);
    hints = List.copyOf(hints);
    accept = List.copyOf(accept);
    reject = List.copyOf(reject);
  }

  /** Something that can be seen before the repair, with the probe that shows it. */
  public record Symptom(String probe, Words say, Term check) {}

  /** Something that is to hold, in words and as a condition. */
  public record Goal(Words say, Term check) {}
}
