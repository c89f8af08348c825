package dev.podlane.cluster.object;

/**
 * Names a Kubernetes object.
 *
 * @param apiVersion such as {@code v1} or {@code apps/v1}
 * @param kind such as {@code Pod}
 * @param namespace its namespace; empty for cluster-wide kinds
 * @param name its name
 */
public record ObjectRef(String apiVersion, String kind, String namespace, String name)
    implements Comparable<ObjectRef> {
  /** {@code namespace/name}, or the name alone for cluster-wide kinds. */
  public String path() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  /** Orders by kind, namespace, name, version. */
  @Override
  public int compareTo(ObjectRef other) {
    int order = kind.compareTo(other.kind);
    order = order == 0 ? namespace.compareTo(other.namespace) : order;
    order = order == 0 ? name.compareTo(other.name) : order;
    return order == 0 ? apiVersion.compareTo(other.apiVersion) : order;
  }

  @Override
  public String toString() {
    return kind + " " + path();
  }
}
