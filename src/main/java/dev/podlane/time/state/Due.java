package dev.podlane.time.state;

import java.util.Comparator;

/**
 * Somebody will look at something at a moment. Two equal ones are one: a work queue holds each key
 * once.
 *
 * @param at the moment, in milliseconds
 * @param actor the one who looks
 * @param key the object: {@code namespace/name} of a pod or Service, a node, or {@code KIND
 *     namespace/name}
 */
public record Due(long at, Actor actor, String key) implements Comparable<Due> {
  private static final Comparator<Due> ORDER =
      Comparator.comparingLong(Due::at).thenComparing(Due::actor).thenComparing(Due::key);

  @Override
  public int compareTo(Due other) {
    return ORDER.compare(this, other);
  }
}
