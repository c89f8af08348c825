package dev.podlane.web.api.view;

import dev.podlane.web.text.Language;
import dev.podlane.web.text.Messages;
import java.util.List;

/** The sentences of one answer, in the reader's language. */
public record Words(Messages messages, Language language) {
  /** The sentence for a key, filled. */
  public String say(String key, String... args) {
    return messages.text(language, key, args);
  }

  /** The sentence for a key, filled. */
  public String say(String key, List<String> args) {
    return messages.text(language, key, args);
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
