package dev.podlane.cluster.object;

/** The readiness of a pod for traffic (rules 16, 146). */
public enum Readiness {
  /** Its status is ready, or it runs and has nothing that must become ready. */
  READY,
  /** Its status is not ready, or it does not run. */
  NOT_READY,
  /** It has a readiness probe and no status; it is taken to be ready. */
  ASSUMED_READY;

  /** Returns true if the pod counts as ready. */
  public boolean isReady() {
    return this != NOT_READY;
  }
}
