package dev.podlane.cluster;

import java.util.Comparator;

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
  private static final Comparator<ObjectRef> ORDER =
      Comparator.comparing(ObjectRef::kind)
          .thenComparing(ObjectRef::namespace)
          .thenComparing(ObjectRef::name)
          .thenComparing(ObjectRef::apiVersion);

  /** {@code namespace/name}, or the name alone for cluster-wide kinds. */
  public String path() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }

  /** By kind, namespace, name, version. */
  @Override
  public int compareTo(ObjectRef other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return kind + " " + path();
  }
}
