package dev.podlane.answer;

import dev.podlane.workspace.TargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The sentence about a name that has no target.
 *
 * @param key message key
 * @param field field of the probe that has the name, argument 0 of the message
 * @param args further arguments of the message
 */
public record TargetWords(String key, String field, List<String> args) {
  public TargetWords {
    args = List.copyOf(args);
  }

  /** The words for a failure, with suggestions. */
  public static TargetWords of(TargetException failure) {
    List<String> about = failure.candidates();
    String field = failure.field();
    if (failure.why() == TargetException.Why.LEFT_OUT) {
      String file = about.get(4).isEmpty() ? "" : "-in-file";
      return new TargetWords("api.target.left-out" + file, field, about);
    }
    if (failure.why() == TargetException.Why.NO_PODS) {
      return new TargetWords("api.target.no-pods-" + about.get(2), field, about.subList(0, 2));
    }
    String why = failure.why().name().toLowerCase(Locale.ROOT).replace('_', '-');
    boolean near =
        !about.isEmpty()
            && (failure.why() == TargetException.Why.UNKNOWN
                || failure.why() == TargetException.Why.BAD_PORT);
    return new TargetWords(
        "api.target." + why + (near ? "-near" : ""),
        field,
        List.of(failure.text(), String.join(", ", about)));
  }

  /** The sentence. */
  public String sentence(Localizer words) {
    List<String> all = new ArrayList<>(args);
    all.add(0, field);
    return words.say(key, all);
  }
}
