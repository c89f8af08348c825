package dev.podlane.cluster.control;

import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.EndpointSlice.Author;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.Services;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Mirrors Endpoints objects of Services without selector into EndpointSlices, as kube-proxy reads
 * only those (rule 55; kubernetes {@code pkg/controller/endpointslicemirroring}).
 */
final class Mirroring {
  /** Its Endpoints object asks not to be mirrored: the API server writes the slice, too. */
  private static final String API_SERVER = "default/kubernetes";

  private final Services services;
  private final Diagnostics report;
  private final Map<String, Service> byPath = new HashMap<>();
  private final Set<String> sliced = new HashSet<>();
  private final Set<String> mirrored = new HashSet<>();

  Mirroring(Services services, Diagnostics report) {
    this.services = services;
    this.report = report;
    services.all().forEach(service -> byPath.put(service.ref().path(), service));
    for (EndpointSlice slice : services.slices()) {
      if (!isEndpoints(slice)) {
        sliced.add(key(slice));
      } else if (isMirrored(byPath.get(key(slice)), slice)) {
        mirrored.add(key(slice));
      }
    }
  }

  /** The Service of a slice, as {@code namespace/name}. */
  static String key(EndpointSlice slice) {
    return slice.ref().namespace() + "/" + slice.service();
  }

  static boolean isEndpoints(EndpointSlice slice) {
    return slice.author() != Author.SLICE && slice.author() != Author.MIRROR;
  }

  private static boolean isMirrored(@Nullable Service service, EndpointSlice slice) {
    return service != null && service.selector() == null && slice.author() != Author.UNMIRRORED;
  }

  /**
   * The written slices with those that are mirrored. A Service with a selector keeps an Endpoints
   * object if no slice is written; what was mirrored before makes room for what is mirrored now.
   */
  List<EndpointSlice> slices() {
    List<EndpointSlice> all = new ArrayList<>();
    for (EndpointSlice slice : services.slices()) {
      if (isEndpoints(slice) ? isKept(slice) : !isReplaced(slice)) {
        all.add(slice);
      }
    }
    return all;
  }

  private boolean isReplaced(EndpointSlice slice) {
    return slice.author() == Author.MIRROR && mirrored.contains(key(slice));
  }

  private boolean isKept(EndpointSlice slice) {
    String key = key(slice);
    Service service = byPath.get(key);
    if (isMirrored(service, slice)) {
      return true;
    }
    boolean isSkipped =
        service != null
            && service.selector() == null
            && slice.author() == Author.UNMIRRORED
            && !key.equals(API_SERVER);
    if (isSkipped) {
      report.warn(slice.place(), "service.endpoints-skipped", slice.ref().path());
    }
    return !isSkipped && !sliced.contains(key);
  }
}
