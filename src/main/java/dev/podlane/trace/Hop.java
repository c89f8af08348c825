package dev.podlane.trace;

import dev.podlane.trace.step.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stay of one packet in one namespace: from the device it came in by, or the socket that made
 * it, to the devices it left by.
 *
 * @param id number within the trace, in the order the stays began
 * @param parent the step that sent the packet here, none for the first
 * @param tick number of wires that the packet and those before it have crossed
 * @param timeMillis virtual time since the probe began
 * @param flow part of the conversation
 * @param packet number of the packet; copies made by a flood keep it
 * @param namespace namespace of the hop
 * @param steps steps in order
 */
public record Hop(
    int id,
    @Nullable Parent parent,
    int tick,
    long timeMillis,
    Flow flow,
    int packet,
    String namespace,
    List<StepRecord> steps) {
  /** Checks that the numbers can be, and that the steps are in order. */
  public Hop {
    steps = List.copyOf(steps);
    if (id < 0 || tick < 0 || timeMillis < 0 || packet < 0) {
      throw malformed(id, "no number may be negative");
    }
    if (parent != null && parent.hop() >= id) {
      throw malformed(id, "its parent must have begun before it, was hop " + parent.hop());
    }
    if (steps.isEmpty()) {
      throw malformed(id, "something must have happened");
    }
    int before = -1;
    for (StepRecord each : steps) {
      if (each.seq() <= before) {
        throw malformed(id, "step " + each.seq() + " must come after " + before);
      }
      before = each.seq();
    }
  }

  private static IllegalArgumentException malformed(int id, String what) {
    return new IllegalArgumentException("hop " + id + ": " + what);
  }

  /** A step of another hop, by numbers. */
  public record Parent(int hop, int step) {
    /** Checks that there can be such a step. */
    public Parent {
      if (hop < 0 || step < 0) {
        throw new IllegalArgumentException(
            "a parent must be a step of a hop, was " + step + " of " + hop);
      }
    }
  }

  /**
   * A step with the packet around it.
   *
   * @param seq position in the whole trace, in the order things happened
   * @param step the event
   * @param before the packet as the step found it, none if there was none yet
   * @param after the packet as the step left it, none if it ended
   */
  public record StepRecord(int seq, Step step, @Nullable Skb before, @Nullable Skb after) {}
}
