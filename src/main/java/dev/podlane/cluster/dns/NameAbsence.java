package dev.podlane.cluster.dns;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a name of the cluster does not exist.
 *
 * @param why the kind of reason
 * @param object the object that decides; null if the reason is that there is none
 * @param path the field of it that decides; empty if it is the object as a whole
 * @param facts values compared, in order
 */
public record NameAbsence(Why why, @Nullable ObjectRef object, String path, List<Fact> facts) {
  private static final int MOST_FACTS = 5;

  /** Kinds of reasons. */
  public enum Why {
    /** No Service has that name in that namespace. */
    NO_SERVICE,
    /** A headless Service selects no pod. */
    NO_ENDPOINT,
    /** The endpoints are not ready, and the Service does not publish such. */
    NOT_READY,
    /** No endpoint has that host name. */
    NO_HOSTNAME
  }

  /**
   * A value that would be needed, and the one there is.
   *
   * @param field name of the value
   */
  public record Fact(String field, String wanted, String had) {}

  public NameAbsence {
    facts = List.copyOf(facts);
  }

  /** Explains a name below {@code svc.DOMAIN}; empty for any other name. */
  public static Optional<NameAbsence> of(Cluster cluster, DnsName name, DnsName domain) {
    if (!name.isIn(domain)) {
      return Optional.empty();
    }
    List<String> labels = name.before(domain);
    int size = labels.size();
    if (size < 3 || size > 5 || !labels.get(size - 1).equals("svc")) {
      return Optional.empty();
    }
    String namespace = labels.get(size - 2);
    String service = labels.get(size - 3);
    String endpoint = size == 4 ? labels.get(0) : "";
    return Optional.of(
        cluster
            .services()
            .named(namespace, service)
            .map(found -> ofService(cluster, found, endpoint))
            .orElseGet(() -> noService(cluster, namespace, service)));
  }

  private static NameAbsence noService(Cluster cluster, String namespace, String service) {
    List<Fact> facts = new ArrayList<>();
    String wanted = namespace + "/" + service;
    cluster.services().all().stream()
        .filter(each -> each.ref().name().equals(service))
        .limit(MOST_FACTS)
        .forEach(each -> facts.add(new Fact("Service", wanted, each.ref().path())));
    if (facts.isEmpty()) {
      facts.add(new Fact("Service", wanted, "–"));
    }
    return new NameAbsence(Why.NO_SERVICE, null, "", facts);
  }

  private static NameAbsence ofService(Cluster cluster, Service service, String endpoint) {
    List<EndpointSlice.Endpoint> all =
        cluster.services().slices(service).stream()
            .flatMap(slice -> slice.endpoints().stream())
            .toList();
    List<EndpointSlice.Endpoint> meant =
        endpoint.isEmpty() ? all : all.stream().filter(each -> is(each, endpoint)).toList();
    List<Fact> facts = new ArrayList<>();
    if (!endpoint.isEmpty()
        && (meant.isEmpty() || meant.stream().noneMatch(e -> named(e, endpoint)))) {
      return noHostname(cluster, service, endpoint);
    }
    if (meant.isEmpty()) {
      String selector = service.selector() == null ? "" : service.selector().toString();
      facts.add(new Fact("endpoints", "1", "0"));
      return new NameAbsence(
          Why.NO_ENDPOINT, service.ref(), selector.isEmpty() ? "" : "spec.selector", facts);
    }
    meant.stream()
        .filter(each -> !each.ready())
        .limit(MOST_FACTS)
        .forEach(
            each ->
                facts.add(
                    new Fact(
                        each.pod().isEmpty()
                            ? "" + each.addresses()
                            : "pod " + each.pod() + " Ready",
                        "True",
                        "False")));
    facts.add(new Fact("publishNotReadyAddresses", "true", "false"));
    return new NameAbsence(Why.NOT_READY, service.ref(), "spec.publishNotReadyAddresses", facts);
  }

  private static boolean named(EndpointSlice.Endpoint endpoint, String host) {
    return endpoint.hostname().equalsIgnoreCase(host);
  }

  private static boolean is(EndpointSlice.Endpoint endpoint, String host) {
    return named(endpoint, host) || endpoint.pod().endsWith("/" + host);
  }

  /** A pod of that name may lack the fields that publish its name (rule 74). */
  private static NameAbsence noHostname(Cluster cluster, Service service, String endpoint) {
    Optional<Pod> pod =
        cluster.pods().stream()
            .filter(each -> each.namespace().equals(service.ref().namespace()))
            .filter(
                each -> each.name().equals(endpoint) || each.traits().hostname().equals(endpoint))
            .findFirst();
    List<Fact> facts = new ArrayList<>();
    if (pod.isEmpty()) {
      facts.add(new Fact("hostname", endpoint, "–"));
      return new NameAbsence(Why.NO_HOSTNAME, service.ref(), "", facts);
    }
    facts.add(new Fact("hostname", endpoint, pod.get().traits().hostname()));
    facts.add(new Fact("subdomain", service.ref().name(), pod.get().traits().subdomain()));
    return new NameAbsence(Why.NO_HOSTNAME, pod.get().ref(), "spec.subdomain", facts);
  }
}
