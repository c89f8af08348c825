package dev.podlane.trace.netfilter;

import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.filter.Target.Reject.With;
import dev.podlane.net.link.Device;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Skb;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.OutputRoute;
import dev.podlane.trace.kernel.Queries;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import java.util.Objects;

/** Tells a sender that a rule rejected its packet (net/ipv4/netfilter/nf_reject_ipv4.c). */
final class Rejects {
  private final Kernel kernel;
  private final Stages stages;

  Rejects(Kernel kernel, Stages stages) {
    this.kernel = kernel;
    this.stages = stages;
  }

  void reject(PacketInHost passage, With with) {
    if (passage.ip().fragment() != null) {
      return; // the checksum of what it carries cannot be verified (nf_send_unreach)
    }
    if (with != With.TCP_RESET) {
      if (passage.ns().owns(passage.ip().destination())) {
        stages.icmpErrors().sendFromDestination(passage, 3, with.code()); // RTCF_LOCAL
      } else {
        stages.icmpErrors().send(passage, 3, with.code());
      }
    } else if (passage.ip().segment() instanceof Tcp segment && !segment.flags().isReset()) {
      reset(passage, segment);
    }
  }

  private void reset(PacketInHost about, Tcp segment) {
    Tcp answer = segment.answeredWithReset();
    IpPacket packet = about.ip();
    IpPacket reset =
        new IpPacket(
            /* source= */ packet.destination(),
            /* destination= */ packet.source(),
            Probe.DEFAULT_TTL,
            /* identification= */ 0,
            /* dontFragment= */ true,
            answer);
    Flow flow = about.hop().flow().ofAnswer();
    HopBuilder hop =
        kernel.recorder().packet(about.ns().name(), flow, about.hop(), kernel.memory().now());
    ConnectionRef connection = ConnectionRef.attached(about.skb().connection());
    int mark = Queries.replyMark(about.ns(), about.skb());
    // alloc_skb in nf_send_reset
    Skb skb = Skb.of(reset).tracked(connection).ownerless().marked(mark);
    PacketInHost passage = new PacketInHost(about.ns(), hop, skb, null, null);
    RouteQuery query = RouteQuery.sent(reset.destination(), reset.source()).marked(mark);
    OutputRoute way = stages.routes().routeFrom(about.ns(), hop, Queries.carrying(query, answer));
    if (!way.isFound()) {
      kernel.drop(passage, way.refusal(), null); // ip_route_me_harder, for bridged packets as well
      return;
    }
    Device port = about.physicalIn();
    if (port != null) {
      // straight back at the port it came from, in the name of the station it was for, past OUTPUT
      Skb framed =
          skb.framed(
              Objects.requireNonNull(about.skb().destination()),
              Objects.requireNonNull(about.skb().source()));
      stages.frameOutput().transmit(passage.with(framed), port);
    } else {
      stages.ipOutput().sendOut(passage, way);
    }
  }
}
