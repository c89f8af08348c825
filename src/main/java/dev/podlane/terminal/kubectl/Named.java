package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.console.command.CommandException;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An object as kubectl names it: {@code KIND/NAME} or {@code KIND NAME}.
 *
 * @param kind its kind as manifests write it
 * @param resource its kind as kubectl prints it, such as {@code deployment.apps}
 * @param name its name
 */
record Named(String kind, String resource, String name) {
  private static final Map<String, List<String>> KINDS =
      Map.ofEntries(
          Map.entry("Pod", List.of("pod", "pods", "po")),
          Map.entry("Node", List.of("node", "nodes", "no")),
          Map.entry("Service", List.of("service", "services", "svc")),
          Map.entry("Event", List.of("event", "events", "ev")),
          Map.entry("Job", List.of("job.batch", "job", "jobs")),
          Map.entry("CronJob", List.of("cronjob.batch", "cronjob", "cronjobs", "cj")),
          Map.entry(
              "HorizontalPodAutoscaler",
              List.of(
                  "horizontalpodautoscaler.autoscaling",
                  "horizontalpodautoscaler",
                  "horizontalpodautoscalers",
                  "hpa")),
          Map.entry("Ingress", List.of("ingress.networking.k8s.io", "ingress", "ingresses", "ing")),
          Map.entry(
              "HTTPRoute",
              List.of("httproute.gateway.networking.k8s.io", "httproute", "httproutes")),
          Map.entry("Namespace", List.of("namespace", "namespaces", "ns")),
          Map.entry(
              "Deployment", List.of("deployment.apps", "deployment", "deployments", "deploy")),
          Map.entry("ReplicaSet", List.of("replicaset.apps", "replicaset", "replicasets", "rs")),
          Map.entry(
              "StatefulSet", List.of("statefulset.apps", "statefulset", "statefulsets", "sts")),
          Map.entry("DaemonSet", List.of("daemonset.apps", "daemonset", "daemonsets", "ds")),
          Map.entry(
              "EndpointSlice",
              List.of("endpointslice.discovery.k8s.io", "endpointslice", "endpointslices")),
          Map.entry(
              "NetworkPolicy",
              List.of(
                  "networkpolicy.networking.k8s.io", "networkpolicy", "networkpolicies", "netpol")),
          Map.entry(
              "PodDisruptionBudget",
              List.of("poddisruptionbudget.policy", "poddisruptionbudget", "pdb")));

  /** Reads the operands from one on. */
  static Named of(KubectlWords words, int first, String usage) {
    String word = words.operand(first, usage);
    int slash = word.indexOf('/');
    String type = slash < 0 ? word : word.substring(0, slash);
    String name = slash < 0 ? words.operand(first + 1, usage) : word.substring(slash + 1);
    return of(kind(type), name);
  }

  /** An object of a kind of manifests. */
  static Named of(String kind, String name) {
    return new Named(kind, resource(kind), name);
  }

  /** The kind that a word of kubectl means. */
  static String kind(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (Map.Entry<String, List<String>> each : KINDS.entrySet()) {
      if (each.getValue().contains(lower)) {
        return each.getKey();
      }
    }
    throw new CommandException(
        "error: the server doesn't have a resource type \"" + word + "\"", 1);
  }

  /** A kind of manifests as kubectl prints it; one that is not known in small letters. */
  static String resource(String kind) {
    return KINDS.getOrDefault(kind, List.of(kind.toLowerCase(Locale.ROOT))).get(0);
  }

  /** {@code KIND/NAME} as kubectl prints it. */
  String text() {
    return resource + "/" + name;
  }

  /** Returns true if an object has this kind and name. */
  boolean isFor(ObjectRef ref) {
    return ref.kind().equals(kind) && ref.name().equals(name);
  }

  /** The workload of this name. */
  WorkloadState workload(State state, String namespace) {
    return Optional.ofNullable(state.workloads().get(kind + " " + namespace + "/" + name))
        .orElseThrow(this::notFound);
  }

  CommandException notFound() {
    int dot = resource.indexOf('.');
    String plural =
        dot < 0 ? resource + "s" : resource.substring(0, dot) + "s" + resource.substring(dot);
    return new CommandException(
        "Error from server (NotFound): " + plural + " \"" + name + "\" not found", 1);
  }
}
