package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.link.Device;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.route.RouteDecision;

/** Forwards a packet: here, and only here, the time to live falls (ip_forward). */
final class Forward {
  private final Walk walk;

  Forward(Walk walk) {
    this.walk = walk;
  }

  void forward(Passage passage, Device in, RouteDecision.Unicast way) {
    IpPacket packet = passage.ip();
    if (packet.ttl() <= 1) {
      walk.drop(passage, DropReason.TTL_EXCEEDED, in.name());
      walk.icmpErrors.send(passage, 11, 0);
      return;
    }
    Passage lowered =
        passage.change(
            new IpStep.TtlDecremented(packet.ttl(), packet.ttl() - 1),
            passage.skb().with(packet.withTtl(packet.ttl() - 1)));
    if (wantsRedirect(passage, in, way)) {
      redirect(passage, way.nextHop());
    }
    if (Hooks.pass(walk, lowered, Hook.FORWARD, way.device())) {
      walk.ipOutput.output(lowered, way.device(), way.nextHop());
    }
  }

  /** Out by the device it came in by, from a sender on that very link (__mkroute_input). */
  private boolean wantsRedirect(Passage passage, Device in, RouteDecision.Unicast way) {
    return way.device().equals(in.name())
        && passage.ns().sysctls().anyOf("send_redirects", in.name())
        && SourceValidation.check(passage.ns(), in, passage.ip().source(), way.device()).onLink()
        && walk.memory
            .peer(passage.ns().name(), passage.ip().source())
            .allowsRedirect(walk.memory.now());
  }

  private void redirect(Passage passage, Ip gateway) {
    walk.icmpErrors.sendRedirect(passage, gateway);
  }
}
