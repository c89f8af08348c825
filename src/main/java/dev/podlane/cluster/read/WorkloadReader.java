package dev.podlane.cluster.read;

import dev.podlane.cluster.field.GeneratedNames;
import dev.podlane.cluster.field.Metadata;
import dev.podlane.cluster.field.NameValidation;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.read.Drafts.Bringing;
import dev.podlane.cluster.read.Drafts.PodSpec;
import dev.podlane.cluster.read.Drafts.WorkloadDraft;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.SelectorReader;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.document.YamlText;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads workloads: Deployments, ReplicaSets, ReplicationControllers, StatefulSets, DaemonSets, Jobs
 * and CronJobs (rules 138 to 143).
 */
final class WorkloadReader {
  private WorkloadReader() {}

  static WorkloadDraft workload(ObjectRef ref, Fields fields) {
    Optional<Fields> spec = fields.map("spec");
    Optional<Fields> job =
        ref.kind().equals("CronJob")
            ? spec.flatMap(s -> s.map("jobTemplate")).flatMap(t -> t.map("spec"))
            : spec;
    Optional<Fields> template = job.flatMap(s -> s.map("template"));
    if (template.isEmpty()) {
      boolean cron = ref.kind().equals("CronJob");
      String missing = cron ? "spec.jobTemplate.spec.template" : "spec.template";
      Fields parent = spec.orElse(fields);
      parent.error(
          spec.isEmpty() ? "spec" : cron ? "jobTemplate" : "template", "field.missing", missing);
    }
    SortedMap<String, String> labels =
        template
            .flatMap(t -> t.map("metadata"))
            .map(m -> NameValidation.labels(m, "labels"))
            .orElseGet(TreeMap::new);
    LabelSelector selector = spec.map(s -> selector(ref, s)).orElse(LabelSelector.EVERYTHING);
    if (template.isPresent() && selector.isEverything() && labels.isEmpty() && selects(ref)) {
      spec.ifPresent(s -> s.warn("selector", "workload.no-selector", ref.kind(), ref.name()));
    }
    if (template.isPresent() && !selector.matches(labels)) {
      // A selector selects its own template (API validation).
      spec.ifPresent(s -> s.error("selector", "workload.selector", ref.name()));
    }
    PodSpec podSpec = template.map(PodReader::spec).orElseGet(() -> PodSpec.empty(fields.place()));
    return new WorkloadDraft(
        ref,
        fields.place(),
        spec.map(s -> bringing(ref, fields, s)).orElse(new Bringing.Replicas(0)),
        spec.map(s -> s.place(replicas(ref))).orElse(fields.place()),
        selector,
        labels,
        podSpec,
        template.map(t -> hash(t.value())).orElse(0L),
        Metadata.controller(ref, fields));
  }

  /**
   * Returns true if workloads of this kind must have a selector; Jobs get theirs from the API
   * server.
   */
  private static boolean selects(ObjectRef ref) {
    return !ref.kind().endsWith("Job");
  }

  /** A ReplicationController's selector is a plain map, and the template's labels if absent. */
  private static LabelSelector selector(ObjectRef ref, Fields spec) {
    return ref.kind().equals("ReplicationController")
        ? LabelSelector.of(spec.textMap("selector"))
        : SelectorReader.selector(spec, "selector");
  }

  private static String replicas(ObjectRef ref) {
    return ref.kind().equals("Job") ? "parallelism" : "replicas";
  }

  private static Bringing bringing(ObjectRef ref, Fields object, Fields spec) {
    return switch (ref.kind()) {
      case "StatefulSet" -> ordinals(spec);
      case "DaemonSet" -> new Bringing.PerNode();
      case "Job" -> JobReader.runs(object, spec);
      case "CronJob" -> new Bringing.Fires();
      default -> new Bringing.Replicas(count(spec, "replicas"));
    };
  }

  private static Bringing ordinals(Fields spec) {
    int start = spec.map("ordinals").map(o -> Math.max(0, o.integer("start").orElse(0))).orElse(0);
    boolean ordered = !spec.text("podManagementPolicy").orElse("").equals("Parallel");
    String service = spec.text("serviceName").orElse("");
    return new Bringing.Ordinals(count(spec, "replicas"), start, ordered, service);
  }

  /** A number of pods; 1 if absent, an error if negative. */
  static int count(Fields spec, String field) {
    int count = spec.integer(field).orElse(1);
    if (count < 0) {
      spec.error(field, "workload.negative", field, "" + count);
    }
    return Math.max(count, 0);
  }

  private static long hash(MapValue template) {
    return GeneratedNames.fnv(YamlText.print(template));
  }
}
