package dev.podlane.time.control;

import dev.podlane.cluster.placement.Placement;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;

/** The scheduler's choice of a node, looked at without making it. */
public final class NodeChoice {
  private NodeChoice() {}

  /**
   * The decision on the node of a pod as if it had none, with the reasons of every node.
   *
   * @param state the state, in which the pod may be there
   */
  public static Placement of(PodState pod, State state) {
    return new Placing(new UsedNodes()).all(pod, state);
  }
}
