package dev.podlane.time.begin;

import dev.podlane.cluster.field.Metadata;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.SelectorReader;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.time.job.JobAction.End;
import dev.podlane.time.rollout.DeploymentStatus;
import dev.podlane.time.rollout.ReplicaSetView;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.JobState;
import dev.podlane.time.state.Revisions;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.time.template.PodTemplate;
import dev.podlane.time.template.TemplateReader;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads workloads as they are written. */
public final class Workloads {
  private static final Set<String> KINDS =
      Set.of(
          "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet", "DaemonSet", "Job");

  private static final Set<String> HAVE_REVISIONS = Set.of("StatefulSet", "DaemonSet");

  private Workloads() {}

  /** Returns true if controllers of a time line look after objects of a kind. */
  public static boolean isOne(String kind) {
    return KINDS.contains(kind);
  }

  /**
   * A workload.
   *
   * @param serial its number in the order of creation
   * @param createdAt moment of its creation, in milliseconds
   */
  public static WorkloadState read(ObjectRef ref, Source source, long serial, long createdAt) {
    MapValue spec = source.value().map("spec");
    Fields fields = Fields.of(source.place(), source.value(), problem -> {});
    ObjectRef owner = Metadata.controller(ref, fields);
    PodTemplate template = TemplateReader.read(spec.map("template"), source.place());
    return new WorkloadState(
        ref,
        serial,
        createdAt,
        owner,
        source.value(),
        template,
        selector(ref, fields, template),
        replicas(ref, spec),
        notes(source.value()),
        ReplicaSetView.Counts.NONE,
        DeploymentStatus.NEW,
        HAVE_REVISIONS.contains(ref.kind()) ? Revisions.first(template) : Revisions.NONE,
        ref.kind().equals("Job") ? job(fields, Math.max(0, createdAt)) : null);
  }

  /** A Job that the documents say has ended has ended; the others begin. */
  private static JobState job(Fields job, long at) {
    boolean waits = job.mapOrEmpty("spec").flag("suspend");
    JobState begun = JobState.begun(waits ? ContainerRun.NEVER : at);
    for (Fields each : job.mapOrEmpty("status").maps("conditions")) {
      boolean holds = each.text("status").orElse("").equals("True");
      String type = each.text("type").orElse("");
      if (holds && type.equals("Complete")) {
        return begun.ended(End.COMPLETE, at);
      }
      if (holds && type.equals("Failed")) {
        return begun.ended(End.BACKOFF_LIMIT_EXCEEDED, at);
      }
    }
    return begun;
  }

  /** A workload that was written anew: its controller's notes stay. */
  public static WorkloadState rewritten(WorkloadState before, MapValue tree) {
    Source source = new Source(before.template().place(), tree);
    WorkloadState read = read(before.ref(), source, before.serial(), before.createdAt());
    return before.rewritten(read.tree(), read.template(), read.selector(), read.replicas());
  }

  private static LabelSelector selector(ObjectRef ref, Fields fields, PodTemplate template) {
    Fields spec = fields.mapOrEmpty("spec");
    if (ref.kind().equals("ReplicationController")) {
      SortedMap<String, String> plain = new TreeMap<>(spec.textMap("selector"));
      return LabelSelector.of(plain.isEmpty() ? template.labels() : plain);
    }
    return SelectorReader.selector(spec, "selector");
  }

  private static int replicas(ObjectRef ref, MapValue spec) {
    String key = ref.kind().equals("Job") ? "parallelism" : "replicas";
    Integer number = number(spec.text(key).orElse(""));
    return number == null ? 1 : number;
  }

  private static @Nullable Integer number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
  }

  private static ReplicaSetView.Annotations notes(MapValue object) {
    SortedMap<String, String> annotations = TemplateReader.annotations(object);
    String prefix = "deployment.kubernetes.io/";
    Integer revision = number(annotations.getOrDefault(prefix + "revision", ""));
    return new ReplicaSetView.Annotations(
        number(annotations.getOrDefault(prefix + "desired-replicas", "")),
        number(annotations.getOrDefault(prefix + "max-replicas", "")),
        revision == null ? 0 : revision,
        List.of());
  }
}
