package dev.podlane.workspace.diff;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.Selection;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.Services;
import dev.podlane.document.SameValues;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Finds the ends whose pairs may have changed, from the objects that differ. */
final class Concern {
  private static final Set<String> WORKLOADS =
      Set.of(
          "Pod",
          "Deployment",
          "StatefulSet",
          "DaemonSet",
          "ReplicaSet",
          "ReplicationController",
          "Job",
          "CronJob");

  /** Kinds that decide about requests for URLs alone, which no pair is. */
  private static final Set<String> URLS_ONLY =
      Set.of("Ingress", "IngressClass", "Gateway", "GatewayClass", "HTTPRoute", "ReferenceGrant");

  private final Cluster cluster;
  private final Cluster other;
  private final PairEnds ends;
  private final Set<String> concerned = new TreeSet<>();
  private boolean isAll;
  private boolean isPoliciesOnly = true;

  /** The ends of one of two clusters. */
  private Concern(Cluster cluster, Cluster other, PairEnds ends) {
    this.cluster = cluster;
    this.other = other;
    this.ends = ends;
  }

  /**
   * The result.
   *
   * @param all true if every pair may have changed
   * @param policiesOnly true if nothing but policies differs: the way of packets is the same
   * @param ends texts of the ends of which a pair may have changed
   * @param touched nodes by name and pods by path that differ themselves
   */
  record Result(boolean all, boolean policiesOnly, Set<String> ends, Set<String> touched) {
    Result {
      ends = Collections.unmodifiableSet(new LinkedHashSet<>(ends));
      touched = Collections.unmodifiableSet(new LinkedHashSet<>(touched));
    }

    /** The same with nodes and pods in which commands differ: they may concern every pair. */
    Result withCommands(Set<String> namespaces) {
      Set<String> more = new TreeSet<>(touched);
      more.addAll(namespaces);
      return new Result(true, false, ends, more);
    }

    boolean has(Pair pair) {
      return all || ends.contains(pair.from()) || ends.contains(pair.to());
    }

    private Result and(Result more) {
      Set<String> both = new TreeSet<>(ends);
      both.addAll(more.ends);
      return new Result(all || more.all, policiesOnly && more.policiesOnly, both, touched);
    }
  }

  /** Compares what is written. */
  static Result of(Cluster before, PairEnds endsBefore, Cluster after, PairEnds endsAfter) {
    SortedSet<ObjectRef> changed = changed(before.sources(), after.sources());
    return new Concern(before, after, endsBefore)
        .result(changed)
        .and(new Concern(after, before, endsAfter).result(changed));
  }

  private static SortedSet<ObjectRef> changed(
      Map<ObjectRef, Source> before, Map<ObjectRef, Source> after) {
    SortedSet<ObjectRef> all = new TreeSet<>(before.keySet());
    all.addAll(after.keySet());
    all.removeIf(
        ref -> {
          Source one = before.get(ref);
          Source other = after.get(ref);
          return one != null && other != null && SameValues.isSame(one.value(), other.value());
        });
    return all;
  }

  private Result result(SortedSet<ObjectRef> changed) {
    Map<ObjectRef, Policy> policies = new HashMap<>();
    cluster.notSimulated().policies().all().forEach(each -> policies.put(each.ref(), each));
    Set<ObjectRef> others = new HashSet<>();
    other.notSimulated().policies().all().forEach(each -> others.add(each.ref()));
    for (ObjectRef ref : changed) {
      Policy policy = policies.get(ref);
      if (policy != null) {
        selectedBy(policy);
      } else if (!others.contains(ref)) {
        isPoliciesOnly &= isIdle(ref);
        object(ref);
      }
    }
    servicesOfConcerned();
    Set<String> touched = new TreeSet<>();
    for (ObjectRef ref : changed) {
      if (ref.kind().equals("Node") || ref.kind().equals("Pod")) {
        touched.add(ref.path());
      }
    }
    return new Result(isAll, isPoliciesOnly, concerned, touched);
  }

  private static boolean isIdle(ObjectRef ref) {
    String kind = ref.kind();
    return kind.equals("Expectation")
        || kind.equals("Namespace")
        || URLS_ONLY.contains(kind)
        || (Clusters.isWithoutEffect(ref.apiVersion(), kind) && !isReadAnyway(ref));
  }

  /** Settings of parts of the cluster, and numbers of replicas, are read from kinds like these. */
  private static boolean isReadAnyway(ObjectRef ref) {
    boolean isOfApplication =
        ref.kind().equals("ConfigMap") && !ref.namespace().startsWith("kube-");
    return (ref.kind().equals("ConfigMap") && !isOfApplication)
        || ref.kind().equals("HorizontalPodAutoscaler");
  }

  private void object(ObjectRef ref) {
    String kind = ref.kind();
    if (WORKLOADS.contains(kind)) {
      pods(pod -> pod.ref().equals(ref) || ref.equals(pod.owner()));
    } else if (kind.equals("Namespace")) {
      pods(pod -> pod.namespace().equals(ref.name()));
    } else if (kind.equals("Service")) {
      services(service -> service.ref().equals(ref));
    } else if (kind.equals("Endpoints") || kind.equals("EndpointSlice")) {
      services(service -> service.ref().namespace().equals(ref.namespace()));
    } else {
      isAll |= !isIdle(ref);
    }
  }

  private void selectedBy(Policy policy) {
    Map<String, Map<String, String>> labels = new HashMap<>();
    cluster.namespaces().forEach(each -> labels.put(each.name(), each.labels()));
    pods(
        pod -> policy.selects(pod, labels.getOrDefault(pod.namespace(), Map.of())) != Selection.NO);
  }

  private void pods(Predicate<Pod> wanted) {
    ends.workloads()
        .forEach(
            (text, pods) -> {
              if (pods.stream().anyMatch(wanted)) {
                concerned.add(text);
              }
            });
  }

  private void services(Predicate<Service> wanted) {
    ends.services()
        .forEach(
            (text, service) -> {
              if (wanted.test(service)) {
                concerned.add(text);
              }
            });
  }

  /** A Service leads to the pods that it selects. */
  private void servicesOfConcerned() {
    Set<String> workloads = new TreeSet<>(concerned);
    for (String text : workloads) {
      List<Pod> pods = ends.workloads().getOrDefault(text, List.of());
      services(service -> !Services.pods(service, pods).isEmpty());
    }
  }
}
