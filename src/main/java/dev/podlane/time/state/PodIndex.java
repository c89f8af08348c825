package dev.podlane.time.state;

import dev.podlane.cluster.object.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * The pods of a moment, found by name, controller, node and Service. Immutable.
 *
 * @param pods by {@code namespace/name}
 * @param controlled by the object that controls them, as {@code KIND namespace/name}; those without
 *     one by their namespace
 * @param onNode by node; those without one under the empty name
 * @param taking by node, those that take room there: they have not ended
 * @param members by the {@code namespace/name} of a Service that selects them
 * @param apart those that must not run beside some others
 */
public record PodIndex(
    PMap<String, PodState> pods,
    PMap<String, PSet<String>> controlled,
    PMap<String, PSet<String>> onNode,
    PMap<String, PSet<String>> taking,
    PMap<String, PSet<String>> members,
    PSet<String> apart) {
  /** No pods. */
  public static final PodIndex NONE =
      new PodIndex(
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePMap.empty(),
          HashTreePSet.empty());

  private static final String NO_NODE = "";

  /** Begins the key of pods without a controller; no kind begins so. */
  private static final String ORPHANS = "- ";

  /** An index of pods, made at once. */
  public static PodIndex of(Base base, List<PodState> pods) {
    Map<String, PodState> byPath = new HashMap<>();
    Map<String, Set<String>> byController = new HashMap<>();
    Map<String, Set<String>> byNode = new HashMap<>();
    Map<String, Set<String>> byRoom = new HashMap<>();
    Map<String, Set<String>> byService = new HashMap<>();
    PSet<String> keepers = HashTreePSet.empty();
    for (PodState pod : pods) {
      byPath.put(pod.path(), pod);
      byController.computeIfAbsent(controller(pod), any -> new HashSet<>()).add(pod.path());
      byNode.computeIfAbsent(node(pod), any -> new HashSet<>()).add(pod.path());
      if (room(pod) != null) {
        byRoom.computeIfAbsent(node(pod), any -> new HashSet<>()).add(pod.path());
      }
      for (String service : selecting(base, pod)) {
        byService.computeIfAbsent(service, any -> new HashSet<>()).add(pod.path());
      }
      keepers = isApart(pod) ? keepers.plus(pod.path()) : keepers;
    }
    return new PodIndex(
        HashTreePMap.from(byPath),
        sets(byController),
        sets(byNode),
        sets(byRoom),
        sets(byService),
        keepers);
  }

  private static PMap<String, PSet<String>> sets(Map<String, Set<String>> from) {
    Map<String, PSet<String>> sets = new HashMap<>();
    from.forEach((key, paths) -> sets.put(key, HashTreePSet.from(paths)));
    return HashTreePMap.from(sets);
  }

  /** This index with a pod created, changed or, if there is none after, removed. */
  public PodIndex with(Base base, @Nullable PodState before, @Nullable PodState after) {
    PodState any = Objects.requireNonNull(after == null ? before : after);
    String path = any.path();
    PMap<String, PodState> now = after == null ? pods.minus(path) : pods.plus(path, after);
    if (before != null && after != null && before.isSameObject(after)) {
      return new PodIndex(now, controlled, onNode, taking, members, apart);
    }
    PMap<String, PSet<String>> byController =
        moved(
            controlled,
            before == null ? null : controller(before),
            after == null ? null : controller(after),
            path);
    PMap<String, PSet<String>> byNode =
        moved(
            onNode, before == null ? null : node(before), after == null ? null : node(after), path);
    PMap<String, PSet<String>> byRoom =
        moved(
            taking, before == null ? null : room(before), after == null ? null : room(after), path);
    PMap<String, PSet<String>> byService = members;
    if (before == null || after == null || !before.labels().equals(after.labels())) {
      for (String service : selecting(base, before)) {
        byService = moved(byService, service, path, false);
      }
      for (String service : selecting(base, after)) {
        byService = moved(byService, service, path, true);
      }
    }
    PSet<String> keepers = apart;
    if (isApart(any)) {
      keepers = after == null ? keepers.minus(path) : keepers.plus(path);
    }
    return new PodIndex(now, byController, byNode, byRoom, byService, keepers);
  }

  /** This index with the Services that select pods found anew. */
  public PodIndex reindexed(Base base) {
    PMap<String, PSet<String>> byService = HashTreePMap.empty();
    for (PodState pod : pods.values()) {
      for (String service : selecting(base, pod)) {
        byService = moved(byService, service, pod.path(), true);
      }
    }
    return new PodIndex(pods, controlled, onNode, taking, byService, apart);
  }

  /** The Services that select a pod. */
  public static List<String> selecting(Base base, @Nullable PodState pod) {
    return pod == null ? List.of() : base.selecting(pod.ref().namespace(), pod.labels());
  }

  private static boolean isApart(PodState pod) {
    return pod.identity().template().keepsApart();
  }

  private static String controller(PodState pod) {
    ObjectRef controller = pod.identity().controller();
    return controller == null ? ORPHANS + pod.ref().namespace() : "" + controller;
  }

  private static String node(PodState pod) {
    return pod.nodeName() == null ? NO_NODE : pod.nodeName();
  }

  /** The node on which it takes room; null if there is none. */
  private static @Nullable String room(PodState pod) {
    return pod.isFinished() ? null : pod.nodeName();
  }

  private static PMap<String, PSet<String>> moved(
      PMap<String, PSet<String>> index, @Nullable String from, @Nullable String to, String path) {
    if (Objects.equals(from, to)) {
      return index;
    }
    PMap<String, PSet<String>> left = from == null ? index : moved(index, from, path, false);
    return to == null ? left : moved(left, to, path, true);
  }

  private static PMap<String, PSet<String>> moved(
      PMap<String, PSet<String>> index, String key, String path, boolean in) {
    PSet<String> there = index.getOrDefault(key, HashTreePSet.empty());
    PSet<String> now = in ? there.plus(path) : there.minus(path);
    return now.isEmpty() ? index.minus(key) : index.plus(key, now);
  }

  /** The pods that an object controls, oldest first. */
  public List<PodState> controlledBy(ObjectRef controller) {
    return all(controlled.getOrDefault("" + controller, HashTreePSet.empty()));
  }

  /** The pods of a namespace that nothing controls, oldest first. */
  public List<PodState> orphans(String namespace) {
    return all(controlled.getOrDefault(ORPHANS + namespace, HashTreePSet.empty()));
  }

  /** The pods of a node, oldest first. */
  public List<PodState> on(String node) {
    return all(onNode.getOrDefault(node, HashTreePSet.empty()));
  }

  /** Returns the number of pods of a node. */
  public int countOn(String node) {
    return onNode.getOrDefault(node, HashTreePSet.empty()).size();
  }

  /** The pods without a node, oldest first. */
  public List<PodState> pending() {
    return on(NO_NODE);
  }

  /** The pods that a Service selects, oldest first. */
  public List<PodState> members(String service) {
    return all(members.getOrDefault(service, HashTreePSet.empty()));
  }

  private List<PodState> all(PSet<String> paths) {
    List<PodState> found = new ArrayList<>(paths.size());
    for (String path : paths) {
      PodState pod = pods.get(path);
      if (pod != null) {
        found.add(pod);
      }
    }
    found.sort(Comparator.comparingLong(PodState::serial));
    return found;
  }
}
