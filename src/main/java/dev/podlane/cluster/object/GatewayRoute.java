package dev.podlane.cluster.object;

import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A route of the gateway, as {@code ClusterNetwork} lists it.
 *
 * @param type kind of the route, such as unicast or blackhole
 * @param destination addresses it is for
 * @param via next hop; present exactly for {@link Type#UNICAST}
 * @param metric the lowest wins among equal destinations; 0 if none is written
 * @param place place in the documents
 */
public record GatewayRoute(
    Type type, Prefix destination, @Nullable Ip via, int metric, Place place) {
  /** Kinds of routes (ip-route(8)). */
  public enum Type {
    UNICAST,
    BLACKHOLE,
    UNREACHABLE,
    PROHIBIT,
    THROW;

    /** The word {@code ip route} uses. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public GatewayRoute {
    if ((type == Type.UNICAST) != (via != null)) {
      throw new IllegalArgumentException("a unicast route, and only that, has a next hop");
    }
  }
}
