package dev.podlane.trace.socket;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Probe;
import dev.podlane.trace.kernel.IpSender;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.OutputRoute;
import dev.podlane.trace.kernel.Queries;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.IpStep;
import java.util.function.Supplier;

/** Sends the answers of hosts and servers (ip_send_unicast_reply, icmp_reply). */
final class Replies {
  private final Kernel kernel;
  private final Stages stages;

  Replies(Kernel kernel, Stages stages) {
    this.kernel = kernel;
    this.stages = stages;
  }

  /**
   * Answers a packet: from the address it was sent to, back to where it came from.
   *
   * @return true if it has left, or waits for its neighbour to be resolved
   */
  boolean send(PacketInHost to, Segment answer, int identification, boolean df) {
    NetworkNamespace ns = to.ns();
    Flow flow = to.hop().flow().ofAnswer();
    HopBuilder hop = kernel.recorder().packet(ns.name(), flow, to.hop(), kernel.memory().now());
    Ip back = to.ip().source();
    RouteQuery query =
        RouteQuery.sent(back, to.ip().destination()).marked(Queries.replyMark(ns, to.skb()));
    OutputRoute way = stages.routes().route(ns, hop, Queries.carrying(query, answer));
    if (kernel.isConcluded() && !way.isFound()) {
      return false;
    }
    if (!way.isFound()) {
      hop.add(new IpStep.Dropped(DropReason.NO_ROUTE_BACK, null), null, null);
      kernel.recorder().dropped(hop, null, DropReason.NO_ROUTE_BACK);
      return false;
    }
    boolean fits = IpPacket.V4_HEADER + answer.length() <= way.mtu();
    IpSender.Draft draft =
        new IpSender.Draft(
            back,
            Probe.DEFAULT_TTL,
            identification,
            df && fits && !way.isMtuLocked(),
            announcing(answer, way),
            tos(to, answer));
    Supplier<String> sending = () -> stages.ipOutput().send(ns, hop, way, draft, null);
    return (answer instanceof Icmp ? kernel.sendingIcmp(sending) : sending.get()).isEmpty();
  }

  /** Pings and resets take over the octet of what they answer (icmp_reply, tcp_v4_send_reset). */
  private static int tos(PacketInHost to, Segment answer) {
    boolean reflects =
        answer instanceof Icmp || (answer instanceof Tcp tcp && tcp.flags().isReset());
    return reflects ? to.ip().tos() : 0;
  }

  private static Segment announcing(Segment answer, OutputRoute way) {
    return answer instanceof Tcp tcp && tcp.flags().isSynchronizing()
        ? tcp.withMss(way.advertisedMss())
        : answer;
  }
}
