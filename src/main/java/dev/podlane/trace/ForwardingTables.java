package dev.podlane.trace;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Behind which port bridges have heard which station. As for {@link NeighbourTables}, a picture of
 * a table is taken once and shown by all steps until the table changes.
 */
final class ForwardingTables {
  private final Map<Place, Map<Mac, String>> ports = new HashMap<>();
  private final Map<Place, List<LinkStep.FdbRow>> pictures = new HashMap<>();

  private final Map<Mac, Long> changes = new HashMap<>();

  private record Place(String namespace, String bridge) {}

  record Key(String namespace, String bridge, Mac mac) {
    private Place place() {
      return new Place(namespace, bridge);
    }
  }

  /** The port behind which a station was heard last. */
  @Nullable String port(Key station) {
    return ports.getOrDefault(station.place(), Map.of()).get(station.mac());
  }

  /** Notes where a station was heard; false if that was known. */
  boolean learn(Key station, String port) {
    Place place = station.place();
    Map<Mac, String> heard = ports.computeIfAbsent(place, any -> new LinkedHashMap<>());
    boolean isNews = !port.equals(heard.put(station.mac(), port));
    if (isNews) {
      changes.merge(station.mac(), 1L, Long::sum);
      pictures.remove(place);
    }
    return isNews;
  }

  /** How often a station was heard where it was not known to be. */
  long changes(Mac station) {
    return changes.getOrDefault(station, 0L);
  }

  void remove(BiPredicate<Key, String> which) {
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

  /** A bridge's database as it is now: the stations learned, then the bridge itself. */
  List<LinkStep.FdbRow> picture(String namespace, Device bridge) {
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
