package dev.podlane.workspace;

import dev.podlane.cluster.object.Assumption;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A probe that was sent, with the targets of its names.
 *
 * @param request the request as given
 * @param toNamespace network namespace of the destination; null if none, or more than one, has it
 * @param trace everything that came of it
 * @param connections connections tracked afterwards by the namespaces it passed, of each the 200
 *     that began last; namespaces that track nothing are left out
 * @param unsimulated parts that are not simulated and could change the outcome; if there is any,
 *     the outcome is unknown, whatever the trace shows
 * @param assumed decisions made for this probe where the documents leave something open
 * @param lookup the way its name was resolved; null if it has none
 * @param answer the answer to a URL; null if none was asked for, or the client could not connect
 */
public record Walked(
    ProbeRequest request,
    @Nullable String toNamespace,
    Trace trace,
    Map<String, List<ConnectionView>> connections,
    List<Unsimulated> unsimulated,
    List<Assumption> assumed,
    @Nullable NameLookup lookup,
    @Nullable HttpAnswer answer) {
  private static final int MOST_CONNECTIONS = 200;

  public Walked {
    unsimulated = List.copyOf(unsimulated);
    assumed = List.copyOf(assumed);
    connections = Collections.unmodifiableMap(new LinkedHashMap<>(connections));
  }

  /** Returns a probe that has just been sent, with the present contents of its memory. */
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
    return new Walked(request, toNamespace, trace, connections, unsimulated, assumed, null, null);
  }

  /**
   * The probe that was sent; as it was asked for, without a destination, if its name led to no
   * address.
   */
  public Probe probe() {
    return lookup != null && lookup.attempts().isEmpty() ? lookup.probe() : trace.probe();
  }

  /** The same with the way its name was resolved. */
  Walked after(NameLookup resolved) {
    return new Walked(
        request, toNamespace, trace, connections, unsimulated, assumed, resolved, answer);
  }

  /** A copy with the answer to a URL, and what could change it. */
  Walked answered(HttpAnswer http, List<Unsimulated> more) {
    List<Unsimulated> all = new ArrayList<>(unsimulated);
    more.stream().filter(each -> !all.contains(each)).forEach(all::add);
    return new Walked(request, toNamespace, trace, connections, all, assumed, lookup, http);
  }
}
