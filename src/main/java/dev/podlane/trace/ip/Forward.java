package dev.podlane.trace.ip;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.BetterFirstHop;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.trace.kernel.HookDevices;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Queries;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.IpStep;

/** Forwards a packet: here, and only here, the time to live falls (ip_forward). */
final class Forward {
  private final Kernel kernel;
  private final Stages stages;
  private final IpOutput output;
  private final IcmpErrors errors;

  Forward(Kernel kernel, Stages stages, IpOutput output, IcmpErrors errors) {
    this.kernel = kernel;
    this.stages = stages;
    this.output = output;
    this.errors = errors;
  }

  void forward(PacketInHost passage, Device in, RouteDecision.Unicast way) {
    forward(passage, in, way, true);
  }

  /** Forwards by a way that was found before, so that a better one is not looked for. */
  void forwardAgain(PacketInHost passage, Device in, RouteDecision.Unicast way) {
    forward(passage, in, way, false);
  }

  private void forward(
      PacketInHost passage, Device in, RouteDecision.Unicast way, boolean redirects) {
    IpPacket packet = passage.ip();
    if (!way.row().unmodelled().isEmpty()) {
      kernel.unmodelled(passage, way.device(), new Field("route", null, way.row().unmodelled()));
      return;
    }
    if (packet.ttl() <= 1) {
      kernel.drop(
          passage,
          DropReason.TTL_EXCEEDED,
          in.name(),
          new Field("ttl", "2", Integer.toString(packet.ttl())));
      errors.send(passage, 11, 0);
      return;
    }
    int mtu = mtu(passage, way);
    if (packet.length() > mtu && isUncuttable(passage, mtu)) {
      passage.note(new IpStep.TooBig(way.device(), mtu, packet.length()));
      kernel.drop(passage, DropReason.TOO_BIG, way.device());
      errors.sendTooBig(passage, mtu);
      return;
    }
    PacketInHost lowered =
        passage.change(
            new IpStep.TtlDecremented(packet.ttl(), packet.ttl() - 1),
            passage.skb().with(packet.withTtl(packet.ttl() - 1)));
    if (redirects && wantsRedirect(passage, in, way)) {
      redirect(passage, way.nextHop());
    }
    HookDevices at =
        HookDevices.through(in.name(), way.device(), lowered.physicalInName(), way.nextHop());
    PacketInHost passed = stages.hooks().pass(lowered, Hook.FORWARD, at);
    if (passed != null) {
      output.output(passed, way.device(), way.nextHop(), mtu);
    }
  }

  /**
   * Returns the MTU for a forwarded packet; the path MTU that a router has learned does not count
   * (ip_forward_use_pmtu).
   */
  private static int mtu(PacketInHost passage, RouteDecision.Unicast way) {
    return passage
        .ns()
        .device(way.device())
        .map(device -> PathMtu.configured(device, way.row().options()))
        .orElse(0);
  }

  /** DF is set; or the packet was put together here from fragments that were too big as well. */
  private static boolean isUncuttable(PacketInHost passage, int mtu) {
    return passage.ip().dontFragment()
        && (passage.skb().largestFragment() == 0 || passage.skb().largestFragment() > mtu);
  }

  /** Out by the device it came in by, from a sender on that very link (__mkroute_input). */
  private boolean wantsRedirect(PacketInHost passage, Device in, RouteDecision.Unicast way) {
    return BetterFirstHop.isTold(passage.ns(), in, Queries.received(passage, in), way)
        && kernel
            .memory()
            .peer(passage.ns().name(), passage.ip().source())
            .allowsRedirect(kernel.memory().now());
  }

  private void redirect(PacketInHost passage, Ip gateway) {
    errors.sendRedirect(passage, gateway);
  }
}
