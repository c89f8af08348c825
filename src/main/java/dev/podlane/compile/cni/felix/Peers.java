package dev.podlane.compile.cni.felix;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.select.LabelSelector;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pods that a rule is about.
 *
 * @param namespace their only namespace; empty for each that the other selector selects
 * @param namespaces selects their namespaces
 * @param pods selects among those of the namespaces; null if all are meant and their labels are not
 *     asked for
 */
record Peers(String namespace, LabelSelector namespaces, @Nullable LabelSelector pods) {
  /** Every pod, whatever its labels. */
  static final Peers ALL = new Peers("", LabelSelector.EVERYTHING, null);

  /** Pods of one namespace. */
  static Peers in(String namespace, LabelSelector pods) {
    return new Peers(namespace, LabelSelector.EVERYTHING, pods);
  }

  /** Felix's selector ({@code updateprocessors/rules.go}: getEndpointSelector). */
  String text() {
    LabelSelector labels = pods;
    if (equals(ALL)) {
      return "all()";
    }
    String where =
        namespace.isEmpty()
            ? SelectorText.namespaces(namespaces)
            : SelectorText.namespace(namespace);
    return labels == null ? where : SelectorText.both(List.of(where, SelectorText.pods(labels)));
  }

  /** The id of the set of their addresses ({@code selector/parser/ast.go}: updateFields). */
  String id() {
    return FelixHash.id("s", text());
  }

  /** Returns true for pods of a namespace with these labels. */
  boolean areIn(String name, Map<String, String> labels) {
    return namespace.isEmpty() ? namespaces.matches(labels) : namespace.equals(name);
  }

  /** Returns true for a pod of a namespace that {@linkplain #areIn matches}. */
  boolean include(Pod pod) {
    return pods == null || pods.matches(pod.labels());
  }
}
