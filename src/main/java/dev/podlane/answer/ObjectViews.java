package dev.podlane.answer;

import dev.podlane.answer.ClusterViews.ObjectView;
import dev.podlane.cluster.object.ObjectRef;

/** Names of Kubernetes objects. */
public final class ObjectViews {
  private ObjectViews() {}

  public static ObjectView view(ObjectRef ref) {
    return new ObjectView(ref.apiVersion(), ref.kind(), ref.namespace(), ref.name());
  }
}
