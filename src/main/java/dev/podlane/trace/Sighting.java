package dev.podlane.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A packet as a tap on a device sees it.
 *
 * @param namespace where the device is
 * @param device its name
 * @param out whether the packet leaves by the device, or came in by it
 * @param other whether the frame is addressed to another station
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

  /** What a tap sees of one step; nothing if the step is not at a device. */
  public static Optional<Sighting> of(Hop hop, Hop.Happening happening) {
    Skb packet = happening.after();
    if (packet != null && happening.step() instanceof LinkStep.FrameReceived in) {
      return Optional.of(
          new Sighting(hop.namespace(), in.device(), false, !in.addressed(), packet));
    }
    if (packet != null && happening.step() instanceof LinkStep.FrameTransmitted out) {
      return Optional.of(new Sighting(hop.namespace(), out.device(), true, false, packet));
    }
    return Optional.empty();
  }

  private static void collect(Hop hop, Map<Hop.Parent, List<Hop>> children, List<Sighting> seen) {
    for (int i = 0; i < hop.steps().size(); i++) {
      of(hop, hop.steps().get(i)).ifPresent(seen::add);
      for (Hop child : children.getOrDefault(new Hop.Parent(hop.id(), i), List.of())) {
        if (child.packet() == hop.packet()) {
          collect(child, children, seen);
        }
      }
    }
  }
}
