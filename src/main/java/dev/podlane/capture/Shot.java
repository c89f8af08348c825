package dev.podlane.capture;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.trace.Hop;
import dev.podlane.trace.IpStep;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One packet at one device, at its place in the trace.
 *
 * @param seq position in the trace
 * @param hop the stay it belongs to
 * @param sighting what the tap saw
 * @param drop what ended the packet in this namespace after it was seen here, if something did
 */
record Shot(int seq, Hop hop, Sighting sighting, IpStep.@Nullable Dropped drop) {
  private static final int INBOUND = 1;
  private static final int OUTBOUND = 2;
  private static final int UNICAST = 1 << 2;
  private static final int MULTICAST = 2 << 2;
  private static final int BROADCAST = 3 << 2;
  private static final int PROMISCUOUS = 4 << 2;

  /** Everything seen of a trace, in the order it happened. */
  static List<Shot> of(Trace trace) {
    List<Shot> shots = new ArrayList<>();
    for (Hop hop : trace.hops()) {
      IpStep.@Nullable Dropped drop = null;
      for (int i = hop.steps().size() - 1; i >= 0; i--) {
        Hop.Happening happening = hop.steps().get(i);
        if (happening.step() instanceof IpStep.Dropped dropped) {
          drop = dropped;
          continue;
        }
        Sighting seen = Sighting.of(hop, happening).orElse(null);
        if (seen != null) {
          shots.add(new Shot(happening.seq(), hop, seen, drop));
          drop = null;
        }
      }
    }
    shots.sort(Comparator.comparingInt(Shot::seq));
    return List.copyOf(shots);
  }

  DeviceRef device() {
    return new DeviceRef(sighting.namespace(), sighting.device());
  }

  /** Direction, and for what comes in whom it is addressed to, as {@code epb_flags} says it. */
  int flags() {
    if (sighting.out()) {
      return OUTBOUND;
    }
    Mac to = Objects.requireNonNull(sighting.packet().destination());
    int whom =
        to.equals(Mac.BROADCAST)
            ? BROADCAST
            : to.isGroup() ? MULTICAST : sighting.other() ? PROMISCUOUS : UNICAST;
    return INBOUND | whom;
  }

  /** Where in the trace this is, and whether the packet ends here: codes, for people who search. */
  String comment() {
    String place =
        "flow=%s packet=%d hop=%d seq=%d"
            .formatted(hop.flow().name().toLowerCase(Locale.ROOT), hop.packet(), hop.id(), seq);
    if (drop == null) {
      return place;
    }
    String function = drop.reason().function();
    return place + " drop=" + drop.reason() + (function.isEmpty() ? "" : " function=" + function);
  }
}
