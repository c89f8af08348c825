package dev.podlane.workspace;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Readiness;
import dev.podlane.workspace.TargetException.Why;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the pods that names mean: their own, their workload's, or with a container's behind. */
final class NamedPods {
  /** Code of the fact that a pod waits for a node. */
  static final String NO_NODE = "pod-without-node";

  /** Code of the fact that a pod waits for an address. */
  static final String NO_ADDRESS = "pod-without-address";

  private final Directory directory;

  NamedPods(Directory directory) {
    this.directory = directory;
  }

  /**
   * The pod or workload of a kind.
   *
   * @param kind lower case
   * @param name with or without a namespace
   * @param text the end as it was written
   */
  End ofKind(String field, String kind, String name, String text) {
    Optional<End> found =
        kind.equals("pod")
            ? single(field, name, directory.podsCalled(name))
            : workload(field, name, directory.workloadsCalled(name, kind));
    if (found.isPresent()) {
      return found.get();
    }
    throw directory.unknown(field, name, kind, text);
  }

  /** A pod or workload with or without its namespace, or a pod with a container behind it. */
  Optional<End> named(String field, String name) {
    return single(field, name, directory.podsCalled(name))
        .or(() -> workload(field, name, directory.workloadsCalled(name, null)))
        .or(() -> container(field, name));
  }

  private Optional<End> single(String field, String name, List<Pod> pods) {
    if (pods.size() > 1) {
      List<String> all = pods.stream().map(each -> each.ref().path()).limit(5).toList();
      throw new TargetException(Why.AMBIGUOUS, field, name, all);
    }
    return pods.stream().findFirst().map(this::end);
  }

  /**
   * The first ready pod by name; if none is ready, the first that has a network; if none has, the
   * one a CronJob would make.
   */
  private Optional<End> workload(String field, String name, List<Pod> pods) {
    TreeSet<String> owners = new TreeSet<>();
    pods.forEach(pod -> owners.add(text(pod.owner())));
    if (owners.size() > 1) {
      throw new TargetException(
          Why.AMBIGUOUS,
          field,
          name,
          new ArrayList<>(owners).subList(0, Math.min(5, owners.size())));
    }
    return pods.stream()
        .min(Comparator.comparingInt(this::rank).thenComparing(pod -> pod.ref().name()))
        .map(this::end);
  }

  private static String text(@org.jspecify.annotations.Nullable ObjectRef owner) {
    return owner == null ? "" : owner.kind().toLowerCase(Locale.ROOT) + ":" + owner.path();
  }

  private int rank(Pod pod) {
    if (!pod.hasNetwork()) {
      return 3;
    }
    if (directory.isDormant(pod)) {
      return 2;
    }
    return pod.traits().readiness() == Readiness.NOT_READY ? 1 : 0;
  }

  /** {@code namespace/pod/container}: the container has its pod's network. */
  private Optional<End> container(String field, String name) {
    int slash = name.lastIndexOf('/');
    Optional<Pod> pod = slash < 0 ? Optional.empty() : directory.pod(name.substring(0, slash));
    if (pod.isEmpty() && slash > 0) {
      List<Pod> called = directory.podsCalled(name.substring(0, slash));
      pod = called.size() == 1 ? Optional.of(called.get(0)) : Optional.empty();
    }
    if (pod.isEmpty()) {
      return Optional.empty();
    }
    String container = name.substring(slash + 1);
    List<String> all = pod.get().containers().stream().map(each -> each.name()).toList();
    if (!all.contains(container)) {
      String prefix = name.substring(0, slash + 1);
      List<String> near = all.stream().map(each -> prefix + each).limit(5).toList();
      throw new TargetException(Why.UNKNOWN, field, name, near);
    }
    return pod.map(this::end);
  }

  /** A pod that has finished, or has no node or address, has no network stack to send from. */
  End end(Pod pod) {
    String node = pod.nodeName();
    if (pod.isFinished()) {
      return End.of(null, pod.podIp(), "pod-finished");
    }
    if (directory.isDormant(pod)) {
      return End.dormant(pod);
    }
    if (node == null) {
      return End.of(null, pod.podIp(), NO_NODE);
    }
    if (pod.isOnlyV6() || (pod.podIp() == null && directory.isOnlyV6(node))) {
      return End.of(null, null, "pod-only-v6");
    }
    if (pod.podIp() == null) {
      return End.of(null, null, NO_ADDRESS);
    }
    String namespace = pod.hostNetwork() ? node : pod.ref().path();
    return directory.isNamespace(namespace)
        ? End.of(namespace, pod.podIp(), null).of(pod)
        : End.of(null, pod.podIp(), "pod-without-network");
  }
}
