package dev.podlane.web.api.view;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.web.api.view.ClusterViews.ObjectView;

/** Names of Kubernetes objects. */
public final class ObjectViews {
  private ObjectViews() {}

  public static ObjectView view(ObjectRef ref) {
    return new ObjectView(ref.apiVersion(), ref.kind(), ref.namespace(), ref.name());
  }
}
