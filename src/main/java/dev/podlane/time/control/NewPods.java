package dev.podlane.time.control;

import dev.podlane.cluster.field.GeneratedNames;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.time.template.PodTemplate;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Creates and deletes the pods of controllers. */
final class NewPods {
  private final ApiServer server;

  NewPods(ApiServer server) {
    this.server = server;
  }

  /** A pod with a generated name (rule 183). */
  PodState generated(WorkloadState controller, @Nullable String boundTo) {
    return generated(controller, controller.ref().name(), Map.of(), "", boundTo);
  }

  /**
   * A pod with a generated name that begins with another than its controller's.
   *
   * @param more labels that its controller adds to those of the template
   * @param hostname its host name; empty for its own name
   */
  PodState generated(
      WorkloadState controller,
      String first,
      Map<String, String> more,
      String hostname,
      @Nullable String boundTo) {
    String prefix = first + "-";
    String namespace = controller.ref().namespace();
    long serial = server.nextSerial();
    String seed = server.settings().seed() + "/" + namespace + "/" + prefix + "/" + serial;
    for (int attempt = 0; ; attempt++) {
      ObjectRef ref =
          new ObjectRef("v1", "Pod", namespace, GeneratedNames.suffixed(prefix, seed, attempt));
      if (server.pod(ref.path()).isEmpty()) {
        return create(ref, serial, controller, more, hostname, boundTo);
      }
    }
  }

  /**
   * Creates a pod.
   *
   * @param more labels that its controller adds to those of the template
   * @param hostname its host name; empty for its own name
   * @param boundTo node it is made for; null if it may go anywhere
   */
  PodState create(
      ObjectRef ref,
      long serial,
      WorkloadState controller,
      Map<String, String> more,
      String hostname,
      @Nullable String boundTo) {
    PodTemplate template = controller.template();
    SortedMap<String, String> labels = new TreeMap<>(template.labels());
    labels.putAll(more);
    ObjectRef owner = controller.owner() == null ? controller.ref() : controller.owner();
    String subdomain =
        hostname.isEmpty()
            ? template.spec().subdomain()
            : controller.spec().text("serviceName").orElse(template.spec().subdomain());
    PodState.Identity identity =
        new PodState.Identity(
            controller.ref(),
            owner,
            template,
            server.now(),
            hostname.isEmpty() ? template.spec().hostname() : hostname,
            subdomain,
            boundTo,
            PodTraits.Origin.BROUGHT,
            null,
            Collections.emptySortedSet(),
            template.behaviour().broken());
    PodState pod = PodState.created(ref, serial, identity, labels);
    server.write(pod);
    return pod;
  }

  /** Asks for the deletion of a pod; a later request may only shorten its grace (rule 237). */
  void delete(PodState pod, long grace) {
    Deletions.delete(server, pod, grace);
  }
}
