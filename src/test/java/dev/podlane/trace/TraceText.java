package dev.podlane.trace;

import dev.podlane.net.packet.IpPacket;
import dev.podlane.trace.step.Step;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A trace in few words, for tests. */
public final class TraceText {
  private TraceText() {}

  /** Returns the first packet of a flow as taps see it, as {@code n1/veth1<64!other}. */
  public static String path(Trace trace, Flow flow) {
    List<List<Sighting>> packets = Sighting.of(trace, flow);
    return packets.isEmpty() ? "" : line(packets.get(0));
  }

  public static List<String> paths(Trace trace, Flow flow) {
    return Sighting.of(trace, flow).stream().map(TraceText::line).toList();
  }

  private static String line(List<Sighting> seen) {
    return seen.stream().map(TraceText::word).collect(Collectors.joining(" "));
  }

  private static String word(Sighting seen) {
    String ttl = seen.packet().payload() instanceof IpPacket packet ? "" + packet.ttl() : "arp";
    return seen.namespace()
        + "/"
        + seen.device()
        + (seen.out() ? ">" : "<")
        + ttl
        + (seen.other() ? "!other" : "");
  }

  /** The steps of one type, in the order they happened. */
  public static <S extends Step> List<S> steps(Trace trace, Class<S> type) {
    return trace.hops().stream()
        .flatMap(hop -> hop.steps().stream())
        .sorted(Comparator.comparingInt(Hop.StepRecord::seq))
        .map(Hop.StepRecord::step)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }
}
