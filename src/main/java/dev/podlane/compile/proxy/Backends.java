package dev.podlane.compile.proxy;

import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of a Service's port, put together from its slices when they are first read. A
 * cluster may have a hundred thousand, and a packet goes to one. Thread-safe.
 */
final class Backends {
  private final ServicePort port;
  private final List<EndpointSlice> slices;
  private final AtomicReference<@Nullable List<Backend>> all = new AtomicReference<>();
  private final AtomicReference<@Nullable Boolean> hinted = new AtomicReference<>();

  /**
   * Of a port.
   *
   * @param slices those of its Service that have IPv4 addresses
   */
  Backends(ServicePort port, List<EndpointSlice> slices) {
    this.port = port;
    this.slices = List.copyOf(slices);
  }

  /** All of them in the order of their texts. */
  List<Backend> all() {
    List<Backend> known = all.get();
    if (known == null) {
      known = joined();
      all.set(known);
    }
    return known;
  }

  /** A number that is not below theirs, for which none is put together. */
  int most() {
    int most = 0;
    for (EndpointSlice slice : slices) {
      for (EndpointSlice.Port each : slice.ports()) {
        most += isIt(each) ? slice.endpoints().size() : 0;
      }
    }
    return most;
  }

  /** Returns true if there is one that is ready or is a last resort. */
  boolean isServed() {
    return startsReady() || all().stream().anyMatch(each -> each.isReady() || each.isLastResort());
  }

  /** The first one is in if it names a node, whatever else is written about its address. */
  private boolean startsReady() {
    for (EndpointSlice slice : slices) {
      boolean isOfPort = slice.ports().stream().anyMatch(this::isIt);
      if (isOfPort && !slice.endpoints().isEmpty()) {
        EndpointSlice.Endpoint first = slice.endpoints().get(0);
        return first.ready() && !first.nodeName().isEmpty() && !first.addresses().isEmpty();
      }
    }
    return false;
  }

  /** Returns true if they are put together from these slices, which are the same objects. */
  @SuppressWarnings("ReferenceEquality") // what is not the same object may differ
  boolean isOf(List<EndpointSlice> others) {
    if (slices == others) {
      return true;
    }
    if (slices.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < slices.size(); i++) {
      if (slices.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Returns true if one of them is meant for some zones or nodes only. */
  boolean hasHints() {
    Boolean known = hinted.get();
    if (known == null) {
      known = lookForHints();
      hinted.set(known);
    }
    return known;
  }

  private boolean lookForHints() {
    for (EndpointSlice slice : slices) {
      for (EndpointSlice.Endpoint each : slice.endpoints()) {
        if (!each.forZones().isEmpty() || !each.forNodes().isEmpty()) {
          return true;
        }
      }
    }
    return false;
  }

  /** Returns true if one of them is on the node. */
  boolean isOn(String node) {
    for (EndpointSlice slice : slices) {
      for (EndpointSlice.Endpoint each : slice.endpoints()) {
        if (each.nodeName().equals(node)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isIt(EndpointSlice.Port each) {
    return each.name().equals(port.name())
        && each.protocol() == port.protocol()
        && each.number() > 0;
  }

  /**
   * Slices are joined by the port's name; of equal endpoints one is left (rules 53, 54), and one
   * that names a node rather than one that does not (kubernetes {@code
   * pkg/proxy/endpointslicecache.go}, addEndpoints).
   */
  private List<Backend> joined() {
    Map<String, Backend> found = new TreeMap<>();
    for (EndpointSlice slice : slices) {
      for (EndpointSlice.Port each : slice.ports()) {
        if (isIt(each)) {
          add(found, slice, each.number());
        }
      }
    }
    return List.copyOf(new ArrayList<>(found.values()));
  }

  private static void add(Map<String, Backend> found, EndpointSlice slice, int port) {
    for (EndpointSlice.Endpoint endpoint : slice.endpoints()) {
      if (!endpoint.addresses().isEmpty()) {
        Backend backend = new Backend(endpoint.addresses().get(0), port, endpoint);
        found.merge(
            backend.text(),
            backend,
            (before, more) -> before.endpoint().nodeName().isEmpty() ? more : before);
      }
    }
  }
}
