package dev.podlane.workspace;

/**
 * An object as a person names it.
 *
 * @param kind such as {@code Pod}
 * @param namespace its namespace; empty for cluster-wide kinds, and if the name is unique without
 * @param name its name
 */
public record ObjectName(String kind, String namespace, String name) {
  @Override
  public String toString() {
    return kind + " " + (namespace.isEmpty() ? name : namespace + "/" + name);
  }
}
