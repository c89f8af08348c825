package dev.podlane.time.job;

import org.jspecify.annotations.Nullable;

/**
 * A Job's spec as its controller sees it.
 *
 * @param parallelism {@code spec.parallelism}, 1 by default
 * @param completions {@code spec.completions}; null if it is absent although parallelism is given:
 *     then the first success ends the Job. Absent with parallelism it is 1
 * @param indexed true for {@code completionMode: Indexed}
 * @param backoffLimit {@code spec.backoffLimit}, 6 by default
 * @param activeDeadlineSeconds {@code spec.activeDeadlineSeconds}; null for none
 * @param ttlSecondsAfterFinished {@code spec.ttlSecondsAfterFinished}; null for never
 * @param suspended {@code spec.suspend}
 * @param restartsInPlace true for restartPolicy OnFailure, false for Never
 * @param waitsForTerminating true for {@code podReplacementPolicy: Failed}: a pod is replaced only
 *     when it has ended (rule 211)
 */
public record JobView(
    int parallelism,
    @Nullable Integer completions,
    boolean indexed,
    int backoffLimit,
    @Nullable Integer activeDeadlineSeconds,
    @Nullable Integer ttlSecondsAfterFinished,
    boolean suspended,
    boolean restartsInPlace,
    boolean waitsForTerminating) {
  /** A Job of default fields with completions and parallelism. */
  public static JobView of(int parallelism, @Nullable Integer completions, boolean indexed) {
    return new JobView(parallelism, completions, indexed, 6, null, null, false, false, false);
  }
}
