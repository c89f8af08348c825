package dev.podlane.time.job;

import java.util.List;

/**
 * Pods of a Job that have ended and whose objects are gone: the Job's status has counted them.
 *
 * @param succeeded completion indexes of those that succeeded; -1 for each without an index
 * @param failed number of those that failed
 */
public record JobPast(List<Integer> succeeded, int failed) {
  /** Nobody is gone. */
  public static final JobPast NONE = new JobPast(List.of(), 0);

  public JobPast {
    succeeded = List.copyOf(succeeded);
  }
}
