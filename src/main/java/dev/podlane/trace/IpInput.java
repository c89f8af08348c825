package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.SourceValidation;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.net.route.RouteType;
import org.jspecify.annotations.Nullable;

/** An IP packet came in: PREROUTING, then the routing decision (ip_rcv, ip_route_input_slow). */
final class IpInput {
  private final Walk walk;

  IpInput(Walk walk) {
    this.walk = walk;
  }

  void receive(Passage arriving, Device in) {
    // Bridge netfilter has shown it to PREROUTING already (ip_sabotage_in), and ip_rcv forgets
    // from what fragments that was put together.
    Passage passage =
        arriving.port() != null
            ? arriving.handedUp().with(arriving.skb().gathered(0))
            : walk.netfilter.pass(arriving, Hook.PREROUTING, HookDevices.in(in.name(), ""));
    if (passage == null) {
      return;
    }
    if (in.link() instanceof Link.Loopback) {
      walk.localInput.deliver(passage, in);
      return;
    }
    IpPacket packet = passage.ip();
    if (isMartian(packet)) {
      walk.drop(passage, DropReason.MARTIAN, in.name());
      return;
    }
    boolean loopback = packet.source().isLoopback() || packet.destination().isLoopback();
    if (loopback && !passage.ns().sysctls().anyOf("route_localnet", in.name())) {
      Cause.Field setting = Cause.Field.conf(in.name(), "route_localnet", 1, 0);
      walk.drop(passage, DropReason.LOOPBACK_ADDRESS, in.name(), setting);
      return;
    }
    RouteQuery query = Queries.received(passage, in);
    RouteDecision way = lookup(passage, query);
    if (way instanceof RouteDecision.Local) {
      local(passage, in, query);
    } else if (way instanceof RouteDecision.Broadcast || packet.destination().isMulticast()) {
      walk.drop(passage, DropReason.NOT_UNICAST, in.name());
    } else {
      transit(passage, in, query, way);
    }
  }

  /**
   * A packet that this host just sent, still with the way that was found for it (skb_valid_dst): it
   * is taken once more, and nothing else is asked. What the host made itself has no way in.
   *
   * @param first device it came in by before it was sent, none if this host made it
   */
  void receiveAgain(Passage arriving, @Nullable Device first, Device in) {
    Passage passage = walk.netfilter.pass(arriving, Hook.PREROUTING, HookDevices.in(in.name(), ""));
    if (passage == null) {
      return;
    }
    RouteDecision way =
        first == null ? null : passage.ns().routes().lookup(Queries.received(arriving, first));
    if (way instanceof RouteDecision.Unicast unicast) {
      walk.forward.forwardAgain(passage, in, unicast);
    } else {
      walk.drop(passage, DropReason.NO_ROUTE, in.name());
    }
  }

  /** Looks up where a packet goes that came in by a device. */
  RouteDecision lookup(Passage passage, RouteQuery query) {
    RouteDecision way = passage.ns().routes().lookup(query);
    passage.note(new IpStep.RouteLookup(query, passage.ns().routes(), way));
    return way;
  }

  /** Addresses that have no business on a wire (RFC 1812 section 5.3.7). */
  private static boolean isMartian(IpPacket packet) {
    Ip from = packet.source();
    Ip to = packet.destination();
    return from.isMulticast()
        || from.equals(Ip.LIMITED_BROADCAST)
        || from.isZeroNet()
        || to.isZeroNet()
        || from.isReserved()
        || to.isReserved();
  }

  private void local(Passage passage, Device in, RouteQuery query) {
    if (accepts(passage, in, query, null)) {
      walk.localInput.deliver(passage, in);
    }
  }

  private void transit(Passage passage, Device in, RouteQuery query, RouteDecision way) {
    boolean forwards = passage.ns().sysctls().forwards(in.name());
    passage.note(new IpStep.ForwardingChecked(in.name(), forwards));
    if (!forwards) {
      walk.drop(passage, DropReason.FORWARDING_OFF, in.name());
    } else if (way instanceof RouteDecision.Unicast unicast) {
      if (accepts(passage, in, query, unicast)) {
        walk.forward.forward(passage, in, unicast);
      }
    } else if (way instanceof RouteDecision.Refused refused) {
      refuse(passage, refused.row().type());
    } else if (way instanceof RouteDecision.RefusedByRule refused
        && refused.type() != RouteType.UNREACHABLE) {
      refuse(passage, refused.type());
    } else {
      walk.drop(passage, DropReason.NO_ROUTE, null);
      walk.icmpErrors.sendForRoute(passage, 3, 0);
    }
  }

  private void refuse(Passage passage, RouteType type) {
    switch (type) {
      case UNREACHABLE -> {
        walk.drop(passage, DropReason.UNREACHABLE, null);
        walk.icmpErrors.sendForRoute(passage, 3, 1);
      }
      case PROHIBIT -> {
        walk.drop(passage, DropReason.PROHIBITED, null);
        walk.icmpErrors.sendForRoute(passage, 3, 13);
      }
      default -> walk.drop(passage, DropReason.BLACKHOLE, null);
    }
  }

  private boolean accepts(
      Passage passage, Device in, RouteQuery query, RouteDecision.@Nullable Unicast way) {
    Ip source = passage.ip().source();
    SourceValidation check =
        SourceValidation.check(passage.ns(), in, query, way == null ? null : way.device());
    passage.note(new IpStep.SourceChecked(source, in.name(), check.rpFilter(), check.onLink()));
    SourceValidation.Refusal refusal = check.refusal();
    if (refusal != null) {
      Cause.Field[] fields = SourceFields.of(check, passage.ns(), in, source);
      walk.drop(passage, SourceFields.reason(refusal), in.name(), fields);
    }
    return refusal == null;
  }
}
