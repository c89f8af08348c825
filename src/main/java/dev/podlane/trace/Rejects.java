package dev.podlane.trace;

import dev.podlane.net.filter.Target.Reject.With;
import dev.podlane.net.link.Device;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import java.util.Objects;

/** Tells a sender that a rule rejected its packet (net/ipv4/netfilter/nf_reject_ipv4.c). */
final class Rejects {
  private final Walk walk;

  Rejects(Walk walk) {
    this.walk = walk;
  }

  void reject(Passage passage, With with) {
    if (passage.ip().fragment() != null) {
      return; // the checksum of what it carries cannot be verified (nf_send_unreach)
    }
    if (passage.in() == null && isOfKernel(passage.ip().segment())) {
      return; // the ICMP socket is in use for this very packet (icmp_xmit_lock)
    }
    if (with != With.TCP_RESET) {
      if (passage.ns().owns(passage.ip().destination())) {
        walk.icmpErrors.sendFromDestination(passage, 3, with.code()); // RTCF_LOCAL
      } else {
        walk.icmpErrors.send(passage, 3, with.code());
      }
    } else if (passage.ip().segment() instanceof Tcp segment && !segment.flags().isReset()) {
      reset(passage, segment);
    }
  }

  /** Whether the kernel itself made the packet: an answer to a ping, or an error. */
  private static boolean isOfKernel(Segment segment) {
    return segment instanceof Icmp && !(segment instanceof Icmp.Echo echo && echo.request());
  }

  private void reset(Passage about, Tcp segment) {
    boolean acknowledges = segment.flags() != Tcp.Flags.SYN;
    Tcp answer = segment.answeredWith(acknowledges ? Tcp.Flags.RST : Tcp.Flags.RST_ACK);
    IpPacket packet = about.ip();
    IpPacket reset =
        new IpPacket(
            /* source= */ packet.destination(),
            /* destination= */ packet.source(),
            Probe.DEFAULT_TTL,
            /* identification= */ 0,
            /* dontFragment= */ true,
            answer);
    Flow flow = about.hop().flow() == Flow.REPLY ? Flow.REQUEST : Flow.REPLY;
    HopBuilder hop = walk.recorder.packet(about.ns().name(), flow, about.hop(), walk.memory.now());
    Skb skb = Skb.of(reset).tracked(Conntrack.attached(about.skb().connection()));
    Passage passage = new Passage(about.ns(), hop, skb, null, null);
    Device port = about.physicalIn();
    if (port != null) {
      // straight back at the port it came from, in the name of the station it was for, past OUTPUT
      Skb framed =
          skb.framed(
              Objects.requireNonNull(about.skb().destination()),
              Objects.requireNonNull(about.skb().source()));
      walk.linkOutput.transmit(passage.with(framed), port);
    } else {
      walk.ipOutput.sendAs(passage);
    }
  }
}
