package dev.podlane.school;

import dev.podlane.scenario.lesson.Words;
import dev.podlane.scenario.term.Evaluation;

/** A sentence in both languages, its values filled in. */
public record Said(String en, String zh) {
  /** Fills the values of a sentence in. */
  static Said of(Words words, Evaluation facts) {
    return new Said(
        words.en().filled(term -> facts.value(term).text()),
        words.zh().filled(term -> facts.value(term).text()));
  }

  /** A sentence without values. */
  public static Said plain(Words words) {
    return new Said(words.en().plain(), words.zh().plain());
  }
}
