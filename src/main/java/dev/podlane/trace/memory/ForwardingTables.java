package dev.podlane.trace.memory;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.KernelState;
import dev.podlane.trace.step.LinkStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The ports behind which bridges have heard stations. As for {@link NeighbourTables}, a copy of a
 * table is made once and shown by all steps until the table changes.
 */
public final class ForwardingTables {
  private final Map<Place, Map<Mac, String>> ports = new LinkedHashMap<>();
  private final Map<Place, List<LinkStep.FdbRow>> pictures = new HashMap<>();

  private final Map<Mac, Long> changes = new HashMap<>();

  private record Place(String namespace, String bridge) {}

  ForwardingTables copy() {
    ForwardingTables copy = new ForwardingTables();
    ports.forEach((place, heard) -> copy.ports.put(place, new LinkedHashMap<>(heard)));
    copy.changes.putAll(changes);
    return copy;
  }

  /** Names an entry. */
  public record Key(String namespace, String bridge, Mac mac) {
    private Place place() {
      return new Place(namespace, bridge);
    }
  }

  /** The port behind which a station was heard last. */
  public @Nullable String port(Key station) {
    return ports.getOrDefault(station.place(), Map.of()).get(station.mac());
  }

  /** Notes where a station was heard; false if that was known. */
  public boolean learn(Key station, String port) {
    Place place = station.place();
    Map<Mac, String> heard = ports.computeIfAbsent(place, any -> new LinkedHashMap<>());
    boolean isNews = !port.equals(heard.put(station.mac(), port));
    if (isNews) {
      changes.merge(station.mac(), 1L, Long::sum);
      pictures.remove(place);
    }
    return isNews;
  }

  /** Returns the number of times a station appeared or moved to another port. */
  public long changes(Mac station) {
    return changes.getOrDefault(station, 0L);
  }

  /** Removes stations that were heard behind ports accepted by the test. */
  public void remove(BiPredicate<Key, String> which) {
    ports.forEach(
        (place, heard) ->
            heard
                .entrySet()
                .removeIf(
                    entry ->
                        which.test(
                            new Key(place.namespace(), place.bridge(), entry.getKey()),
                            entry.getValue())));
    pictures.clear();
  }

  /** The stations that the bridges of a namespace have heard. */
  List<KernelState.Station> heard(String namespace) {
    List<KernelState.Station> all = new ArrayList<>();
    ports.forEach(
        (place, heard) -> {
          if (place.namespace().equals(namespace)) {
            heard.forEach(
                (mac, port) -> all.add(new KernelState.Station(place.bridge(), mac, port)));
          }
        });
    return all;
  }

  /** A bridge's database as it is now: the stations learned, then the bridge itself. */
  public List<LinkStep.FdbRow> picture(String namespace, Device bridge) {
    Place place = new Place(namespace, bridge.name());
    List<LinkStep.FdbRow> known = pictures.get(place);
    if (known != null) {
      return known;
    }
    List<LinkStep.FdbRow> rows = new ArrayList<>();
    ports
        .getOrDefault(place, Map.of())
        .forEach((mac, port) -> rows.add(new LinkStep.FdbRow(mac, port, false)));
    if (bridge.link() instanceof Link.Bridge) {
      rows.add(new LinkStep.FdbRow(bridge.mac(), bridge.name(), true));
    }
    List<LinkStep.FdbRow> taken = List.copyOf(rows);
    pictures.put(place, taken);
    return taken;
  }
}
