package dev.podlane.classroom;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Someone who joined a room, known by a number and nothing else.
 *
 * @param number from 1, in the order of joining
 * @param key digest of the secret key
 * @param alone true if the member does not follow
 * @param clusters ids of the member's clusters, by the state they are copies of
 * @param passed edits needed, by id of the challenge
 */
public record Member(
    int number,
    String key,
    boolean alone,
    Map<String, String> clusters,
    Map<String, Integer> passed) {
  public Member {
    clusters = Collections.unmodifiableMap(new LinkedHashMap<>(clusters));
    passed = Collections.unmodifiableMap(new LinkedHashMap<>(passed));
  }

  static Member joined(int number, String key) {
    return new Member(number, key, false, Map.of(), Map.of());
  }

  Member alone(boolean on) {
    return new Member(number, key, on, clusters, passed);
  }

  Member with(String of, String cluster) {
    Map<String, String> more = new LinkedHashMap<>(clusters);
    more.put(of, cluster);
    return new Member(number, key, alone, more, passed);
  }

  /** A better pass replaces an earlier one. */
  Member passing(String challenge, int edits) {
    Map<String, Integer> more = new LinkedHashMap<>(passed);
    more.merge(challenge, edits, Math::min);
    return new Member(number, key, alone, clusters, more);
  }
}
