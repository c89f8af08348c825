package dev.podlane.time.state;

import dev.podlane.time.job.JobAction.End;
import dev.podlane.time.job.JobPast;
import dev.podlane.time.job.JobPod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status of a Job. Moments are in milliseconds.
 *
 * @param started {@code startTime}: its creation, or the moment it was resumed; {@link
 *     ContainerRun#NEVER} while it is suspended
 * @param end the way it has ended; null while it runs
 * @param endedAt the moment it ended; {@link ContainerRun#NEVER} while it runs
 * @param past its pods that are gone
 * @param seen its pods as they were seen last
 */
public record JobState(
    long started, @Nullable End end, long endedAt, JobPast past, List<JobPod> seen) {
  public JobState {
    seen = List.copyOf(seen);
  }

  /** A Job that began at a moment. */
  public static JobState begun(long at) {
    return new JobState(at, null, ContainerRun.NEVER, JobPast.NONE, List.of());
  }

  /** It has ended. */
  public JobState ended(End how, long at) {
    return new JobState(started, how, at, past, seen);
  }

  /** It begins anew, or stops, at a moment. */
  public JobState starting(long at) {
    return new JobState(at, end, endedAt, past, seen);
  }

  /** It has these pods, and those of others that are gone. */
  public JobState counting(JobPast gone, List<JobPod> now) {
    return new JobState(started, end, endedAt, gone, now);
  }
}
