package dev.podlane.console;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.Route.Scope;
import dev.podlane.net.route.RouteType;
import dev.podlane.net.route.TableNames;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of a route after {@code ip route add|del|replace …}.
 *
 * @param type what was written, null if nothing
 * @param destination where to
 * @param via gateway
 * @param device outgoing device
 * @param source preferred source
 * @param metric priority, 0 if not given
 * @param scope what was written, null if nothing
 * @param protocol what was written, null if nothing
 * @param onlink whether the gateway is to be believed
 * @param given the table that was written, null if none
 */
record RouteSpec(
    @Nullable RouteType type,
    Prefix destination,
    @Nullable Ip via,
    @Nullable String device,
    @Nullable Ip source,
    int metric,
    @Nullable Scope scope,
    @Nullable String protocol,
    boolean onlink,
    @Nullable String given) {
  private static final Map<String, RouteType> TYPES =
      Map.of(
          "unicast", RouteType.UNICAST,
          "local", RouteType.LOCAL,
          "broadcast", RouteType.BROADCAST,
          "blackhole", RouteType.BLACKHOLE,
          "unreachable", RouteType.UNREACHABLE,
          "prohibit", RouteType.PROHIBIT,
          "throw", RouteType.THROW);
  private static final Map<String, Scope> SCOPES =
      Map.of("global", Scope.UNIVERSE, "link", Scope.LINK, "host", Scope.HOST);

  static RouteSpec read(Words words) {
    return new Reader(words).read();
  }

  /** The table it is about: local for own addresses and broadcasts, else main, if none is given. */
  String table() {
    boolean isNear = type == RouteType.LOCAL || type == RouteType.BROADCAST;
    String usual = isNear ? TableNames.LOCAL : TableNames.MAIN;
    return given == null ? usual : given;
  }

  /** The route to add. */
  Route route() {
    RouteType kind = type == null ? RouteType.UNICAST : type;
    boolean leads = !kind.isRefusal();
    Ip gateway = gateway();
    if (leads && gateway == null && device == null) {
      throw RefusalException.kernel("RTNETLINK answers: No such device");
    }
    if ((gateway != null && kind != RouteType.UNICAST) || (device != null && !leads)) {
      throw RefusalException.kernel("RTNETLINK answers: Invalid argument");
    }
    if (gateway == null && onlink) {
      throw RefusalException.kernel(
          "Error: Invalid flags for nexthop - PERVASIVE and ONLINK can not be set.");
    }
    Scope byDefault =
        kind == RouteType.LOCAL ? Scope.HOST : leads && via == null ? Scope.LINK : Scope.UNIVERSE;
    return new Route(
        kind,
        destination,
        gateway,
        device,
        source,
        metric,
        scope == null ? byDefault : scope,
        protocol == null ? "boot" : protocol,
        onlink);
  }

  /** The gateway; none for {@code via 0.0.0.0}, which the kernel takes for none. */
  private @Nullable Ip gateway() {
    return via != null && via.isUnspecified() ? null : via;
  }

  /** Whether {@code ip route del} with these words would take this row. */
  NetworkNamespace removed(NetworkNamespace ns, String table) {
    return RouteEdits.remove(ns, table, destination, this::fits);
  }

  private boolean fits(Route row) {
    Ip gateway = gateway();
    return destination.equals(row.destination())
        && (type == null || type == row.type())
        && (gateway == null || gateway.equals(row.via()))
        && (device == null || device.equals(row.device()))
        && (source == null || source.equals(row.source()))
        && (metric == 0 || metric == row.metric())
        && (scope == null || scope == row.scope())
        && (protocol == null || protocol.equals(row.protocol()));
  }

  /** Reads the words in whatever order they come. */
  private static final class Reader {
    private final Words words;
    private @Nullable RouteType type;
    private @Nullable Prefix destination;
    private @Nullable Ip via;
    private @Nullable String device;
    private @Nullable Ip source;
    private int metric;
    private @Nullable Scope scope;
    private @Nullable String protocol;
    private boolean onlink;
    private @Nullable String table;

    Reader(Words words) {
      this.words = words;
    }

    RouteSpec read() {
      while (words.hasNext()) {
        word(words.next());
      }
      if (destination == null) {
        throw new RefusalException(
            "Usage: ip route { add | del | change | append | replace } ROUTE",
            RefusalException.GARBAGE);
      }
      return new RouteSpec(
          type, destination, via, device, source, metric, scope, protocol, onlink, table);
    }

    private void word(String word) {
      switch (word) {
        case "via" -> {
          words.take("inet");
          via = Values.address(words.next());
        }
        case "dev", "oif" -> device = words.next();
        case "src" -> source = Values.address(words.next());
        case "metric", "priority", "preference" ->
            metric = words.number(0, "\"metric\" value is invalid");
        case "table" -> table = table(words.next());
        case "proto", "protocol" -> protocol = protocol(words.next());
        case "scope" -> scope = scope(words.next());
        case "onlink" -> onlink = true;
        // printed by ip route show about a device without carrier; it says nothing to keep
        case "linkdown" -> {}
        default -> other(word);
      }
    }

    private void other(String word) {
      RouteType known = TYPES.get(word);
      if (known != null && type == null && destination == null) {
        type = known;
        return;
      }
      if (destination != null) {
        throw Words.garbage(word, "to");
      }
      destination = Values.prefix(word.equals("to") ? words.next() : word);
    }

    private static String table(String word) {
      return word.equals("0")
          ? TableNames.MAIN
          : TableNames.of(word).orElseThrow(() -> Words.wrong(word, "\"table\" value is invalid"));
    }

    private static Scope scope(String word) {
      Scope known = SCOPES.get(word);
      if (known == null) {
        throw Words.wrong(word, "invalid \"scope\" value");
      }
      return known;
    }

    private static String protocol(String word) {
      return RouteProtocols.of(word)
          .orElseThrow(() -> Words.wrong(word, "\"protocol\" value is invalid"));
    }
  }
}
