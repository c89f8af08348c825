package dev.podlane.capture;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Trace;
import dev.podlane.trace.step.IpStep;
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
 * @param sighting the packet as the tap saw it
 * @param drop drop of the packet in this namespace after the sighting, null if it went on
 */
record CapturedPacket(int seq, Hop hop, Sighting sighting, IpStep.@Nullable Dropped drop) {
  private static final String LOOPBACK = "lo";
  private static final int INBOUND = 1;
  private static final int OUTBOUND = 2;
  private static final int UNICAST = 1 << 2;
  private static final int MULTICAST = 2 << 2;
  private static final int BROADCAST = 3 << 2;
  private static final int PROMISCUOUS = 4 << 2;

  /** Everything seen of a trace, in the order it happened. */
  static List<CapturedPacket> of(Trace trace) {
    List<CapturedPacket> shots = new ArrayList<>();
    for (Hop hop : trace.hops()) {
      IpStep.@Nullable Dropped drop = null;
      for (int i = hop.steps().size() - 1; i >= 0; i--) {
        Hop.StepRecord stepRecord = hop.steps().get(i);
        if (stepRecord.step() instanceof IpStep.Dropped dropped) {
          drop = dropped;
          continue;
        }
        Sighting seen = Sighting.of(hop, stepRecord).orElse(null);
        if (seen != null && !isSecondLook(seen)) {
          shots.add(new CapturedPacket(stepRecord.seq(), hop, seen, drop));
          drop = null;
        }
      }
    }
    shots.sort(Comparator.comparingInt(CapturedPacket::seq));
    return List.copyOf(shots);
  }

  /**
   * A loopback device receives at once what it sends; a tap sees it as received alone, as libpcap
   * leaves the other out (pcap-linux.c, linux_check_direction).
   */
  private static boolean isSecondLook(Sighting seen) {
    return seen.out() && seen.device().equals(LOOPBACK);
  }

  DeviceRef device() {
    return new DeviceRef(sighting.namespace(), sighting.device());
  }

  /** Returns the {@code epb_flags}: the direction and, for input, the kind of address. */
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

  /**
   * Returns the place in the trace, and the drop if the packet ends here: codes, for full-text
   * search.
   */
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
