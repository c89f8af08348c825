package dev.podlane.net.ns;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Ids of the elements of a network: {@code namespace/device} for devices, {@code
 * namespace/kind/key} for the rest. They do not change as long as the element says the same, and no
 * two elements share one.
 */
public final class ElementIds {
  private ElementIds() {}

  /** Of a device, as {@code node-1/cbr0}. */
  public static String device(String namespace, String device) {
    return namespace + "/" + device;
  }

  /** Of an address, as {@code node-1/address/cbr0/10.0.1.1/24}. */
  public static String address(String namespace, String device, InterfaceAddress address) {
    return namespace + "/address/" + device + "/" + address;
  }

  /**
   * Of a row of a routing table, as {@code gateway/route/main/10.0.2.0/24 via 10.100.0.3 dev eth0}.
   */
  public static String route(String namespace, String table, Route row) {
    StringBuilder id = new StringBuilder(namespace + "/route/" + table + "/");
    if (row.type() != RouteType.UNICAST) {
      id.append(row.type().text()).append(' ');
    }
    id.append(row.destination().length() == 0 ? "default" : row.destination());
    add(id, " via ", row.via());
    add(id, " dev ", row.device());
    add(id, " proto ", row.protocol().equals("boot") ? null : row.protocol());
    add(id, " scope ", row.scope() == Route.Scope.UNIVERSE ? null : row.scope().text());
    add(id, " src ", row.source());
    add(id, " metric ", row.metric() == 0 ? null : row.metric());
    add(id, " ", row.onlink() ? "onlink" : null);
    return id.toString();
  }

  /** Of a listening socket, as {@code default/web-1/listener/tcp/0.0.0.0:80}. */
  public static String listener(String namespace, Listener listener) {
    return namespace
        + "/listener/"
        + listener.protocol().name().toLowerCase(Locale.ROOT)
        + "/"
        + listener.address()
        + ":"
        + listener.port();
  }

  /** Of a setting, as {@code node-1/sysctl/net/ipv4/ip_forward}. */
  public static String sysctl(String namespace, String key) {
    return namespace + "/sysctl/" + Sysctls.normalise(key);
  }

  private static void add(StringBuilder id, String keyword, @Nullable Object value) {
    if (value != null) {
      id.append(keyword).append(value);
    }
  }
}
