package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.cluster.service.Services;
import dev.podlane.trace.Probe;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.step.RuleStep;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * The facts of a Service by which it refuses packets.
 *
 * @param why the kind of reason
 * @param service the Service
 * @param facts values compared, in order; at least one
 * @param elsewhere namespaces with pods that the selector would match, each with their number;
 *     empty if there are none
 */
public record ServiceFacts(Why why, ObjectRef service, List<Fact> facts, String elsewhere) {
  /** Most values of a kind that are told. */
  static final int MOST = 5;

  /** The sign for no value. */
  static final String NONE = "–";

  /** Kinds of reasons. */
  public enum Why {
    /** Its selector matches no pod. */
    NO_POD,
    /** Its pods do not have the port that it names. */
    NO_TARGET,
    /** Its pods have addresses of another family. */
    POD_FAMILY,
    /** Its pods do not run. */
    NOT_RUNNING,
    /** Its pods are not ready. */
    NOT_READY,
    /** Its slices hold addresses of another family. */
    SLICE_FAMILY,
    /** Its slices have ports of other names. */
    SLICE_PORT,
    /** The endpoints of its slices are not ready. */
    SLICE_UNREADY,
    /** Nothing says what is behind it. */
    NO_ENDPOINT,
    /** Its endpoints are on other nodes. */
    NOT_LOCAL,
    /** It takes other clients only. */
    SOURCE_RANGE,
    /** It has other ports. */
    NO_PORT,
    /** It is headless, so that its port is not translated to the pods' port. */
    HEADLESS_PORT,
    /** Its cluster IP was asked from outside; it has no way in. */
    INSIDE,
    /** Its cluster IP was asked from outside; it has a port on every node. */
    INSIDE_BUT_NODES
  }

  /** A value that would be needed, and the one there is. */
  public record Fact(String field, String wanted, String had) {
    /** Returns true if something else is there than what is wanted. */
    public boolean hasOther() {
      return !had.equals(NONE) && !had.equals(wanted);
    }
  }

  public ServiceFacts {
    facts = List.copyOf(facts);
  }

  ServiceFacts(Why why, ObjectRef service, List<Fact> facts) {
    this(why, service, facts, "");
  }

  /** The facts behind the decision against a probe; empty if no Service decided. */
  public static Optional<ServiceFacts> of(Workspace workspace, Walked walked, Cause cause) {
    CauseOrigin origin = new CauseOrigins(workspace).of(walked, cause);
    ObjectRef ref = origin.object();
    Cluster cluster = workspace.cluster().orElse(null);
    Probe probe = walked.trace().probe();
    if (cluster != null && walked.lookup() != null && cause.code() == Cause.Code.NO_SOCKET) {
      return headless(cluster, probe);
    }
    if (cluster == null || ref == null || !ref.kind().equals("Service")) {
      return Optional.empty();
    }
    String path = origin.path() == null ? "" : origin.path();
    return cluster
        .services()
        .named(ref.namespace(), ref.name())
        .flatMap(
            service ->
                switch (origin.code()) {
                  case "no-endpoints" ->
                      Optional.of(new MissingEndpoints(cluster, service, probe).facts());
                  case "no-local-endpoints" ->
                      Optional.of(elsewhere(cluster, service, path, cause.namespace()));
                  case "source-range" -> Optional.of(range(service, path, cause));
                  case "no-service-port" -> Optional.of(port(service, path, probe));
                  case "no-route" -> Optional.of(inside(service, path, probe));
                  default -> Optional.empty();
                });
  }

  /** Clients of a headless Service have the pods' addresses, and have to know their ports. */
  private static Optional<ServiceFacts> headless(Cluster cluster, Probe probe) {
    for (Service service : cluster.services().all()) {
      boolean isBehind =
          service.headless()
              && Services.pods(service, cluster.pods()).stream()
                  .anyMatch(pod -> probe.destination().equals(pod.podIp()));
      for (ServicePort port : isBehind ? service.ports() : List.<ServicePort>of()) {
        String target = port.targetName().isEmpty() ? "" + port.target() : port.targetName();
        boolean isMeant = port.port() == probe.port() && port.protocol() == probe.protocol();
        if (isMeant && !target.equals("" + port.port())) {
          Fact fact = new Fact("spec.ports[].targetPort", target, "" + port.port());
          return Optional.of(one(Why.HEADLESS_PORT, service, fact));
        }
      }
    }
    return Optional.empty();
  }

  private static ServiceFacts elsewhere(
      Cluster cluster, Service service, String path, String node) {
    String nodes =
        cluster.services().slices(service).stream()
            .flatMap(slice -> slice.endpoints().stream())
            .filter(each -> each.ready() || (each.serving() && each.terminating()))
            .map(EndpointSlice.Endpoint::nodeName)
            .filter(name -> !name.isEmpty())
            .distinct()
            .limit(MOST)
            .collect(joined());
    return one(Why.NOT_LOCAL, service, new Fact(path, node, or(nodes)));
  }

  private static ServiceFacts range(Service service, String path, Cause cause) {
    String ranges =
        service.loadBalancer().sourceRanges().stream()
            .map(Object::toString)
            .limit(MOST)
            .collect(joined());
    String source =
        cause.decider() instanceof RuleStep.RulesRead read
            ? read.subject().packet().source().toString()
            : NONE;
    return one(Why.SOURCE_RANGE, service, new Fact(path, ranges, source));
  }

  private static ServiceFacts port(Service service, String path, Probe probe) {
    String ports =
        service.ports().stream()
            .map(each -> each.protocol() + " " + each.port())
            .limit(MOST)
            .collect(joined());
    String wanted = probe.protocol() + " " + probe.port();
    return one(Why.NO_PORT, service, new Fact(path, wanted, or(ports)));
  }

  /** Only nodes translate a cluster IP: outside nothing leads to it. */
  private static ServiceFacts inside(Service service, String path, Probe probe) {
    int nodePort =
        service.ports().stream()
            .filter(each -> each.port() == probe.port() && each.protocol() == probe.protocol())
            .mapToInt(each -> service.hasNodePorts() ? each.nodePort() : 0)
            .findFirst()
            .orElse(0);
    return one(
        nodePort > 0 ? Why.INSIDE_BUT_NODES : Why.INSIDE,
        service,
        new Fact(path, "" + nodePort, probe.destination().toString()));
  }

  private static ServiceFacts one(Why why, Service service, Fact fact) {
    return new ServiceFacts(why, service.ref(), List.of(fact));
  }

  private static String or(String text) {
    return text.isEmpty() ? NONE : text;
  }

  private static Collector<CharSequence, ?, String> joined() {
    return Collectors.joining(", ");
  }
}
