package dev.podlane.trace.memory;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.NeighbourState;
import dev.podlane.net.ns.KernelState;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.NeighbourStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The neighbours that namespaces have learned. Steps show a whole table as it was when they
 * happened: its picture is taken once and shown by all steps until the table changes.
 */
public final class NeighbourTables {
  private final Map<String, Map<Key, NeighbourEntry>> entries = new LinkedHashMap<>();
  private final Map<String, List<NeighbourStep.Row>> pictures = new HashMap<>();

  NeighbourTables copy() {
    NeighbourTables copy = new NeighbourTables();
    entries
        .values()
        .forEach(own -> own.forEach((key, entry) -> copy.findOrMake(key).become(entry)));
    return copy;
  }

  /** Names an entry. */
  public record Key(String namespace, String device, Ip ip) {}

  /** An entry, none if there is none. */
  public @Nullable NeighbourEntry find(Key key) {
    return entries.getOrDefault(key.namespace(), Map.of()).get(key);
  }

  /** An entry, made if there is none. */
  public NeighbourEntry findOrMake(Key key) {
    NeighbourEntry known = find(key);
    if (known != null) {
      return known;
    }
    NeighbourEntry made = new NeighbourEntry(() -> pictures.remove(key.namespace()));
    entries.computeIfAbsent(key.namespace(), any -> new LinkedHashMap<>()).put(key, made);
    pictures.remove(key.namespace());
    return made;
  }

  /** Removes the entries accepted by the test. */
  public void remove(Predicate<Key> which) {
    entries.values().forEach(own -> own.keySet().removeIf(which));
    pictures.clear();
  }

  /**
   * Somebody has an address from now on, and tells all by a gratuitous ARP message, as CNI plugins
   * do: what was known of it no longer counts.
   */
  public void announced(Ip ip) {
    remove(key -> key.ip().equals(ip));
  }

  /** Nobody has an address any more: those who know it find out after a while. */
  public void lost(Ip ip, long now) {
    entries
        .values()
        .forEach(
            own ->
                own.forEach(
                    (key, entry) -> {
                      if (key.ip().equals(ip)) {
                        entry.lost(now);
                      }
                    }));
  }

  /** Namespaces that have an entry for an address. */
  public Set<String> knowing(Ip ip) {
    Set<String> found = new HashSet<>();
    entries.forEach(
        (namespace, own) -> {
          if (own.keySet().stream().anyMatch(key -> key.ip().equals(ip))) {
            found.add(namespace);
          }
        });
    return found;
  }

  /** The packets that wait for a neighbour. */
  public Stream<PacketInHost> waiting() {
    return entries.values().stream()
        .flatMap(own -> own.values().stream())
        .flatMap(NeighbourEntry::waiting);
  }

  /** The entries that a namespace has learned. */
  List<KernelState.LearnedNeighbour> learned(String namespace) {
    List<KernelState.LearnedNeighbour> all = new ArrayList<>();
    entries
        .getOrDefault(namespace, Map.of())
        .forEach(
            (key, entry) -> {
              if (entry.isShown()) {
                all.add(
                    new KernelState.LearnedNeighbour(
                        key.device(), key.ip(), entry.mac(), entry.state()));
              }
            });
    return all;
  }

  /** A namespace's table as it is now: the entries set by hand, then those learned. */
  public List<NeighbourStep.Row> picture(NetworkNamespace ns) {
    List<NeighbourStep.Row> known = pictures.get(ns.name());
    if (known != null) {
      return known;
    }
    List<NeighbourStep.Row> rows = new ArrayList<>();
    ns.neighbours()
        .forEach(
            row ->
                rows.add(
                    new NeighbourStep.Row(
                        row.device(), row.ip(), row.mac(), NeighbourState.PERMANENT)));
    entries
        .getOrDefault(ns.name(), Map.of())
        .forEach(
            (key, entry) ->
                rows.add(
                    new NeighbourStep.Row(key.device(), key.ip(), entry.mac(), entry.state())));
    List<NeighbourStep.Row> taken = List.copyOf(rows);
    pictures.put(ns.name(), taken);
    return taken;
  }
}
