package dev.podlane.trace.socket;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.Flow;
import dev.podlane.trace.kernel.IpSender;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.OutputRoute;
import dev.podlane.trace.kernel.Queries;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.SocketKey;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.SocketStep;
import org.jspecify.annotations.Nullable;

/** The way of an end of a TCP connection to the other end. */
final class SegmentOutput {
  private final Kernel kernel;
  private final Stages stages;
  private final SocketKey key;
  private final Opening opening;
  private @Nullable OutputRoute way;
  private int believedMtu = Integer.MAX_VALUE;

  /**
   * A way.
   *
   * @param way the route, null if it has yet to be looked up
   */
  SegmentOutput(Kernel kernel, Stages stages, Opening opening, @Nullable OutputRoute way) {
    this.kernel = kernel;
    this.stages = stages;
    this.key = opening.key();
    this.opening = opening;
    this.way = way;
  }

  /** Most octets of a packet, as ICMP errors say. */
  int believedMtu() {
    return believedMtu;
  }

  /** ICMP errors have said that no more fits. */
  void believe(int mtu) {
    believedMtu = mtu;
  }

  /** Believes the path MTU that this host has learned; returns false if that changes nothing. */
  boolean believesLearned() {
    int mtu = kernel.memory().pathMtu(key.namespace(), key.peer()).orElse(Integer.MAX_VALUE);
    boolean isLess = mtu < believedMtu && mtu < routeMtu();
    believedMtu = isLess ? mtu : believedMtu;
    return isLess;
  }

  private int routeMtu() {
    OutputRoute known = way;
    return known == null ? Integer.MAX_VALUE : known.mtu();
  }

  /** Most octets of a segment that fit. */
  int mss() {
    return Tcp.advertisedMss(Math.min(routeMtu(), believedMtu));
  }

  /** Sends a segment; returns its packet. */
  HopBuilder send(Tcp segment, @Nullable HopBuilder cause, boolean again) {
    NetworkNamespace ns = kernel.network().namespace(key.namespace()).orElseThrow();
    long now = kernel.memory().now();
    HopBuilder hop = kernel.recorder().packet(ns.name(), Flow.CONNECTION, cause, now);
    Tcp.Numbers numbers = segment.numbers();
    hop.add(
        new SocketStep.SegmentSent(segment.flags(), numbers.sequence(), numbers.payload(), again),
        null,
        null);
    OutputRoute found = way(ns, hop, segment);
    if (!found.isFound()) {
      hop.add(new IpStep.Dropped(DropReason.NO_ROUTE_BACK, null), null, null);
      kernel.recorder().dropped(hop, null, DropReason.NO_ROUTE_BACK);
      return hop;
    }
    int id = kernel.memory().nextIdentification();
    boolean df = opening.discovery().dontFragment(found.isMtuLocked());
    IpSender.Draft draft = new IpSender.Draft(key.peer(), opening.ttl(), id, df, segment);
    stages.ipOutput().send(ns, hop, found.withMtu(Math.min(found.mtu(), believedMtu)), draft, null);
    return hop;
  }

  /**
   * The way is looked up once (inet_csk_route_child_sock), and again after a redirect that was
   * believed (DST_OBSOLETE_KILL).
   */
  private OutputRoute way(NetworkNamespace ns, HopBuilder hop, Tcp segment) {
    OutputRoute known = way;
    Ip better = kernel.memory().redirected(ns.name(), key.peer()).orElse(null);
    if (known == null || (better != null && !better.equals(known.nextHop()))) {
      RouteQuery query = RouteQuery.sent(key.peer(), key.local());
      known = stages.routes().route(ns, hop, Queries.carrying(query, segment));
      way = known.isFound() ? known : null;
    }
    return known;
  }
}
