package dev.podlane.console.route;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.route.Route.Scope;
import dev.podlane.net.route.RouteOptions.Bound;
import dev.podlane.net.route.RouteOptions.Hop;
import dev.podlane.net.route.RouteType;
import dev.podlane.net.route.TableNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the words of a route in any order (iproute_modify in ip/iproute.c). */
final class RouteWords {
  private static final Map<String, RouteType> TYPES =
      Map.of(
          "unicast", RouteType.UNICAST,
          "local", RouteType.LOCAL,
          "broadcast", RouteType.BROADCAST,
          "anycast", RouteType.ANYCAST,
          "multicast", RouteType.MULTICAST,
          "blackhole", RouteType.BLACKHOLE,
          "unreachable", RouteType.UNREACHABLE,
          "prohibit", RouteType.PROHIBIT,
          "throw", RouteType.THROW);
  private static final Map<String, Scope> SCOPES =
      Map.of(
          "global", Scope.UNIVERSE,
          "0", Scope.UNIVERSE,
          "site", Scope.SITE,
          "200", Scope.SITE,
          "link", Scope.LINK,
          "253", Scope.LINK,
          "host", Scope.HOST,
          "254", Scope.HOST);
  private static final int MAX_WEIGHT = 256;

  private final ArgCursor words;
  private final RouteMetricWords metrics;
  private @Nullable RouteType type;
  private @Nullable Prefix destination;
  private @Nullable Ip via;
  private @Nullable String device;
  private @Nullable Ip source;
  private long metric;
  private @Nullable Scope scope;
  private @Nullable String protocol;
  private boolean onlink;
  private @Nullable String table;
  private long nexthop;
  private final List<Hop> hops = new ArrayList<>();

  RouteWords(ArgCursor words) {
    this.words = words;
    this.metrics = new RouteMetricWords(words);
  }

  RouteSpec read() {
    while (words.hasNext()) {
      word(words.next());
    }
    if (destination == null) {
      throw new CommandException(
          "Usage: ip route { add | del | change | append | replace } ROUTE",
          CommandException.GARBAGE);
    }
    if (hops.size() == 1 && via == null && device == null) {
      Hop only = hops.remove(0);
      via = only.via();
      device = only.device();
      onlink = only.onlink();
    }
    RouteType written = type == null ? RouteType.UNICAST : type;
    return new RouteSpec(
        type,
        destination,
        via,
        device,
        source,
        metric,
        scope,
        protocol,
        onlink,
        table,
        metrics.done(hops, nexthop == 0 ? null : new Bound(nexthop, written)));
  }

  private void word(String word) {
    switch (word) {
      case "via" -> {
        if (words.take("inet6")) {
          metrics.throughIpv6(words.next());
        } else {
          words.take("inet");
          via = ArgValues.address(words.next());
        }
      }
      case "dev", "oif" -> device = words.next();
      case "src" -> source = ArgValues.address(words.next());
      case "metric", "priority", "preference" ->
          metric = IpRuleReader.number(words.next(), "\"metric\" value is invalid");
      case "table" -> table = table(words.next());
      case "proto", "protocol" -> protocol = protocol(words.next());
      case "scope" -> scope = scope(words.next());
      case "onlink" -> onlink = true;
      // printed by ip route show about a device without carrier; it says nothing to keep
      case "linkdown" -> {}
      // of IPv6 alone
      case "from" -> ArgValues.loosePrefix(words.next());
      case "nexthop" -> hops.add(hop());
      case "nhid" -> nexthop = nexthop(words.next());
      default -> {
        if (!metrics.take(word)) {
          other(word);
        }
      }
    }
  }

  private static long nexthop(String word) {
    return NexthopWords.number(word)
        .orElseThrow(() -> ArgCursor.wrong(word, "\"id\" value is invalid"));
  }

  /** One of several ways; the words up to the next are its own. */
  private Hop hop() {
    Ip gateway = null;
    String out = null;
    int weight = 1;
    boolean direct = false;
    while (words.hasNext() && !words.peek().equals("nexthop")) {
      String word = words.next();
      switch (word) {
        case "via" -> {
          words.take("inet");
          gateway = ArgValues.address(words.next());
        }
        case "dev" -> out = words.next();
        case "weight" -> weight = weight(words.next());
        case "onlink" -> direct = true;
        case "linkdown" -> {}
        default ->
            throw new CommandException(
                "Error: \"nexthop\" or end of line is expected instead of \"" + word + "\"",
                CommandException.GARBAGE);
      }
    }
    return new Hop(gateway, out, weight, direct);
  }

  private static int weight(String text) {
    boolean isNumber = text.matches("[0-9]{1,3}");
    int weight = isNumber ? Integer.parseInt(text) : 0;
    if (weight < 1 || weight > MAX_WEIGHT) {
      throw new CommandException(
          "Error: argument \"" + text + "\" is wrong: \"weight\" is invalid",
          CommandException.GARBAGE);
    }
    return weight;
  }

  private void other(String word) {
    if (word.equals("nat") && destination == null) {
      throw CommandException.kernel("Error: Invalid scope."); // no kernel has it any more
    }
    RouteType known = TYPES.get(word);
    if (known != null && type == null && destination == null) {
      type = known;
      return;
    }
    if (destination != null) {
      throw ArgCursor.garbage(word, "to");
    }
    destination = ArgValues.prefix(word.equals("to") ? words.next() : word);
  }

  private static String table(String word) {
    return word.equals("0")
        ? TableNames.MAIN
        : TableNames.of(word)
            .orElseThrow(() -> ArgCursor.wrong(word, "\"table\" value is invalid"));
  }

  static Scope scope(String word) {
    if (word.equals("nowhere") || word.equals("255")) {
      throw CommandException.kernel("Error: Invalid scope.");
    }
    Scope known = SCOPES.get(word);
    if (known == null) {
      boolean isNumber = word.matches("[0-9]{1,3}") && Integer.parseInt(word) < 255;
      throw ArgCursor.wrong(
          word,
          isNumber
              ? "podlane knows the scopes global, site, link and host"
              : "invalid \"scope\" value");
    }
    return known;
  }

  private static String protocol(String word) {
    return RouteProtocols.of(word)
        .orElseThrow(() -> ArgCursor.wrong(word, "\"protocol\" value is invalid"));
  }
}
