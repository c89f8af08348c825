package dev.podlane.cluster;

/** Whether a pod is ready for traffic (rules 16, 146). */
public enum Readiness {
  /** Its status says so, or it runs and has nothing that must become ready. */
  READY,
  /** Its status says so, or it does not run. */
  NOT_READY,
  /** It has a readiness probe and no status; it is taken to be ready. */
  ASSUMED_READY;

  /** Whether it counts as ready. */
  public boolean isReady() {
    return this != NOT_READY;
  }
}
