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
  private final Map<Key, String> ports = new LinkedHashMap<>();
  private final Map<Place, List<LinkStep.FdbRow>> pictures = new HashMap<>();

  private final Map<Mac, Long> changes = new HashMap<>();

  private record Place(String namespace, String bridge) {}

  record Key(String namespace, String bridge, Mac mac) {}

  /** The port behind which a station was heard last. */
  @Nullable String port(Key station) {
    return ports.get(station);
  }

  /** Notes where a station was heard; false if that was known. */
  boolean learn(Key station, String port) {
    boolean isNews = !port.equals(ports.put(station, port));
    if (isNews) {
      changes.merge(station.mac(), 1L, Long::sum);
      pictures.remove(new Place(station.namespace(), station.bridge()));
    }
    return isNews;
  }

  /** How often a station was heard where it was not known to be. */
  long changes(Mac station) {
    return changes.getOrDefault(station, 0L);
  }

  void remove(BiPredicate<Key, String> which) {
    ports.entrySet().removeIf(entry -> which.test(entry.getKey(), entry.getValue()));
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
    ports.forEach(
        (station, port) -> {
          if (station.namespace().equals(namespace) && station.bridge().equals(bridge.name())) {
            rows.add(new LinkStep.FdbRow(station.mac(), port, false));
          }
        });
    if (bridge.link() instanceof Link.Bridge) {
      rows.add(new LinkStep.FdbRow(bridge.mac(), bridge.name(), true));
    }
    List<LinkStep.FdbRow> taken = List.copyOf(rows);
    pictures.put(place, taken);
    return taken;
  }
}
