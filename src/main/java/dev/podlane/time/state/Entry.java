package dev.podlane.time.state;

import dev.podlane.cluster.object.ObjectRef;
import java.util.List;

/**
 * Something that happened.
 *
 * @param at the moment, in milliseconds
 * @param actor the one who did it
 * @param on the node it happened on; empty if it is in the API server
 * @param object the object it happened to
 * @param code key of the sentence, such as {@code pod.ready}
 * @param args arguments of the sentence
 * @param rule number of the rule of Kubernetes it follows from (docs/controllers.md); 0 for none
 */
public record Entry(
    long at, Actor actor, String on, ObjectRef object, String code, List<String> args, int rule) {
  public Entry {
    args = List.copyOf(args);
  }
}
