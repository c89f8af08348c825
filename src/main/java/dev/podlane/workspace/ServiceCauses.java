package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.Services;
import dev.podlane.compile.NamespaceKind;
import dev.podlane.compile.Origin;
import dev.podlane.compile.Reason;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.Verdict;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.SetRef;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.filter.nft.Statement;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.trace.Probe;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.RuleStep;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Decisions that come from Services: no endpoint, no such port, a client that is not served. */
final class ServiceCauses {
  private final Workspace workspace;

  ServiceCauses(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Returns the Service and field that a decision comes from; empty if it comes from none. */
  Optional<CauseOrigin> of(Walked walked, Cause cause) {
    Probe probe = walked.trace().probe();
    return byRule(cause)
        .map(origin -> toField(origin, probe))
        .or(() -> byPort(probe))
        .or(() -> fromOutside(cause, probe));
  }

  /** A Service without endpoints may lack them because of the port that is asked. */
  private CauseOrigin toField(CauseOrigin origin, Probe probe) {
    ObjectRef ref = origin.object();
    if (ref == null || !origin.code().equals(Reason.NO_ENDPOINTS.text())) {
      return origin;
    }
    return workspace
        .cluster()
        .flatMap(
            cluster ->
                cluster
                    .services()
                    .named(ref.namespace(), ref.name())
                    .map(service -> new MissingEndpoints(cluster, service, probe).facts()))
        .map(facts -> facts.facts().get(0).field())
        .filter(field -> field.startsWith("spec.ports"))
        .map(field -> new CauseOrigin(origin.code(), ref, field))
        .orElse(origin);
  }

  private Optional<CauseOrigin> byRule(Cause cause) {
    if (!(cause.decider() instanceof RuleStep.RulesRead read) || read.verdict().by() == null) {
      return Optional.empty();
    }
    Map<String, Origin> origins = workspace.origins().of(cause.namespace());
    String id =
        ElementIds.rule(
            cause.namespace(),
            read.table().name(),
            read.verdict().by().place().chain(),
            read.verdict().by().rule());
    return Stream.concat(
            Stream.of(id),
            read.verdict().hits().stream().flatMap(hit -> elements(cause.namespace(), read, hit)))
        .map(origins::get)
        .filter(origin -> origin != null && isRefusal(origin.reason()))
        .map(ServiceCauses::told)
        .findFirst();
  }

  /** The ids of the elements that a packet met in the maps that a rule of nftables asks. */
  private static Stream<String> elements(
      String namespace, RuleStep.RulesRead read, Verdict.Hit hit) {
    return hit.rule().statements().stream()
        .flatMap(own -> own.list().stream())
        .flatMap(
            each ->
                each instanceof Statement.VerdictMap map ? Stream.of(map.map()) : Stream.empty())
        .flatMap(
            ref -> ref instanceof SetRef.Named named ? Stream.of(named.name()) : Stream.empty())
        .map(name -> read.table().sets().get(name))
        .filter(Objects::nonNull)
        .flatMap(
            set ->
                set.elements().stream()
                    .filter(element -> isMet(element, read.subject().packet()))
                    .map(
                        element ->
                            ElementIds.element(
                                namespace, read.table().name(), set.name(), element)));
  }

  /** Keys of kube-proxy's maps end in protocol and port; an address may stand in front. */
  private static boolean isMet(Element element, IpPacket packet) {
    List<Span> key = element.key();
    int last = key.size() - 1;
    return last >= 1
        && key.get(last).contains(Datum.of(packet.segment().destinationPort()))
        && key.get(last - 1).contains(Datum.of(packet.segment().protocol()))
        && (last < 2 || key.get(0).contains(Datum.of(packet.destination())));
  }

  /** A load balancer that waits for its address. */
  CauseOrigin pending(String to) {
    List<String> words = List.of(to.split(":", -1));
    return workspace.cluster().stream()
        .flatMap(cluster -> cluster.services().all().stream())
        .filter(each -> words.contains(each.ref().path()) || words.contains(each.ref().name()))
        .findFirst()
        .map(each -> new CauseOrigin("no-load-balancer", each.ref(), "status.loadBalancer"))
        .orElse(new CauseOrigin("no-load-balancer", null, null));
  }

  /** A cluster IP that is asked from outside: no router there has a route to it. */
  private Optional<CauseOrigin> fromOutside(Cause cause, Probe probe) {
    boolean isRouter =
        workspace
            .info(cause.namespace())
            .filter(info -> info.kind() == NamespaceKind.ROUTER)
            .isPresent();
    boolean isAsked =
        cause.decider() instanceof IpStep.RouteLookup lookup
            && lookup.query().destination().equals(probe.destination());
    if (cause.code() != Cause.Code.NO_ROUTE || !isRouter || !isAsked) {
      return Optional.empty();
    }
    return workspace.cluster().stream()
        .flatMap(cluster -> cluster.services().at(probe.destination()).stream())
        .filter(front -> front.role() == Services.Role.CLUSTER_IP)
        .findFirst()
        .map(
            front -> new CauseOrigin(cause.code().text(), front.service().ref(), "spec.clusterIP"));
  }

  private static boolean isRefusal(Reason reason) {
    return reason == Reason.NO_ENDPOINTS
        || reason == Reason.NO_LOCAL_ENDPOINTS
        || reason == Reason.SOURCE_RANGES;
  }

  private static CauseOrigin told(Origin origin) {
    String code = origin.reason() == Reason.SOURCE_RANGES ? "source-range" : origin.reason().text();
    return new CauseOrigin(code, origin.object(), origin.path());
  }

  /** A port that no Service has at that address: packets to it meet no rule (rule 59). */
  private Optional<CauseOrigin> byPort(Probe probe) {
    Cluster cluster = workspace.cluster().orElse(null);
    if (cluster == null || probe.protocol() == Protocol.ICMP) {
      return Optional.empty();
    }
    List<Service> there =
        cluster.services().at(probe.destination()).stream()
            .map(Services.Front::service)
            .filter(service -> ProxiedServices.isSimulated(cluster, service))
            .toList();
    boolean has = there.stream().anyMatch(service -> service.takes(probe.protocol(), probe.port()));
    return there.isEmpty() || has
        ? Optional.empty()
        : Optional.of(new CauseOrigin("no-service-port", there.get(0).ref(), "spec.ports"));
  }
}
