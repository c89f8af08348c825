package dev.podlane.workspace;

import dev.podlane.cluster.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Probe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A probe whose names are resolved.
 *
 * @param missing names a fact without which it cannot go; null if nothing is missing
 * @param outside addresses of hosts outside that have to be made
 * @param unsimulated what stands between it and its destination and is not simulated
 * @param dormant pods that are meant and wait for their CronJobs
 */
record Resolved(
    Probe probe,
    @Nullable String toNamespace,
    @Nullable String missing,
    List<Ip> outside,
    List<Unsimulated> unsimulated,
    List<Pod> dormant) {}
