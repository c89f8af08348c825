package dev.podlane.workspace;

import dev.podlane.cluster.Assumption;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Memory;
import dev.podlane.trace.Trace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A probe that was sent, and what its names turned out to mean.
 *
 * @param request what was asked
 * @param toNamespace network namespace of the destination; null if nobody, or not just one, has it
 * @param trace everything that came of it
 * @param connections what the namespaces it passed track afterwards, of each the 200 that began
 *     last; those that track nothing are left out
 * @param unsimulated what could change the outcome and is not simulated; if there is anything, the
 *     outcome is unknown, whatever the trace shows
 * @param assumed what was decided for this probe because the documents do not say it
 */
public record Walked(
    ProbeRequest request,
    @Nullable String toNamespace,
    Trace trace,
    Map<String, List<ConnectionView>> connections,
    List<Unsimulated> unsimulated,
    List<Assumption> assumed) {
  private static final int MOST_CONNECTIONS = 200;

  public Walked {
    unsimulated = List.copyOf(unsimulated);
    assumed = List.copyOf(assumed);
    connections = Collections.unmodifiableMap(new LinkedHashMap<>(connections));
  }

  /** A probe that has just been sent, with what its memory holds at this moment. */
  static Walked of(
      ProbeRequest request,
      @Nullable String toNamespace,
      Trace trace,
      Memory memory,
      List<Unsimulated> unsimulated,
      List<Assumption> assumed) {
    Map<String, List<ConnectionView>> connections = new LinkedHashMap<>();
    for (Hop hop : trace.hops()) {
      connections.computeIfAbsent(
          hop.namespace(), ns -> memory.newestConnections(ns, MOST_CONNECTIONS));
    }
    connections.values().removeIf(List::isEmpty);
    return new Walked(request, toNamespace, trace, connections, unsimulated, assumed);
  }
}
