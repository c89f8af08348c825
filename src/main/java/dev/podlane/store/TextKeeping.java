package dev.podlane.store;

import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;

/** Writes texts before the changes that need them, and removes those that nothing needs. */
final class TextKeeping {
  private final Medium medium;
  private final TextRows texts;
  private final Clock clock;

  TextKeeping(Medium medium, TextRows texts, Clock clock) {
    this.medium = medium;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * Makes a change that needs a text. If it is not made, the text goes, however much is there of
   * it.
   *
   * @param change given a fresh id for the text, writes it and makes the change
   */
  <T> T with(Function<String, T> change) {
    String id = texts.newId();
    boolean made = false;
    try {
      T result = change.apply(id);
      made = true;
      return result;
    } finally {
      if (!made) {
        forget(id);
      }
    }
  }

  /** Writes a text in several transactions, within the use of the medium that makes the change. */
  void write(String id, String text, String digest) {
    texts.write(id, text, digest, Times.now(clock));
  }

  /** Removes a text that no cluster refers to any more, now or later. */
  void forget(String id) {
    medium.tidy(() -> texts.remove(id));
  }

  /** Removes all texts that no cluster refers to, of those whose writing began before a moment. */
  void forgetUnused(Instant before) {
    medium.read(() -> texts.unused(before)).forEach(this::forget);
  }
}
