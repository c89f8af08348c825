package dev.podlane.console.route;

import dev.podlane.console.command.Answer;
import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.BetterFirstHop;
import dev.podlane.net.ns.KernelState.RouteException;
import dev.podlane.net.ns.SourceSelection;
import dev.podlane.net.ns.SourceValidation;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.net.route.RouteTable;
import dev.podlane.net.route.RouteType;
import dev.podlane.net.route.TableNames;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code ip route get}: the route that the kernel would choose for one packet (inet_rtm_getroute).
 *
 * @param query fields of the packet; if it has an input device, it came from outside
 */
record RouteGet(RouteQuery query) implements Command {
  static RouteGet parse(ArgCursor words) {
    Ip to = null;
    Ip from = null;
    String in = null;
    String out = null;
    int mark = 0;
    int protocol = 0;
    int sport = 0;
    int dport = 0;
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "from" -> from = ArgValues.address(words.next());
        case "iif" -> in = words.next();
        case "oif", "dev" -> out = words.next();
        case "mark" -> mark = IpRuleReader.markOf(words.next());
        case "ipproto" -> protocol = IpRuleReader.ipProtocol(words.next());
        case "sport" -> sport = words.number(0, "invalid sport");
        case "dport" -> dport = words.number(0, "invalid dport");
        default -> {
          if (to != null) {
            throw ArgCursor.garbage(word, "to");
          }
          to = ArgValues.loosePrefix(word.equals("to") ? words.next() : word).ip();
        }
      }
    }
    if (to == null) {
      throw new CommandException("need at least a destination address", CommandException.VALUE);
    }
    return new RouteGet(new RouteQuery(to, from, in, out, mark, protocol, sport, dport));
  }

  @Override
  public Answer at(CommandContext place) {
    Ip from = query.source();
    if (query.in() != null) {
      place.device(query.in());
    }
    if (query.out() != null) {
      place.device(query.out());
    }
    if (query.in() == null && from != null && !place.ns().owns(from)) {
      throw kernel("Network is unreachable");
    }
    return place.says(text(place, place.ns().routes().lookup(query)));
  }

  private String text(CommandContext place, RouteDecision decision) {
    Ip from = query.source();
    if (decision instanceof RouteDecision.Local local) {
      validate(place, null);
      Ip source = from == null ? localSource() : null;
      return "local " + line(place, null, "lo", local.table(), source) + cache("<local> ");
    }
    if (decision instanceof RouteDecision.Broadcast broadcast) {
      String device = query.in() == null ? String.valueOf(broadcast.row().device()) : "lo";
      Ip source = from == null ? broadcast.row().source() : null;
      return "broadcast "
          + line(place, null, device, broadcast.table(), source)
          + cache("<local,brd> ");
    }
    if (query.in() != null && !place.ns().sysctls().forwards(query.in())) {
      throw kernel("No route to host");
    }
    if (decision instanceof RouteDecision.Unicast way) {
      validate(place, way.device());
      Ip source = way.row().source();
      Ip chosen = source == null ? source(place, way.device(), way.nextHop()) : source;
      Optional<RouteException> exception =
          query.in() == null
              ? place.learned().state(place.ns().name()).exception(query.destination())
              : Optional.empty();
      Ip gateway = exception.map(RouteException::gateway).orElse(way.row().gateway());
      return line(place, gateway, way.device(), way.table(), from == null ? chosen : null)
          + cache(redirects(place, way) ? "<redirect> " : isLoopback(place, way) ? "<local> " : "")
          + exception.map(RouteGet::exception).orElse("");
    }
    String out = query.in() == null ? query.out() : null;
    if (out != null) {
      // the tables must be wrong if someone insists on a device (ip_route_output_key_hash_rcu)
      Ip source = from == null ? source(place, out, query.destination()) : null;
      return line(place, null, out, null, source) + cache("");
    }
    throw kernel(refusal(decision));
  }

  /** Returns true if this host would send the packet by lo, and so receives it itself. */
  private boolean isLoopback(CommandContext place, RouteDecision.Unicast way) {
    Optional<Device> out = place.ns().device(way.device());
    return query.in() == null && out.filter(d -> d.link() instanceof Link.Loopback).isPresent();
  }

  private Ip localSource() {
    Ip to = query.destination();
    return to.isLoopback() ? Ip.parse("127.0.0.1") : to;
  }

  /** An unreachable route is about the host, an unreachable rule about the network. */
  private static String refusal(RouteDecision decision) {
    if (decision instanceof RouteDecision.Refused refused) {
      return refused.row().type() == RouteType.UNREACHABLE
          ? "No route to host"
          : refusal(refused.row().type());
    }
    return decision instanceof RouteDecision.RefusedByRule refused
        ? refusal(refused.type())
        : refusal(RouteType.UNREACHABLE);
  }

  private static String refusal(RouteType type) {
    return switch (type) {
      case PROHIBIT -> "Permission denied";
      case UNREACHABLE -> "Network is unreachable";
      default -> "Invalid argument";
    };
  }

  private String line(
      CommandContext place,
      @Nullable Ip via,
      String device,
      @Nullable RouteTable table,
      @Nullable Ip source) {
    String named = table == null || isMain(place, table) ? "" : " table " + table.name();
    int mark = query.mark();
    boolean isLong = Integer.compareUnsigned(mark, 16) >= 0;
    String shown = isLong ? "0x" + Integer.toHexString(mark) : Integer.toString(mark);
    return query.destination()
        + (query.source() == null ? "" : " from " + query.source())
        + (via == null ? "" : " via " + via)
        + (" dev " + device)
        + named
        + (source == null ? "" : " src " + source)
        + (mark == 0 ? "" : " mark " + shown)
        + (query.in() == null ? " uid 0 " : " ");
  }

  /**
   * Returns true for main, and for the local table until the rules are changed, when it is part of
   * main.
   */
  private static boolean isMain(CommandContext place, RouteTable table) {
    boolean isMerged = !place.ns().routes().custom() && table.name().equals(TableNames.LOCAL);
    return isMerged || table.name().equals(TableNames.MAIN);
  }

  private String cache(String flags) {
    return "\n    cache " + flags + (query.in() == null ? "" : "iif " + query.in() + " ");
  }

  private static String exception(RouteException learned) {
    return (learned.gateway() == null ? "" : "<redirected> ")
        + ("expires " + learned.secondsLeft() + "sec ")
        + (learned.mtu() == 0 ? "" : "mtu " + learned.mtu() + " ");
  }

  /** The router would tell the sender of a better way. */
  private boolean redirects(CommandContext place, RouteDecision.Unicast way) {
    Optional<Device> in = incoming(place);
    return query.source() != null
        && in.isPresent()
        && BetterFirstHop.isTold(place.ns(), in.get(), query, way);
  }

  private Optional<Device> incoming(CommandContext place) {
    return Optional.ofNullable(query.in()).flatMap(place.ns()::device);
  }

  /** Refuses a source that may not come in by the device, as the engine would. */
  private void validate(CommandContext place, @Nullable String out) {
    Optional<Device> in = incoming(place);
    if (in.isEmpty() || query.source() == null) {
      return;
    }
    if (!SourceValidation.check(place.ns(), in.get(), query, out).isAccepted()) {
      throw kernel("Invalid argument");
    }
  }

  /** The address the kernel would send from. */
  private static @Nullable Ip source(CommandContext place, String name, Ip nextHop) {
    return place
        .ns()
        .device(name)
        .flatMap(device -> SourceSelection.onDevice(place.ns(), device, nextHop))
        .orElse(null);
  }

  private static CommandException kernel(String error) {
    return CommandException.kernel("RTNETLINK answers: " + error);
  }
}
