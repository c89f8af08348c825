package dev.podlane.compile;

import dev.podlane.cluster.object.ObjectRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The object that a network namespace of a compiled cluster stands for.
 *
 * @param name of the namespace
 * @param kind kind of the namespace
 * @param machine name of the host or router it is on, its own for those; null for a segment
 * @param holder the process that keeps it, {@code pause} for a pod; null if it needs none
 * @param object the object it comes from
 * @param pods the pods that live in it: the pod itself, or the hostNetwork pods of a node
 */
public record NamespaceInfo(
    String name,
    NamespaceKind kind,
    @Nullable String machine,
    @Nullable String holder,
    ObjectRef object,
    List<ObjectRef> pods) {
  public NamespaceInfo {
    pods = List.copyOf(pods);
  }
}
