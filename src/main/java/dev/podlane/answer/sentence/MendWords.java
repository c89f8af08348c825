package dev.podlane.answer.sentence;

import dev.podlane.answer.Localizer;
import dev.podlane.finding.found.Mend;

/** Tells edits in words. */
public final class MendWords {
  private final Localizer words;

  /** Edits in these words. */
  public MendWords(Localizer words) {
    this.words = words;
  }

  /** The sentence: the object and field with the new value, the commands, or the new object. */
  public String sentence(Mend mend) {
    if (mend instanceof Mend.Field field) {
      String json = field.json();
      return json == null
          ? words.say("mend.without", field.object().toString(), field.path())
          : words.say("mend.field", field.object().toString(), field.path(), json);
    }
    if (mend instanceof Mend.Commands commands) {
      return words.say("mend.commands", commands.namespace(), String.join("; ", commands.lines()));
    }
    return words.say("mend.manifest", ((Mend.Manifest) mend).text());
  }
}
