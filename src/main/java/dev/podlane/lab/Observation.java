package dev.podlane.lab;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The result of a probe, in the notation of recordings.
 *
 * @param outcome result seen by the sender: result, errno, icmp, icmp_from, icmp_meaning, server,
 *     sees, reply_from, reply_ttl, as far as there are
 * @param paths the lines of request, reply, errors and redirects, as far as there are
 */
public record Observation(Map<String, String> outcome, Map<String, String> paths) {
  public Observation {
    outcome = Collections.unmodifiableMap(escaped(outcome));
    paths = Collections.unmodifiableMap(escaped(paths));
  }

  private static Map<String, String> escaped(Map<String, String> texts) {
    Map<String, String> now = new LinkedHashMap<>();
    texts.forEach((key, text) -> now.put(key, escaped(text)));
    return now;
  }

  /** As the script prints controls that a name may hold. */
  private static String escaped(String text) {
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      plain.append(Character.isISOControl(each) ? String.format("\\u%04x", (int) each) : each);
    }
    return plain.toString();
  }
}
