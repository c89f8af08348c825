package dev.podlane.finding.schedule;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.MapValue;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** Says of a DaemonSet that has no pod which label no node has. */
final class DaemonSets {
  private static final String SELECTOR = "spec.template.spec.nodeSelector";

  private DaemonSets() {}

  static void find(
      Scene scene, ObjectRef ref, MapValue tree, List<Node> nodes, Consumer<Finding> found) {
    MapValue wanted = tree.map("spec").map("template").map("spec").map("nodeSelector");
    for (String key : wanted.entries().keySet()) {
      String value = wanted.text(key).orElse("");
      List<String> there =
          nodes.stream()
              .map(each -> each.labels().get(key))
              .filter(Objects::nonNull)
              .distinct()
              .toList();
      if (there.contains(value)) {
        continue;
      }
      String near = Spelling.nearest(value, there).orElse(there.size() == 1 ? there.get(0) : "");
      String path = SELECTOR + "[\"" + key + "\"]";
      Finding finding =
          scene.finding(
              Kind.DAEMONSET_NOWHERE,
              ref,
              path,
              near.isEmpty() ? "" : key + "=" + near,
              key + "=" + value,
              Command.kubectl("-n %s get daemonset %s".formatted(ref.namespace(), ref.name())));
      found.accept(near.isEmpty() ? finding : finding.mendedBy(ref, path, Json.of(near)));
      return;
    }
  }
}
