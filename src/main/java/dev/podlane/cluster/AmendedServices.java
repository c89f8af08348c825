package dev.podlane.cluster;

import dev.podlane.cluster.control.EndpointController;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.LoadBalancer;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.cluster.service.Services;
import dev.podlane.document.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Services of a settled cluster after a change of their own or of pods. Addresses and ports
 * that were allocated stay as long as the Service still asks for the same ones; the slices of the
 * Services that select other pods now, or in another way, are written anew. The bounds of {@link
 * EndpointController} hold as they did when all Services were settled.
 */
final class AmendedServices {
  private final Cluster before;
  private final AmendedPods pods;
  private final List<Service> all;
  private List<EndpointSlice> slices;
  private List<Assumption> assumptions;

  /**
   * Services to be settled.
   *
   * @param pods the pods now
   */
  AmendedServices(Cluster before, AmendedPods pods) {
    this.before = before;
    this.pods = pods;
    this.all = new ArrayList<>(before.services().all());
    this.slices = before.services().slices();
    this.assumptions = pods.assumptions();
  }

  Services services() {
    return all.equals(before.services().all()) && slices.equals(before.services().slices())
        ? before.services()
        : new Services(all, slices, before.services().omitted());
  }

  List<Assumption> assumptions() {
    return assumptions;
  }

  /**
   * Settles Services.
   *
   * @param old changed Services as they were written
   * @param now the same ones as they are written
   * @return false if more than these has to be settled
   */
  boolean settle(Map<ObjectRef, Service> old, Map<ObjectRef, Service> now) {
    if (now.isEmpty() && pods.changes().isEmpty()) {
      return true;
    }
    Map<ObjectRef, Integer> places = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      places.put(all.get(i).ref(), i);
    }
    Set<Integer> affected = new LinkedHashSet<>();
    for (Service written : now.values()) {
      Service was = old.get(written.ref());
      Integer at = places.get(written.ref());
      Service settled = was == null || at == null ? null : allocated(was, written, all.get(at));
      if (at == null || settled == null) {
        return false;
      }
      all.set(at, settled);
      affected.add(at);
    }
    for (AmendedPods.Change each : pods.changes()) {
      Pod pod = Objects.requireNonNull(each.is() == null ? each.was() : each.is());
      selecting(pod.namespace(), each, affected);
    }
    if (isMissed() || !before.services().omitted().isEmpty()) {
      return false;
    }
    return affected.stream().allMatch(this::settle);
  }

  /** Notes the Services that select a pod as it was or as it is, but not both. */
  private void selecting(String namespace, AmendedPods.Change change, Set<Integer> affected) {
    for (int i = 0; i < all.size(); i++) {
      Service service = all.get(i);
      LabelSelector selector = service.selector();
      if (selector != null
          && service.ref().namespace().equals(namespace)
          && matches(selector, change.was()) != matches(selector, change.is())) {
        affected.add(i);
      }
    }
  }

  private static boolean matches(LabelSelector selector, @Nullable Pod pod) {
    return pod != null && selector.matches(pod.labels());
  }

  /**
   * Returns true if other labels are near those that a Service misses, or other pods elsewhere have
   * them.
   */
  private boolean isMissed() {
    Set<String> missing = new HashSet<>();
    before.problems().stream()
        .filter(each -> each.code().startsWith("service.no-pod"))
        .forEach(each -> missing.add(each.args().get(0)));
    List<Service> told =
        before.services().all().stream()
            .filter(each -> missing.contains(each.ref().path()))
            .toList();
    return !told.isEmpty() && !missed(told, before.pods()).equals(missed(told, pods.pods()));
  }

  private List<Problem> missed(List<Service> services, List<Pod> among) {
    Diagnostics report = new Diagnostics();
    new EndpointController(before.nodes(), among, report).tellMissed(services);
    return report.problems();
  }

  /** A Service with what was allocated to it; null if it asks for something else now. */
  private static @Nullable Service allocated(Service was, Service written, Service settled) {
    boolean asksForTheSame =
        was.type() == written.type()
            && was.headless() == written.headless()
            && was.clusterIps().equals(written.clusterIps())
            && was.ipFamilies().equals(written.ipFamilies())
            && was.externalIps().equals(written.externalIps())
            && was.loadBalancer().equals(written.loadBalancer())
            && was.traffic().healthCheckNodePort() == written.traffic().healthCheckNodePort()
            && was.needsHealthCheck() == written.needsHealthCheck()
            && nodePorts(was).equals(nodePorts(written));
    if (!asksForTheSame) {
      return null;
    }
    List<ServicePort> ports = new ArrayList<>();
    for (int i = 0; i < written.ports().size(); i++) {
      ServicePort port = written.ports().get(i);
      int given = written.hasNodePorts() ? settled.ports().get(i).nodePort() : 0;
      ports.add(given == port.nodePort() || given == 0 ? port : port.onNodes(given));
    }
    LoadBalancer balancer = settled.loadBalancer();
    return written.allocated(
        settled.clusterIps(), ports, settled.traffic().healthCheckNodePort(), balancer);
  }

  /** All that decides about the ports on nodes, also of those that are not used. */
  private static List<List<Object>> nodePorts(Service service) {
    List<List<Object>> found = new ArrayList<>();
    for (ServicePort port : service.ports()) {
      if (service.hasNodePorts() || port.nodePort() > 0) {
        found.add(List.of(port.protocol(), port.nodePort(), port.port()));
      }
    }
    return found;
  }

  /** Writes the slices of one Service anew; false if that matters to more than them. */
  private boolean settle(int at) {
    Service was = before.services().all().get(at);
    Service is = all.get(at);
    List<EndpointSlice> known = slices.stream().filter(slice -> isOf(slice, was)).toList();
    boolean isMade =
        is.selector() != null
            && was.selector() != null
            && is.type() != Service.Type.EXTERNAL_NAME
            && known.stream().allMatch(slice -> slice.place().equals(was.place()));
    boolean isWritten =
        known.stream()
            .noneMatch(
                slice ->
                    slice.place().equals(was.place())
                        || slice.author() == EndpointSlice.Author.HAND);
    boolean isWithoutPods = known.isEmpty() && is.selector() == null && was.selector() == null;
    if (isWithoutPods || (isWritten && !known.isEmpty() && is.equals(was))) {
      return true; // no label matters
    }
    if (!isMade) {
      return false;
    }
    Diagnostics said = new Diagnostics();
    Diagnostics says = new Diagnostics();
    List<EndpointSlice> old =
        new EndpointController(before.nodes(), before.pods(), said).settle(was);
    List<EndpointSlice> made = new EndpointController(before.nodes(), pods.pods(), says).settle(is);
    if (old.isEmpty()
        || made.isEmpty()
        || !old.equals(known)
        || !said.problems().isEmpty()
        || !says.problems().isEmpty()) {
      return false;
    }
    List<EndpointSlice> now = new ArrayList<>(slices);
    int first = now.indexOf(known.get(0));
    now.subList(first, first + known.size()).clear();
    now.addAll(first, made);
    slices = now;
    return reports(said.assumptions(), says.assumptions());
  }

  private static boolean isOf(EndpointSlice slice, Service service) {
    return slice.service().equals(service.ref().name())
        && slice.ref().namespace().equals(service.ref().namespace());
  }

  /** Puts assumptions in the place of others of the same Service. */
  private boolean reports(List<Assumption> old, List<Assumption> now) {
    if (old.equals(now)) {
      return true;
    }
    List<Assumption> changed = new ArrayList<>(assumptions);
    boolean isThere = old.size() == 1 && now.size() == 1 && changed.contains(old.get(0));
    if (isThere) {
      changed.set(changed.indexOf(old.get(0)), Objects.requireNonNull(now.get(0)));
      assumptions = changed;
    }
    return isThere;
  }
}
