package dev.podlane.trace;

import dev.podlane.trace.step.LinkStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A packet as a tap on a device sees it.
 *
 * @param namespace namespace of the device
 * @param device its name
 * @param out true if the packet leaves by the device, false if it comes in
 * @param other true if the frame is addressed to another station
 * @param packet headers as they stood there
 */
public record Sighting(String namespace, String device, boolean out, boolean other, Skb packet) {
  /**
   * Everything that taps see of each packet of a flow, depth first: a copy's whole way before the
   * next copy's.
   *
   * @return one list for each packet, in the order the packets were made
   */
  public static List<List<Sighting>> of(Trace trace, Flow flow) {
    Map<Hop.Parent, List<Hop>> children = new HashMap<>();
    for (Hop hop : trace.hops()) {
      if (hop.parent() != null) {
        children.computeIfAbsent(hop.parent(), any -> new ArrayList<>()).add(hop);
      }
    }
    List<List<Sighting>> packets = new ArrayList<>();
    int known = -1;
    for (Hop hop : trace.hops()) {
      if (hop.flow() == flow && hop.packet() > known) {
        known = hop.packet();
        List<Sighting> seen = new ArrayList<>();
        collect(hop, children, seen);
        packets.add(List.copyOf(seen));
      }
    }
    return packets;
  }

  /** Returns the packet that a tap sees at one step; empty if the step is not at a device. */
  public static Optional<Sighting> of(Hop hop, Hop.StepRecord stepRecord) {
    Skb packet = stepRecord.after();
    if (packet != null && stepRecord.step() instanceof LinkStep.FrameReceived in) {
      return Optional.of(
          new Sighting(hop.namespace(), in.device(), false, !in.addressed(), packet));
    }
    if (packet != null && stepRecord.step() instanceof LinkStep.FrameTransmitted out) {
      return Optional.of(new Sighting(hop.namespace(), out.device(), true, false, packet));
    }
    return Optional.empty();
  }

  /** A place in a hop at which reading continues after the hops it caused. */
  private static final class Reading {
    private final Hop hop;
    private int step;
    private final Deque<Hop> children = new ArrayDeque<>();

    Reading(Hop hop) {
      this.hop = hop;
    }
  }

  private static void collect(Hop first, Map<Hop.Parent, List<Hop>> children, List<Sighting> seen) {
    Deque<Reading> open = new ArrayDeque<>();
    open.push(new Reading(first));
    while (!open.isEmpty()) {
      Reading now = open.element();
      Hop child = now.children.poll();
      if (child != null) {
        open.push(new Reading(child));
      } else if (now.step == now.hop.steps().size()) {
        open.pop();
      } else {
        int at = now.step++;
        of(now.hop, now.hop.steps().get(at)).ifPresent(seen::add);
        children.getOrDefault(new Hop.Parent(now.hop.id(), at), List.of()).stream()
            .filter(each -> each.packet() == now.hop.packet())
            .forEach(now.children::add);
      }
    }
  }
}
