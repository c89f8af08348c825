package dev.podlane.time.control;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.time.begin.Workloads;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.JobState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.WorkloadState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The CronJob controller when a schedule comes due (rule 212; kubernetes {@code
 * pkg/controller/cronjob/cronjob_controllerv2.go}, syncCronJob). The moments are the user's: nobody
 * reads the schedule.
 */
final class CronJobs {
  /**
   * The minute at which a time line begins, counted from 1970: the names of Jobs say it
   * (getJobName). It is that of 1 January 2026, UTC.
   */
  private static final long BEGINNING = 29_453_760;

  private static final long MINUTE = 60_000;

  private final ApiServer server;

  CronJobs(ApiServer server) {
    this.server = server;
  }

  /**
   * Lets a CronJob fire.
   *
   * @param key {@code CronJob namespace/name}
   * @return false if it is not there
   */
  boolean fire(String key) {
    for (Map.Entry<ObjectRef, Source> each : server.base().cluster().sources().entrySet()) {
      if (each.getKey().toString().equals(key)) {
        fire(each.getKey(), each.getValue());
        return true;
      }
    }
    return false;
  }

  private void fire(ObjectRef cron, Source source) {
    MapValue spec = source.value().map("spec");
    if (spec.text("suspend").orElse("").equals("true")) {
      tell(cron, "cronjob.suspended");
      return;
    }
    List<WorkloadState> active = active(cron);
    String policy = spec.text("concurrencyPolicy").orElse("Allow");
    if (policy.equals("Forbid") && !active.isEmpty()) {
      tell(cron, "cronjob.already-active", active.get(0).ref().name());
      return;
    }
    if (policy.equals("Replace")) {
      active.forEach(this::delete);
    }
    String name = cron.name() + "-" + (BEGINNING + server.now() / MINUTE);
    ObjectRef job = new ObjectRef("batch/v1", "Job", cron.namespace(), name);
    if (server.workload(job.toString()).isEmpty()) {
      Source made = new Source(source.place(), tree(job, cron, spec.map("jobTemplate")));
      server.write(Workloads.read(job, made, server.nextSerial(), server.now()));
      server.tell(Actor.CRON_JOB, "", job, 212, "job.created", cron.name());
    } else {
      tell(cron, "cronjob.same-minute", name);
    }
  }

  private void tell(ObjectRef cron, String code, String... args) {
    server.tell(Actor.CRON_JOB, "", cron, 212, code, args);
  }

  private List<WorkloadState> active(ObjectRef cron) {
    List<WorkloadState> found = new ArrayList<>();
    for (WorkloadState each : server.workloads()) {
      JobState state = each.job();
      if (cron.equals(each.owner()) && (state == null || state.end() == null)) {
        found.add(each);
      }
    }
    found.sort((a, b) -> Long.compare(a.serial(), b.serial()));
    return found;
  }

  private void delete(WorkloadState job) {
    server.tell(Actor.CRON_JOB, "", job.ref(), 212, "job.replaced");
    server.remove(job);
    for (PodState pod : server.controlledBy(job.ref())) {
      Deletions.delete(server, pod, pod.identity().template().grace());
    }
  }

  private static MapValue tree(ObjectRef job, ObjectRef cron, MapValue template) {
    Map<String, Value> owner = new LinkedHashMap<>();
    owner.put("apiVersion", text(cron.apiVersion()));
    owner.put("kind", text(cron.kind()));
    owner.put("name", text(cron.name()));
    owner.put("controller", new ScalarValue(0, ScalarValue.Type.BOOLEAN, "true"));
    Map<String, Value> metadata = new LinkedHashMap<>(template.map("metadata").entries());
    metadata.put("name", text(job.name()));
    metadata.put("namespace", text(job.namespace()));
    metadata.put("ownerReferences", new ListValue(0, List.of(map(owner))));
    Map<String, Value> tree = new LinkedHashMap<>();
    tree.put("apiVersion", text(job.apiVersion()));
    tree.put("kind", text(job.kind()));
    tree.put("metadata", map(metadata));
    tree.put("spec", template.map("spec"));
    return map(tree);
  }

  private static MapValue map(Map<String, Value> entries) {
    return new MapValue(0, entries, List.of());
  }

  private static ScalarValue text(String text) {
    return new ScalarValue(0, ScalarValue.Type.TEXT, text);
  }
}
