package dev.podlane.time.template;

import org.jspecify.annotations.Nullable;

/**
 * A container of a pod template.
 *
 * @param name its name
 * @param image its image; empty if none is written
 * @param role part it plays in the pod
 * @param readiness its readiness probe; null if it has none
 * @param liveness its liveness probe; null if it has none
 * @param startup its startup probe; null if it has none
 * @param preStop duration of its preStop hook in milliseconds, 0 if it has none; a hook of which
 *     the manifest does not tell the duration (a request, a script) counts as 0
 * @param restarts true if it is started again whenever it ends
 * @param restartsFailed true if it is started again when it fails
 */
public record ContainerTemplate(
    String name,
    String image,
    Role role,
    @Nullable ProbeTemplate readiness,
    @Nullable ProbeTemplate liveness,
    @Nullable ProbeTemplate startup,
    long preStop,
    boolean restarts,
    boolean restartsFailed) {
  /** Parts that containers play in a pod. */
  public enum Role {
    /** Runs to its end before the next starts. */
    INIT,
    /** An init container with {@code restartPolicy: Always} (KEP-753). */
    SIDECAR,
    /** One of those the pod is for. */
    MAIN
  }
}
