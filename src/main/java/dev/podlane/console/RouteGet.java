package dev.podlane.console;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.link.Device;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code ip route get}: what the kernel would decide for one packet.
 *
 * @param to destination
 * @param from source, if given
 * @param in incoming device; if given, the packet came from outside
 * @param out outgoing device asked for
 */
record RouteGet(Ip to, @Nullable Ip from, @Nullable String in, @Nullable String out)
    implements Command {
  static RouteGet parse(Words words) {
    Ip to = null;
    Ip from = null;
    String in = null;
    String out = null;
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "from" -> from = Values.address(words.next());
        case "iif" -> in = words.next();
        case "oif", "dev" -> out = words.next();
        default -> {
          if (to != null) {
            throw Words.garbage(word, "to");
          }
          to = Values.loosePrefix(word.equals("to") ? words.next() : word).ip();
        }
      }
    }
    if (to == null) {
      throw new RefusalException("need at least a destination address", RefusalException.VALUE);
    }
    return new RouteGet(to, from, in, out);
  }

  @Override
  public Answer at(Place place) {
    if (in != null) {
      place.device(in);
    }
    if (out != null) {
      place.device(out);
    }
    if (in != null && from != null && place.ns().owns(from)) {
      throw kernel("Invalid argument");
    }
    if (in == null && from != null && !place.ns().owns(from)) {
      throw kernel("Network is unreachable");
    }
    return place.says(text(place, decide(place)));
  }

  private RouteDecision decide(Place place) {
    RouteDecision decision = place.ns().routes().lookup(to);
    if (out == null || in != null) {
      return decision;
    }
    for (Route row : place.ns().routes().main().rows()) {
      if (row.matches(to) && row.type() == RouteType.UNICAST && out.equals(row.device())) {
        Ip via = row.via();
        return new RouteDecision.Unicast(
            place.ns().routes().main(), row, out, via == null ? to : via);
      }
    }
    return new RouteDecision.NoRoute();
  }

  private String text(Place place, RouteDecision decision) {
    if (decision instanceof RouteDecision.Local) {
      return "local " + line(null, "lo", from == null ? localSource() : null) + cache("<local> ");
    }
    if (decision instanceof RouteDecision.Broadcast broadcast) {
      String device = in == null ? String.valueOf(broadcast.row().device()) : "lo";
      Ip source = from == null ? broadcast.row().source() : null;
      return "broadcast " + line(null, device, source) + cache("<local,brd> ");
    }
    if (in != null && !place.ns().sysctls().forwards(in)) {
      throw kernel("No route to host");
    }
    if (decision instanceof RouteDecision.Unicast way) {
      Ip via = way.row().via();
      Ip source = from == null ? source(place, way) : null;
      return line(via, way.device(), source) + cache(redirects(place, way) ? "<redirect> " : "");
    }
    if (decision instanceof RouteDecision.Refused refused) {
      throw kernel(refusal(refused.row().type()));
    }
    throw kernel("Network is unreachable");
  }

  private Ip localSource() {
    return to.isLoopback() ? Ip.parse("127.0.0.1") : to;
  }

  private static String refusal(RouteType type) {
    return switch (type) {
      case PROHIBIT -> "Permission denied";
      case UNREACHABLE -> "No route to host";
      default -> "Invalid argument";
    };
  }

  private String line(@Nullable Ip via, String device, @Nullable Ip source) {
    return to
        + (from == null ? "" : " from " + from)
        + (via == null ? "" : " via " + via)
        + (" dev " + device)
        + (source == null ? "" : " src " + source)
        + (in == null ? " uid 0 " : " ");
  }

  private String cache(String flags) {
    return "\n    cache " + flags + (in == null ? "" : "iif " + in + " ");
  }

  /** The router would tell the sender of a better way: back out, and the sender is on the link. */
  private boolean redirects(Place place, RouteDecision.Unicast way) {
    Ip sender = from;
    return sender != null
        && way.device().equals(in)
        && place.ns().device(way.device()).stream()
            .flatMap(device -> device.addresses().stream())
            .anyMatch(address -> address.prefix().contains(sender));
  }

  /** The preferred source, or the first address of the device that is in the next hop's subnet. */
  private static @Nullable Ip source(Place place, RouteDecision.Unicast way) {
    if (way.row().source() != null) {
      return way.row().source();
    }
    Optional<Device> device = place.ns().device(way.device());
    Optional<InterfaceAddress> near =
        device.stream()
            .flatMap(each -> each.addresses().stream())
            .filter(address -> contains(address.prefix(), way.nextHop()))
            .findFirst();
    return near.or(() -> device.stream().flatMap(each -> each.addresses().stream()).findFirst())
        .or(() -> elsewhere(place))
        .map(InterfaceAddress::ip)
        .orElse(null);
  }

  private static boolean contains(Prefix prefix, Ip address) {
    return prefix.contains(address);
  }

  private static Optional<InterfaceAddress> elsewhere(Place place) {
    return place.ns().devices().values().stream()
        .flatMap(each -> each.addresses().stream())
        .filter(address -> !address.ip().isLoopback())
        .findFirst();
  }

  private static RefusalException kernel(String error) {
    return RefusalException.kernel("RTNETLINK answers: " + error);
  }
}
