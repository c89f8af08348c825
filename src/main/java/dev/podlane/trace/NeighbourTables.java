package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The neighbours that namespaces have learned. Steps show a whole table as it was when they
 * happened: its picture is taken once and shown by all steps until the table changes.
 */
final class NeighbourTables {
  private final Map<String, Map<Key, Neighbour>> entries = new LinkedHashMap<>();
  private final Map<String, List<NeighbourStep.Row>> pictures = new HashMap<>();

  record Key(String namespace, String device, Ip ip) {}

  @Nullable Neighbour find(Key key) {
    return entries.getOrDefault(key.namespace(), Map.of()).get(key);
  }

  Neighbour findOrMake(Key key) {
    Neighbour known = find(key);
    if (known != null) {
      return known;
    }
    Neighbour made = new Neighbour(() -> pictures.remove(key.namespace()));
    entries.computeIfAbsent(key.namespace(), any -> new LinkedHashMap<>()).put(key, made);
    pictures.remove(key.namespace());
    return made;
  }

  void remove(Predicate<Key> which) {
    entries.values().forEach(own -> own.keySet().removeIf(which));
    pictures.clear();
  }

  /** The packets that wait for a neighbour. */
  Stream<Passage> waiting() {
    return entries.values().stream()
        .flatMap(own -> own.values().stream())
        .flatMap(Neighbour::waiting);
  }

  /** A namespace's table as it is now: the entries set by hand, then those learned. */
  List<NeighbourStep.Row> picture(NetworkNamespace ns) {
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
