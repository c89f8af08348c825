package dev.podlane.time.job;

import java.time.Duration;
import java.util.List;

/** One change that the Job controller makes, or the moment at which it looks again. */
public sealed interface JobAction {
  /** The reason a Job has ended. */
  enum End {
    /** Condition Complete. */
    COMPLETE,
    /** Condition Failed, BackoffLimitExceeded. */
    BACKOFF_LIMIT_EXCEEDED,
    /** Condition Failed, DeadlineExceeded. */
    DEADLINE_EXCEEDED,
    /** Condition Failed, MaxFailedIndexesExceeded. */
    MAX_FAILED_INDEXES_EXCEEDED,
    /** Condition Failed, FailedIndexes. */
    FAILED_INDEXES
  }

  /**
   * Creates pods, slowly at first (rule 188).
   *
   * @param indexes completion indexes; -1 for each pod of a Job that is not Indexed
   * @param batches sizes of the batches
   */
  record CreatePods(List<Integer> indexes, List<Integer> batches) implements JobAction {
    public CreatePods {
      indexes = List.copyOf(indexes);
      batches = List.copyOf(batches);
    }
  }

  /**
   * Deletes pods, all at once.
   *
   * @param names the pods
   */
  record DeletePods(List<String> names) implements JobAction {
    public DeletePods {
      names = List.copyOf(names);
    }
  }

  /**
   * Ends the Job.
   *
   * @param end the condition it gets
   */
  record Finish(End end) implements JobAction {}

  /**
   * Looks again later: a back-off or the deadline.
   *
   * @param moment the moment
   */
  record LookAgain(Duration moment) implements JobAction {}

  /** Deletes the Job: its time to live is over. */
  record DeleteJob() implements JobAction {}
}
