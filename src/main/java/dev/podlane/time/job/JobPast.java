package dev.podlane.time.job;

import java.util.List;

/**
 * Pods of a Job that have ended and whose objects are gone: the Job's status has counted them.
 *
 * @param succeeded completion indexes of those that succeeded; -1 for each without an index
 * @param failed completion indexes of those that failed, likewise
 */
public record JobPast(List<Integer> succeeded, List<Integer> failed) {
  /** Nobody is gone. */
  public static final JobPast NONE = new JobPast(List.of(), List.of());

  public JobPast {
    succeeded = List.copyOf(succeeded);
    failed = List.copyOf(failed);
  }
}
