package dev.podlane.web.api.view;

import dev.podlane.cluster.ObjectRef;
import dev.podlane.web.api.view.ClusterViews.ObjectView;

/** Names of Kubernetes objects. */
final class ObjectViews {
  private ObjectViews() {}

  static ObjectView view(ObjectRef ref) {
    return new ObjectView(ref.apiVersion(), ref.kind(), ref.namespace(), ref.name());
  }
}
