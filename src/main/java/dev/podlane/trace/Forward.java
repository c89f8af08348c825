package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.BetterFirstHop;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.route.RouteDecision;

/** Forwards a packet: here, and only here, the time to live falls (ip_forward). */
final class Forward {
  private final Walk walk;

  Forward(Walk walk) {
    this.walk = walk;
  }

  void forward(Passage passage, Device in, RouteDecision.Unicast way) {
    forward(passage, in, way, true);
  }

  /** Forwards by a way that was found before, so that a better one is not looked for. */
  void forwardAgain(Passage passage, Device in, RouteDecision.Unicast way) {
    forward(passage, in, way, false);
  }

  private void forward(Passage passage, Device in, RouteDecision.Unicast way, boolean redirects) {
    IpPacket packet = passage.ip();
    if (packet.ttl() <= 1) {
      walk.drop(
          passage,
          DropReason.TTL_EXCEEDED,
          in.name(),
          new Cause.Field("ttl", "2", Integer.toString(packet.ttl())));
      walk.icmpErrors.send(passage, 11, 0);
      return;
    }
    int mtu = mtu(passage, way);
    if (packet.length() > mtu && isUncuttable(passage, mtu)) {
      passage.note(new IpStep.TooBig(way.device(), mtu, packet.length()));
      walk.drop(passage, DropReason.TOO_BIG, way.device());
      walk.icmpErrors.sendTooBig(passage, mtu);
      return;
    }
    Passage lowered =
        passage.change(
            new IpStep.TtlDecremented(packet.ttl(), packet.ttl() - 1),
            passage.skb().with(packet.withTtl(packet.ttl() - 1)));
    if (redirects && wantsRedirect(passage, in, way)) {
      redirect(passage, way.nextHop());
    }
    HookDevices at =
        HookDevices.through(in.name(), way.device(), lowered.physicalInName(), way.nextHop());
    Passage passed = walk.netfilter.pass(lowered, Hook.FORWARD, at);
    if (passed != null) {
      walk.ipOutput.output(passed, way.device(), way.nextHop(), mtu);
    }
  }

  /** What a router knows of paths does not count for what it forwards (ip_forward_use_pmtu). */
  private static int mtu(Passage passage, RouteDecision.Unicast way) {
    return passage.ns().device(way.device()).map(Device::mtu).orElse(0);
  }

  /** DF is set; or the packet was put together here from fragments that were too big as well. */
  private static boolean isUncuttable(Passage passage, int mtu) {
    return passage.ip().dontFragment()
        && (passage.skb().largestFragment() == 0 || passage.skb().largestFragment() > mtu);
  }

  /** Out by the device it came in by, from a sender on that very link (__mkroute_input). */
  private boolean wantsRedirect(Passage passage, Device in, RouteDecision.Unicast way) {
    return BetterFirstHop.isTold(passage.ns(), in, Queries.received(passage, in), way)
        && walk.memory
            .peer(passage.ns().name(), passage.ip().source())
            .allowsRedirect(walk.memory.now());
  }

  private void redirect(Passage passage, Ip gateway) {
    walk.icmpErrors.sendRedirect(passage, gateway);
  }
}
