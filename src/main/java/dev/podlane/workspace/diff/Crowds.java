package dev.podlane.workspace.diff;

import dev.podlane.cluster.object.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts the pods of both clusters into crowds: those of one name together, else in their order. */
final class Crowds {
  private final OneSide before;
  private final OneSide after;
  private final Set<String> touched;
  private final Map<String, Crowd> known = new HashMap<>();

  /**
   * The crowds of two clusters.
   *
   * @param touched nodes, and pods by their paths, that were changed themselves
   */
  Crowds(OneSide before, OneSide after, Set<String> touched) {
    this.before = before;
    this.after = after;
    this.touched = touched;
  }

  /** The crowd of an end, in the words of probes. */
  Crowd of(String text) {
    return known.computeIfAbsent(text, any -> made(text));
  }

  private Crowd made(String text) {
    List<Pod> was = before.ends().workloads().getOrDefault(text, List.of());
    List<Pod> is = after.ends().workloads().getOrDefault(text, List.of());
    if (was.isEmpty() && is.isEmpty()) {
      return Crowd.single(text, before.ends().doors(text), after.ends().doors(text));
    }
    Crowd crowd = new Crowd();
    Map<String, Pod> left = new HashMap<>();
    was.forEach(pod -> left.put(pod.ref().path(), pod));
    List<Pod> unpaired = new ArrayList<>();
    for (Pod pod : is) {
      Pod same = left.remove(pod.ref().path());
      if (same == null) {
        unpaired.add(pod);
      } else {
        add(crowd, same, pod);
      }
    }
    // A new template gives all pods of a Deployment other names.
    List<Pod> gone = was.stream().filter(pod -> left.containsKey(pod.ref().path())).toList();
    for (int i = 0; i < Math.max(gone.size(), unpaired.size()); i++) {
      add(
          crowd,
          i < gone.size() ? gone.get(i) : null,
          i < unpaired.size() ? unpaired.get(i) : null);
    }
    return crowd;
  }

  private void add(Crowd crowd, @Nullable Pod was, @Nullable Pod is) {
    String text = is != null ? is.ref().path() : Objects.requireNonNull(was).ref().path();
    crowd.add(
        new Member(name(was), name(is), text, node(was) + " " + node(is)),
        look(before, was),
        look(after, is));
  }

  private static @Nullable String name(@Nullable Pod pod) {
    return pod == null ? null : "pod:" + pod.ref().path();
  }

  private static String node(@Nullable Pod pod) {
    String node = pod == null ? null : pod.nodeName();
    return node == null ? "" : node;
  }

  private @Nullable Look look(OneSide side, @Nullable Pod pod) {
    if (pod == null) {
      return null;
    }
    String path = pod.ref().path();
    boolean isTouched = touched.contains(path) || touched.contains(node(pod));
    return new Look(
        side.policyClass(pod),
        pod.hasNetwork(),
        pod.hostNetwork() ? node(pod) : "",
        PairEnds.doors(pod),
        pod.traits().listens(),
        isTouched ? path : "");
  }
}
