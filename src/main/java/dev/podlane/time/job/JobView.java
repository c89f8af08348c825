package dev.podlane.time.job;

import dev.podlane.document.Fields;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A Job's spec as its controller sees it.
 *
 * @param parallelism {@code spec.parallelism}, 1 by default
 * @param completions {@code spec.completions}; null if it is absent although parallelism is given:
 *     then the first success ends the Job. Absent with parallelism it is 1
 * @param indexed true for {@code completionMode: Indexed}
 * @param backoffLimit {@code spec.backoffLimit}; by default 6, and unlimited if each index has its
 *     own
 * @param activeDeadlineSeconds {@code spec.activeDeadlineSeconds}; null for none
 * @param ttlSecondsAfterFinished {@code spec.ttlSecondsAfterFinished}; null for never
 * @param suspended {@code spec.suspend}
 * @param restartsInPlace true for restartPolicy OnFailure, false for Never
 * @param waitsForTerminating true for {@code podReplacementPolicy: Failed}: a pod is replaced only
 *     when it has ended (rule 211)
 * @param perIndex limits of an Indexed Job by index; null without {@code backoffLimitPerIndex}
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
    boolean waitsForTerminating,
    @Nullable PerIndex perIndex) {
  /**
   * Limits of failures by index.
   *
   * @param backoffLimit {@code spec.backoffLimitPerIndex}
   * @param maxFailed {@code spec.maxFailedIndexes}; null for no limit
   */
  public record PerIndex(int backoffLimit, @Nullable Integer maxFailed) {}

  /**
   * Reads a Job's spec; what is absent or wrong is the default.
   *
   * @param spec the Job's {@code spec}
   */
  public static JobView read(Fields spec) {
    OptionalInt parallelism = spec.integer("parallelism");
    OptionalInt completions = spec.integer("completions");
    // Without both it is one pod; with parallelism alone it is a work queue.
    boolean queue = parallelism.isPresent() && completions.isEmpty();
    boolean indexed = spec.text("completionMode").filter("Indexed"::equals).isPresent();
    OptionalInt limit = spec.integer("backoffLimitPerIndex");
    PerIndex perIndex =
        indexed && limit.isPresent()
            ? new PerIndex(limit.getAsInt(), orNull(spec.integer("maxFailedIndexes")))
            : null;
    return new JobView(
        parallelism.orElse(1),
        queue ? null : completions.orElse(1),
        indexed,
        spec.integer("backoffLimit").orElse(perIndex == null ? 6 : Integer.MAX_VALUE),
        orNull(spec.integer("activeDeadlineSeconds")),
        orNull(spec.integer("ttlSecondsAfterFinished")),
        spec.flag("suspend"),
        spec.mapOrEmpty("template")
            .mapOrEmpty("spec")
            .text("restartPolicy")
            .filter("OnFailure"::equals)
            .isPresent(),
        spec.text("podReplacementPolicy").filter("Failed"::equals).isPresent(),
        perIndex);
  }

  private static @Nullable Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  /** A Job of default fields with completions and parallelism. */
  public static JobView of(int parallelism, @Nullable Integer completions, boolean indexed) {
    return new JobView(parallelism, completions, indexed, 6, null, null, false, false, false, null);
  }

  /** Returns true if a completion index is one of the Job's. */
  boolean isValid(int index) {
    return index >= 0 && (completions == null || index < completions);
  }
}
