package dev.podlane.school.fact;

import dev.podlane.scenario.term.Evaluation;
import dev.podlane.scenario.term.Fact;
import dev.podlane.scenario.term.Parameter;
import dev.podlane.scenario.term.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers questions about two walks side by side: those that name {@code left} or {@code right}
 * from the cluster of that side, the others from the page's.
 *
 * @param leftWalk name of the probe of the left side
 * @param rightWalk name of the probe of the right side
 */
public record SidesFacts(
    EngineFacts page, String leftWalk, EngineFacts left, String rightWalk, EngineFacts right)
    implements Evaluation.Source {
  @Override
  public Fact answer(Term.Call call) {
    List<Parameter> parameters = call.function().parameters();
    if (!parameters.isEmpty()
        && (parameters.get(0) == Parameter.PROBE || parameters.get(0) == Parameter.WALK)) {
      String[] words = call.argument(0).split("\\.", 2);
      if (words[0].equals("left")) {
        return left.answer(renamed(call, leftWalk, words));
      }
      if (words[0].equals("right")) {
        return right.answer(renamed(call, rightWalk, words));
      }
    }
    return page.answer(call);
  }

  private static Term.Call renamed(Term.Call call, String probe, String[] words) {
    List<String> arguments = new ArrayList<>(call.arguments());
    arguments.set(0, words.length == 1 ? probe : probe + "." + words[1]);
    return new Term.Call(call.function(), arguments, call.field(), call.kind());
  }
}
