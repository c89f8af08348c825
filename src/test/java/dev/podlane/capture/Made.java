package dev.podlane.capture;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.packet.Payload;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Skb;
import dev.podlane.trace.Trace;
import dev.podlane.trace.step.LinkStep;
import dev.podlane.trace.step.Step;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trace put together by hand: frames over one wire, from a/eth0 to b/eth0. */
final class Made {
  static final Mac MAC_A = Mac.parse("02:00:00:00:00:0a");
  static final Mac MAC_B = Mac.parse("02:00:00:00:00:0b");

  private final List<Hop> hops = new ArrayList<>();
  private int seq;

  /** A packet crosses the wire, so many milliseconds after the probe began. */
  Made crosses(long millis, Payload payload) {
    Skb skb = new Skb(MAC_A, MAC_B, payload, 0, null, null, null, false, false);
    int packet = hops.size() / 2;
    Hop.Parent sent = new Hop.Parent(hops.size(), 0);
    hops.add(hop(null, packet, millis, "a", new LinkStep.FrameTransmitted("eth0"), skb));
    hops.add(hop(sent, packet, millis, "b", new LinkStep.FrameReceived("eth0", true), skb));
    return this;
  }

  private Hop hop(
      Hop.@Nullable Parent parent, int packet, long millis, String namespace, Step step, Skb skb) {
    List<Hop.StepRecord> steps = List.of(new Hop.StepRecord(seq++, step, skb, skb));
    return new Hop(hops.size(), parent, 0, millis, Flow.REQUEST, packet, namespace, steps);
  }

  Trace trace() {
    Probe probe = Probe.of("a", Protocol.ICMP, Ip.parse("10.0.0.2"), 0);
    return new Trace(probe, Outcome.unsent(Outcome.Result.UNKNOWN, "a", "made"), hops);
  }
}
