package dev.podlane.cluster.http;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Place;
import java.util.List;

/**
 * More listeners for a Gateway (Gateway API {@code apis/v1/listenerset_types.go}, GEP-1713).
 *
 * @param ref its name
 * @param place place in the documents
 * @param created {@code metadata.creationTimestamp}; empty if it was never applied
 * @param parent the Gateway that it attaches to
 * @param listeners its listeners
 */
public record ListenerSet(
    ObjectRef ref,
    Place place,
    String created,
    HttpRoute.Parent parent,
    List<Gateway.Listener> listeners) {
  public ListenerSet {
    listeners = List.copyOf(listeners);
  }
}
