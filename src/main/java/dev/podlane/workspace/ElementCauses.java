package dev.podlane.workspace;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.compile.Origin;
import dev.podlane.compile.Origins;
import dev.podlane.net.ns.Elements;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.workspace.ElementCause.Source;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out which input each element of a namespace comes from. */
final class ElementCauses {
  /** The largest number of elements that are compared to find the edit that made one. */
  private static final int MOST = 200_000;

  private final Replay replay;
  private final @Nullable ObjectRef description;

  /**
   * Those of a replay.
   *
   * @param description the LinuxNetwork that was opened; null if it is a cluster
   */
  ElementCauses(Replay replay, @Nullable ObjectRef description) {
    this.replay = replay;
    this.description = description;
  }

  /**
   * The causes of a namespace as it is now, by element id. An element that an edit changes and that
   * keeps its id, such as a device that is set down, keeps its cause.
   *
   * @param origins of elements as they were compiled
   * @param chains the number of chains of each table that are told at most, with their rules; of a
   *     namespace that was edited all are
   */
  @SuppressWarnings("ReferenceEquality") // of an equal one all chains are told, which takes longer
  Map<String, ElementCause> of(String namespace, Origins origins, int chains) {
    Optional<NetworkNamespace> now = replay.network().namespace(namespace);
    if (now.isEmpty()) {
      return Map.of();
    }
    NetworkNamespace desired = replay.desired().network().namespace(namespace).orElse(null);
    return of(namespace, now.get(), origins, desired == now.get() ? chains : Integer.MAX_VALUE);
  }

  private Map<String, ElementCause> of(
      String namespace, NetworkNamespace ns, Origins all, int chains) {
    Map<String, Origin> origins = all.of(namespace, chains);
    Set<String> ids = Elements.of(ns, chains).keySet();
    Set<String> added = added(namespace, ns, ids);
    Map<String, Integer> edited = edited(namespace, added);
    Map<String, ElementCause> causes = new LinkedHashMap<>();
    for (String id : ids) {
      Origin origin = origins.get(id);
      if (origin != null) {
        causes.put(
            id,
            new ElementCause(
                Source.DESIRED, origin.object(), origin.path(), origin.reason(), null));
      } else if (added.contains(id)) {
        causes.put(id, new ElementCause(Source.EDITED, null, "", null, edited.get(id)));
      } else if (description != null) {
        String path = "spec.namespaces." + namespace;
        causes.put(id, new ElementCause(Source.DESIRED, description, path, null, null));
      }
    }
    return causes;
  }

  /** Returns the ids of the elements that exist now and did not before the first edit. */
  @SuppressWarnings("ReferenceEquality") // an equal one would only take longer
  private Set<String> added(String namespace, NetworkNamespace now, Set<String> ids) {
    Optional<NetworkNamespace> before = replay.desired().network().namespace(namespace);
    Set<String> added = new HashSet<>();
    if (before.isEmpty() || before.get() != now) {
      added.addAll(ids);
      added.removeAll(ids(before));
    }
    return added;
  }

  /**
   * The last edit after which each element is there that was not there before. Of a very large
   * namespace only the last edits are looked at.
   *
   * @param added ids of the elements that exist now and did not before the first edit
   */
  private Map<String, Integer> edited(String namespace, Set<String> added) {
    Map<String, Integer> edited = new HashMap<>();
    Set<String> open = new HashSet<>(added);
    int looked = 0;
    for (int at = replay.steps().size() - 1; at >= 0 && looked < MOST && !open.isEmpty(); at--) {
      Network before = at == 0 ? replay.desired().network() : replay.steps().get(at - 1).network();
      if (replay.steps().get(at).network().changedSince(before).contains(namespace)) {
        Set<String> known = ids(before.namespace(namespace));
        looked += known.size();
        int number = at + 1;
        for (String id : List.copyOf(open)) {
          if (!known.contains(id)) {
            edited.put(id, number);
            open.remove(id);
          }
        }
      }
    }
    return edited;
  }

  private static Set<String> ids(Optional<NetworkNamespace> namespace) {
    return namespace.map(each -> Elements.of(each).keySet()).orElse(Set.of());
  }
}
