package dev.podlane.answer;

import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.document.Problem;
import java.util.List;

/** The sentences of one answer, in the reader's language. */
public record Localizer(Messages messages, Language language) {
  /** Its arguments: the edit, the code of a problem, and that problem's arguments. */
  private static final String LAPSED = "edit.lapsed";

  /** The sentence for a key, filled. */
  public String say(String key, String... args) {
    return messages.text(language, key, args);
  }

  /** The sentence for a key, filled. */
  public String say(String key, List<String> args) {
    return messages.text(language, key, args);
  }

  /** The sentence for a problem; that of an edit says why it no longer applies. */
  public String say(Problem problem) {
    List<String> args = problem.args();
    if (problem.code().equals(LAPSED) && args.size() > 1) {
      String why = say("problem." + args.get(1), args.subList(2, args.size()));
      return say("problem." + LAPSED, args.get(0), why);
    }
    return say("problem." + problem.code(), args);
  }

  /** The first of these keys that has a sentence, filled; the last one if none has. */
  public String sayFirst(List<String> keys, List<String> args) {
    for (String key : keys) {
      if (messages.has(key)) {
        return say(key, args);
      }
    }
    return say(keys.get(keys.size() - 1), args);
  }
}
