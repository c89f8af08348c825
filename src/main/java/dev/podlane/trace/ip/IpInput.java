package dev.podlane.trace.ip;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.SourceValidation;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.net.route.RouteType;
import dev.podlane.trace.kernel.HookDevices;
import dev.podlane.trace.kernel.IpReceiver;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Queries;
import dev.podlane.trace.kernel.SourceFields;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.IpStep;
import org.jspecify.annotations.Nullable;

/** An IP packet came in: PREROUTING, then the routing decision (ip_rcv, ip_route_input_slow). */
final class IpInput implements IpReceiver {
  private final Kernel kernel;
  private final Stages stages;
  private final Forward forward;
  private final LocalInput localInput;
  private final IcmpErrors errors;

  IpInput(Kernel kernel, Stages stages, Forward forward, LocalInput localInput, IcmpErrors errors) {
    this.kernel = kernel;
    this.stages = stages;
    this.forward = forward;
    this.localInput = localInput;
    this.errors = errors;
  }

  @Override
  public void receive(PacketInHost arriving, Device in) {
    // Bridge netfilter has called PREROUTING for it already (ip_sabotage_in), and ip_rcv clears
    // the length of the longest fragment that was reassembled there.
    PacketInHost passage =
        arriving.port() != null
            ? arriving.handedUp().with(arriving.skb().receivedWhole())
            : stages.hooks().pass(arriving, Hook.PREROUTING, HookDevices.in(in.name(), ""));
    if (passage == null) {
      return;
    }
    if (in.link() instanceof Link.Loopback) {
      localInput.deliver(passage, in);
      return;
    }
    IpPacket packet = passage.ip();
    if (isMartian(packet)) {
      kernel.drop(passage, DropReason.MARTIAN, in.name());
      return;
    }
    boolean loopback = packet.source().isLoopback() || packet.destination().isLoopback();
    if (loopback && !passage.ns().sysctls().anyOf("route_localnet", in.name())) {
      Field setting = Field.conf(in.name(), "route_localnet", 1, 0);
      kernel.drop(passage, DropReason.LOOPBACK_ADDRESS, in.name(), setting);
      return;
    }
    RouteQuery query = Queries.received(passage, in);
    RouteDecision way = lookup(passage, query);
    if (way instanceof RouteDecision.Local) {
      local(passage, in, query);
    } else if (way instanceof RouteDecision.Broadcast || packet.destination().isMulticast()) {
      kernel.drop(passage, DropReason.NOT_UNICAST, in.name());
    } else {
      transit(passage, in, query, way);
    }
  }

  /**
   * Receives a packet that this host has just sent and that still carries its route
   * (skb_valid_dst): it is received again without a second lookup. A packet made by this host has
   * no input device.
   *
   * @param first device it came in by before it was sent, none if this host made it
   */
  @Override
  public void receiveAgain(PacketInHost arriving, @Nullable Device first, Device in) {
    PacketInHost passage =
        stages.hooks().pass(arriving, Hook.PREROUTING, HookDevices.in(in.name(), ""));
    if (passage == null) {
      return;
    }
    RouteDecision way =
        first == null ? null : passage.ns().routes().lookup(Queries.received(arriving, first));
    if (way instanceof RouteDecision.Unicast unicast) {
      forward.forwardAgain(passage, in, unicast);
    } else {
      kernel.drop(passage, DropReason.NO_ROUTE, in.name());
    }
  }

  /** Looks up where a packet goes that came in by a device. */
  @Override
  public RouteDecision lookup(PacketInHost passage, RouteQuery query) {
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

  private void local(PacketInHost passage, Device in, RouteQuery query) {
    if (accepts(passage, in, query, null)) {
      localInput.deliver(passage, in);
    }
  }

  private void transit(PacketInHost passage, Device in, RouteQuery query, RouteDecision way) {
    boolean forwards = passage.ns().sysctls().forwards(in.name());
    passage.note(new IpStep.ForwardingChecked(in.name(), forwards));
    if (!forwards) {
      kernel.drop(passage, DropReason.FORWARDING_OFF, in.name());
    } else if (way instanceof RouteDecision.Unicast unicast) {
      if (accepts(passage, in, query, unicast)) {
        forward.forward(passage, in, unicast);
      }
    } else if (way instanceof RouteDecision.Refused refused) {
      refuse(passage, refused.row().type());
    } else if (way instanceof RouteDecision.RefusedByRule refused
        && refused.type() != RouteType.UNREACHABLE) {
      refuse(passage, refused.type());
    } else {
      kernel.drop(passage, DropReason.NO_ROUTE, null);
      errors.sendForRoute(passage, 3, 0);
    }
  }

  private void refuse(PacketInHost passage, RouteType type) {
    switch (type) {
      case UNREACHABLE -> {
        kernel.drop(passage, DropReason.UNREACHABLE, null);
        errors.sendForRoute(passage, 3, 1);
      }
      case PROHIBIT -> {
        kernel.drop(passage, DropReason.PROHIBITED, null);
        errors.sendForRoute(passage, 3, 13);
      }
      default -> kernel.drop(passage, DropReason.BLACKHOLE, null);
    }
  }

  private boolean accepts(
      PacketInHost passage, Device in, RouteQuery query, RouteDecision.@Nullable Unicast way) {
    Ip source = passage.ip().source();
    SourceValidation check =
        SourceValidation.check(passage.ns(), in, query, way == null ? null : way.device());
    passage.note(new IpStep.SourceChecked(source, in.name(), check.rpFilter(), check.onLink()));
    SourceValidation.Refusal refusal = check.refusal();
    if (refusal != null) {
      Field[] fields = SourceFields.of(check, passage.ns(), in, source);
      kernel.drop(passage, SourceFields.reason(refusal), in.name(), fields);
    }
    return refusal == null;
  }
}
