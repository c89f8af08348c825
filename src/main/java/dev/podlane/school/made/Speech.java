package dev.podlane.school.made;

import dev.podlane.scenario.lesson.Phrase;
import dev.podlane.scenario.lesson.Words;
import java.util.List;

/** The sentences of things that are made, by their keys, in both languages. */
@FunctionalInterface
public interface Speech {
  /** The sentence of a key, filled. */
  Words say(String key, List<String> args);

  /** The sentence of a key, filled. */
  default Words say(String key, String... args) {
    return say(key, List.of(args));
  }

  /** A finished text in both languages. */
  static Words words(String en, String zh) {
    return new Words(
        new Phrase(List.of(new Phrase.Written(en))), new Phrase(List.of(new Phrase.Written(zh))));
  }
}
