package dev.podlane.workspace;

import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.Pod;
import dev.podlane.notation.ProbeCase;
import dev.podlane.trace.Probe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One probe, with the commands around it.
 *
 * @param missing code of the fact without which it cannot be sent; null if it can
 * @param moment time at which it is sent, in milliseconds since the first; null if it follows the
 *     one before
 * @param fronts parts in front of the destination that are not simulated
 * @param assumed decisions made for it where the documents leave something open
 * @param sender the pod that sends; null if none was named
 * @param lookup the name that it resolves first; null if it has an address
 * @param url the URL that is asked for; null if none is
 */
record Sending(
    ProbeRequest request,
    Probe probe,
    @Nullable String toNamespace,
    @Nullable String missing,
    List<ProbeCase.CommandLine> before,
    List<ProbeCase.CommandLine> after,
    @Nullable Long moment,
    List<Unsimulated> fronts,
    List<Assumption> assumed,
    @Nullable Pod sender,
    @Nullable String lookup,
    @Nullable UrlTarget url) {
  /** Queries that a name takes, about: four names, two types. */
  private static final int QUERIES = 8;

  /** Probes and queries that it takes, about. */
  int walks() {
    return lookup == null ? 1 : QUERIES;
  }
}
