package dev.podlane.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stay of one packet in one namespace: from the device it came in by, or the socket that made
 * it, to the devices it left by.
 *
 * @param id number within the trace, in the order the stays began
 * @param parent the step that sent the packet here, none for the first
 * @param tick how many wires the packet and those before it have crossed
 * @param timeMillis virtual time since the probe began
 * @param flow part of the conversation
 * @param packet number of the packet; copies made by a flood keep it
 * @param namespace where
 * @param steps what happened, in order
 */
public record Hop(
    int id,
    @Nullable Parent parent,
    int tick,
    long timeMillis,
    Flow flow,
    int packet,
    String namespace,
    List<Happening> steps) {
  public Hop {
    steps = List.copyOf(steps);
  }

  /** A step of another hop, by numbers. */
  public record Parent(int hop, int step) {}

  /**
   * A step with the packet around it.
   *
   * @param seq position in the whole trace, in the order things happened
   * @param step what happened
   * @param before the packet as the step found it, none if there was none yet
   * @param after the packet as the step left it, none if it ended
   */
  public record Happening(int seq, Step step, @Nullable Skb before, @Nullable Skb after) {}
}
