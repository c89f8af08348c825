package dev.podlane.workspace;

import dev.podlane.cluster.object.Pod;
import dev.podlane.trace.Probe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A probe whose names are resolved.
 *
 * @param missing names a fact without which it cannot go; null if nothing is missing
 * @param beyond parts beyond the gateway that have to be made
 * @param unsimulated parts between it and its destination that are not simulated
 * @param dormant pods that are meant and wait for their CronJobs
 * @param sender the pod that sends, if it was named; else null
 * @param lookup the name that the sender resolves first, which gives the destination; null if the
 *     destination is known
 */
record Resolved(
    Probe probe,
    @Nullable String toNamespace,
    @Nullable String missing,
    Beyond beyond,
    List<Unsimulated> unsimulated,
    List<Pod> dormant,
    @Nullable Pod sender,
    @Nullable String lookup) {
  /** Code of the fact without which its address cannot be sent to at once; null if it can. */
  @Nullable String unreached() {
    return beyond.hosts().isEmpty() ? lookup == null ? missing : "name" : "outside";
  }
}
