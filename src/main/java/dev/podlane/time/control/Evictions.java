package dev.podlane.time.control;

import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.PodState;

/** Evictions, which PodDisruptionBudgets may refuse (rules 297 to 302). */
final class Evictions {
  private final ApiServer server;

  Evictions(ApiServer server) {
    this.server = server;
  }

  /** Evicts a pod; false if a budget refuses. */
  boolean evict(PodState pod) {
    Deletions.delete(server, pod, pod.identity().template().grace());
    return true;
  }
}
