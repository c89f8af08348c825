package dev.podlane.cluster;

import dev.podlane.cluster.Drafts.PodSpec;
import dev.podlane.cluster.Drafts.WorkloadDraft;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.document.YamlText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads Deployments and ReplicaSets. */
final class WorkloadReader {
  private WorkloadReader() {}

  static WorkloadDraft workload(ObjectRef ref, Fields fields) {
    Optional<Fields> spec = fields.map("spec");
    Optional<Fields> template = spec.flatMap(s -> s.map("template"));
    if (template.isEmpty()) {
      Fields parent = spec.orElse(fields);
      parent.error(spec.isPresent() ? "template" : "spec", "field.missing", "spec.template");
    }
    int replicas = spec.map(s -> s.integer("replicas").orElse(1)).orElse(0);
    if (replicas < 0) {
      spec.ifPresent(s -> s.error("replicas", "workload.negative", "" + replicas));
    }
    SortedMap<String, String> labels =
        template
            .flatMap(t -> t.map("metadata"))
            .map(m -> Names.labels(m, "labels"))
            .orElseGet(TreeMap::new);
    SortedMap<String, String> selector =
        spec.flatMap(s -> s.map("selector"))
            .map(s -> s.textMap("matchLabels"))
            .orElseGet(TreeMap::new);
    if (template.isPresent() && !matches(selector, labels)) {
      spec.ifPresent(s -> s.error("selector", "workload.selector", ref.name()));
    }
    PodSpec podSpec =
        template
            .map(PodReader::spec)
            .orElseGet(
                () ->
                    new PodSpec(
                        false, null, fields.place(), List.of(), new TreeMap<>(), List.of()));
    return new WorkloadDraft(
        ref,
        fields.place(),
        Math.max(replicas, 0),
        spec.map(s -> s.place("replicas")).orElse(fields.place()),
        selector,
        labels,
        podSpec,
        template.map(t -> hash(t.value())).orElse(0L),
        Metadata.controller(ref, fields));
  }

  /** A selector selects its own template (API validation); an absent one is left to be. */
  private static boolean matches(Map<String, String> selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(selector.entrySet());
  }

  private static long hash(MapValue template) {
    return GeneratedNames.fnv(YamlText.print(template));
  }
}
