package dev.podlane.trace.cause;

import dev.podlane.trace.Hop;
import dev.podlane.trace.Trace;
import dev.podlane.trace.step.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the first hop of each packet of a finished trace, in time linear in the hops. */
final class PacketOrigins {
  private final List<Hop> hops;
  private final Map<Integer, Hop> byId = new HashMap<>();
  private final Map<Integer, Hop> first = new HashMap<>();

  PacketOrigins(Trace trace) {
    this.hops = trace.hops();
    for (Hop hop : hops) {
      Hop.Parent parent = hop.parent();
      Hop before = parent == null ? null : byId.get(parent.hop());
      byId.put(hop.id(), hop);
      first.put(
          hop.id(), before != null && before.packet() == hop.packet() ? beginning(before) : hop);
    }
  }

  /** A step of a hop, by its index there. */
  record Place(Hop hop, int index) {
    Hop.StepRecord stepRecord() {
      return hop.steps().get(index);
    }

    Step step() {
      return stepRecord().step();
    }

    /** The last step up to here, in the same hop, that is as wanted. */
    @Nullable Place back(Predicate<Step> wanted) {
      for (int at = index; at >= 0; at--) {
        if (wanted.test(hop.steps().get(at).step())) {
          return new Place(hop, at);
        }
      }
      return null;
    }
  }

  List<Hop> hops() {
    return hops;
  }

  /** The hop in which the packet of a hop was made. */
  Hop beginning(Hop hop) {
    return first.getOrDefault(hop.id(), hop);
  }

  /** The step that made the packet of a hop; none if nothing in this trace did. */
  @Nullable Place maker(Hop hop) {
    Hop.Parent parent = beginning(hop).parent();
    if (parent == null) {
      return null;
    }
    Hop by = byId.get(parent.hop());
    return by == null || parent.step() < 0 || parent.step() >= by.steps().size()
        ? null
        : new Place(by, parent.step());
  }

  /** The last step of the trace that is of a kind. */
  @Nullable Place last(Class<? extends Step> kind) {
    Place found = null;
    for (Hop hop : hops) {
      for (int at = 0; at < hop.steps().size(); at++) {
        Hop.StepRecord stepRecord = hop.steps().get(at);
        boolean isLater = found == null || stepRecord.seq() > found.stepRecord().seq();
        if (isLater && kind.isInstance(stepRecord.step())) {
          found = new Place(hop, at);
        }
      }
    }
    return found;
  }
}
