package dev.podlane.trace.ip;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.BetterFirstHop;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Queries;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.NeighbourEntry;
import dev.podlane.trace.memory.NeighbourTables;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.IcmpStep;
import dev.podlane.trace.step.IcmpStep.RedirectReceived.Verdict;
import org.jspecify.annotations.Nullable;

/** Processes ICMP redirects (__ip_do_redirect in net/ipv4/route.c). */
final class Redirects {
  /** ip_rt_gc_timeout. */
  private static final long VALID_MILLIS = 300_000;

  private final Kernel kernel;
  private final Stages stages;

  Redirects(Kernel kernel, Stages stages) {
    this.kernel = kernel;
    this.stages = stages;
  }

  void receive(PacketInHost passage, Device in, Icmp.Redirect redirect) {
    Ip destination = redirect.quoted().destination();
    Verdict verdict = judge(passage, in, redirect);
    passage.note(
        new IcmpStep.RedirectReceived(redirect.gateway(), destination, verdict, in.name()));
    if (verdict == Verdict.INSTALLED) {
      kernel.memory().redirect(passage.ns().name(), destination, redirect.gateway(), VALID_MILLIS);
    } else if (verdict == Verdict.GATEWAY_UNKNOWN) {
      stages.neighbours().ask(passage, in, redirect.gateway());
    }
  }

  private Verdict judge(PacketInHost passage, Device in, Icmp.Redirect redirect) {
    NetworkNamespace ns = passage.ns();
    Ip gateway = redirect.gateway();
    IpPacket quoted = redirect.quoted();
    if (quoted.segment() instanceof Tcp segment && !hasSocket(segment)) {
      return Verdict.NO_SOCKET;
    }
    RouteQuery sent =
        Queries.carrying(RouteQuery.sent(quoted.destination(), quoted.source()), quoted.segment());
    boolean fromGatewayInUse =
        ns.routes().lookup(sent) instanceof RouteDecision.Unicast way
            && way.row().gateway() != null
            && gatewayInUse(ns, way, redirect).equals(passage.ip().source());
    Verdict refusal =
        fromGatewayInUse ? refusal(ns, in, gateway, passage.ip().source()) : Verdict.OTHER_SENDER;
    if (refusal != null) {
      return refusal;
    }
    NeighbourTables.Key key = new NeighbourTables.Key(ns.name(), in.name(), gateway);
    NeighbourEntry entry = kernel.memory().neighbour(key);
    return entry != null && entry.isUsable() ? Verdict.INSTALLED : Verdict.GATEWAY_UNKNOWN;
  }

  /** TCP looks for the socket that sent the packet, and passes requests by (tcp_v4_err). */
  private static boolean hasSocket(Tcp segment) {
    return !segment.flags().isReset() && segment.flags() != Tcp.Flags.SYN_ACK;
  }

  private static @Nullable Verdict refusal(NetworkNamespace ns, Device in, Ip gateway, Ip before) {
    if (!ns.sysctls().acceptsRedirects(in.name())) {
      return !ns.sysctls().forwards(in.name())
          ? Verdict.NOT_ACCEPTED
          : ns.sysctls().isOn("accept_redirects", "all")
              ? Verdict.FORWARDS_DEVICE
              : Verdict.FORWARDS_ALL;
    }
    if (ns.sysctls().anyOf("shared_media", in.name())) {
      boolean isThere = ns.routes().lookup(gateway) instanceof RouteDecision.Unicast;
      return isThere && !gateway.equals(before) ? null : Verdict.NOT_ON_LINK;
    }
    if (gateway.equals(before) || !BetterFirstHop.isOnLink(in, gateway, before)) {
      return Verdict.NOT_ON_LINK;
    }
    boolean isListed =
        ns.routes().inOrder().stream()
            .flatMap(table -> table.rows().stream())
            .anyMatch(row -> gateway.equals(row.gateway()) && in.name().equals(row.device()));
    return isListed || !ns.sysctls().anyOf("secure_redirects", in.name())
        ? null
        : Verdict.NOT_LISTED;
  }

  private Ip gatewayInUse(NetworkNamespace ns, RouteDecision.Unicast way, Icmp.Redirect redirect) {
    return kernel
        .memory()
        .redirected(ns.name(), redirect.quoted().destination())
        .orElse(way.nextHop());
  }
}
