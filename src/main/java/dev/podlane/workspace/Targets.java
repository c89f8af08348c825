package dev.podlane.workspace;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.TargetException.Why;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Resolves the names of a probe. */
final class Targets {
  private final Directory directory;
  private final NamedPods pods;
  private final ServiceEnds services;
  private final ServiceWays ways;

  Targets(Directory directory) {
    this.directory = directory;
    this.pods = new NamedPods(directory);
    this.services = new ServiceEnds(directory);
    this.ways = new ServiceWays(directory);
  }

  /**
   * Resolves both ends.
   *
   * @throws TargetException if a name means nothing, or more than one thing
   */
  Resolved resolve(ProbeRequest request) {
    EndText.Written from = EndText.parse(request.from(), directory::isNamespace);
    EndText.Written to = EndText.parse(request.to(), directory::isNamespace);
    if (from.port() != null) {
      throw new TargetException(Why.UNKNOWN, "from", request.from(), near(request.from()));
    }
    End sender = sender(from.end(), request.from());
    End target = destination(to.end(), sender, request.to());
    Integer port = to.port() == null ? request.port() : samePort(request, target, to.port());
    if (port == null) {
      port = ServiceEnds.onlyPort(target.service(), request.protocol());
    }
    if (port == null && request.protocol() != Protocol.ICMP) {
      throw new TargetException(Why.NO_PORT, "port", request.protocol().name(), List.of());
    }
    if (request.exchange() != null && request.protocol() != Protocol.TCP) {
      throw new TargetException(
          Why.NO_CONNECTION, "connection", request.protocol().name(), List.of());
    }
    Probe probe =
        request
            .probe(sender.namespace(), sender.address(), target.address(), port == null ? 0 : port)
            .withChoice(choice(request.endpoint()));
    EndpointNames.require(directory, probe, request.endpoint());
    List<Unsimulated> fronts =
        target.lookup() == null
            ? directory.fronts(probe, target.namespace(), target.service())
            : List.of();
    String missing = sender.missing() == null ? target.missing() : sender.missing();
    if (missing == null && request.ipv6()) {
      missing = "ipv6";
    }
    List<End> ends = List.of(sender, target);
    String known = fronts.isEmpty() || missing != null ? missing : "service";
    return new Resolved(
        probe,
        target.namespace(),
        known,
        beyond(ends).and(ways.of(probe, request.via())),
        fronts,
        ends.stream().map(End::dormant).filter(Objects::nonNull).distinct().toList(),
        sender.pod(),
        target.lookup());
  }

  private static Beyond beyond(List<End> ends) {
    List<Beyond.Host> hosts =
        ends.stream().map(End::outside).filter(Objects::nonNull).map(Beyond.Host::of).toList();
    return Beyond.of(hosts);
  }

  /**
   * Makes sure that a network namespace is there.
   *
   * @throws TargetException if it is not
   */
  void requireNamespace(String field, String name) {
    if (!directory.isNamespace(name)) {
      throw new TargetException(Why.UNKNOWN, field, name, near(name));
    }
  }

  /** Addresses that names lead to. */
  NamedAddresses addresses() {
    return new NamedAddresses(directory, ways);
  }

  /** A network with the parts beyond the gateway that probes resolved here need. */
  Network withOutside(Network network, Beyond beyond) {
    return Outside.with(network, directory.gateway().orElseThrow(), beyond);
  }

  /** The resolution of URLs here. */
  Urls urls() {
    return new Urls(directory, this);
  }

  /** The fate of requests here; none in a Linux network. */
  Optional<HttpWalk> requests() {
    return directory.cluster().map(cluster -> new HttpWalk(cluster, directory));
  }

  private List<String> near(String name) {
    return NearNames.of(name, directory.names());
  }

  /** A pod by its name, or an address with or without a port. */
  Probe.@Nullable Choice choice(@Nullable String endpoint) {
    if (endpoint == null || endpoint.isBlank()) {
      return null;
    }
    EndText.Written written = EndText.parse(endpoint, directory::isNamespace);
    Ip address =
        written.end() instanceof EndText.Address given
            ? given.ip()
            : named("endpoint", written.end(), endpoint).address();
    if (address == null) {
      throw new TargetException(Why.NO_ADDRESS, "endpoint", endpoint, List.of());
    }
    String port = written.port();
    return new Probe.Choice(address, port == null ? 0 : ProbeRequest.number(port));
  }

  private Integer samePort(ProbeRequest request, End target, String text) {
    int port = ProbeRequest.number(text);
    NamedPorts named = services.ports(target, request.protocol());
    port = port == 0 ? named.number(text).orElse(0) : port;
    if (port < 1 || port > 65_535) {
      throw named.missing("to", text);
    }
    if (request.port() != null && request.port() != port) {
      throw new TargetException(Why.TWO_PORTS, "port", text, List.of());
    }
    return port;
  }

  private End sender(EndText end, String text) {
    if (end instanceof EndText.Address address) {
      return sender(address.ip(), text);
    }
    if (end instanceof EndText.Localhost) {
      throw new TargetException(Why.NOBODY, "from", text, List.of());
    }
    End found = named("from", end, text);
    if (found.service() != null) {
      throw new TargetException(Why.SERVICE_SENDS_NOTHING, "from", text, List.of());
    }
    return found.outside() != null || found.dormant() != null ? found : found.sending();
  }

  /** Returns the owner of the address as the sender; if nobody has it, a host outside. */
  private End sender(Ip address, String text) {
    List<String> owners = directory.owners(address);
    if (owners.size() == 1) {
      return End.of(owners.get(0), address, family(address));
    }
    boolean canBeOutside =
        owners.isEmpty() && Outside.isHostAddress(address) && directory.gateway().isPresent();
    if (!canBeOutside) {
      Why why = owners.isEmpty() ? Why.NOBODY : Why.SHARED;
      throw new TargetException(why, "from", text, owners);
    }
    return external("from", address, text);
  }

  private End external(String field, Ip address, String text) {
    if (!address.isV4()) {
      return End.of(null, address, family(address));
    }
    if (!Outside.isHostAddress(address)) {
      throw new TargetException(Why.NOBODY, field, text, List.of());
    }
    List<String> owners = directory.owners(address);
    if (owners.size() == 1) {
      return End.of(owners.get(0), address, null);
    }
    if (directory.gateway().isEmpty()) {
      throw new TargetException(Why.NO_GATEWAY, field, text, List.of());
    }
    return End.outside(address);
  }

  private End destination(EndText end, End sender, String text) {
    if (end instanceof EndText.Address address) {
      Ip ip = address.ip();
      List<String> owners = directory.owners(ip);
      String only = owners.size() == 1 ? owners.get(0) : null;
      return directory.isUndescribed(ip) ? End.outside(ip) : End.of(only, ip, family(ip));
    }
    if (end instanceof EndText.Localhost) {
      return End.of(sender.namespace(), Ip.parse("127.0.0.1"), null);
    }
    End found = services.of(named("to", end, text), sender);
    boolean nowhere =
        found.missing() == null
            && found.address() == null
            && found.service() == null
            && found.lookup() == null;
    return nowhere ? End.of(found.namespace(), null, "no-address") : found;
  }

  private static @Nullable String family(Ip address) {
    return address.isV4() ? null : "ipv6";
  }

  /** A named end, whatever its port: neither an address nor the sender itself. */
  End named(String field, EndText end, String text) {
    if (end instanceof EndText.External external) {
      return external(field, external.ip(), text);
    }
    if (end instanceof EndText.Machine machine) {
      if (!directory.isMachine(machine.name())) {
        List<String> near = NearNames.of(machine.name(), directory.machines());
        throw new TargetException(Why.UNKNOWN, field, text, near);
      }
      return inNamespace(machine.name());
    }
    if (end instanceof EndText.Kinded kinded) {
      return pods.ofKind(field, kinded.kind(), kinded.name(), text);
    }
    if (end instanceof EndText.OfService of) {
      return service(field, of.name(), text, of.balancer());
    }
    if (end instanceof EndText.Lookup lookup) {
      if (field.equals("from") || DnsName.tryParse(lookup.name()).isEmpty()) {
        throw new TargetException(Why.NO_NAME, field, text, List.of());
      }
      return End.named(lookup.name(), null);
    }
    if (end instanceof EndText.Unsupported unsupported) {
      throw new TargetException(Why.UNSUPPORTED, field, unsupported.form(), List.of());
    }
    if (end instanceof EndText.NoAddress none) {
      throw new TargetException(Why.NO_ADDRESS, field, none.text(), List.of());
    }
    return byName(field, end instanceof EndText.Name name ? name.text() : text);
  }

  private End service(String field, String name, String text, boolean balancer) {
    List<Service> found = directory.servicesNamed(name);
    if (found.size() == 1) {
      return balancer ? services.balancer(found.get(0)) : services.of(found.get(0));
    }
    Collection<String> all = directory.services().stream().map(each -> each.ref().path()).toList();
    throw new TargetException(
        found.isEmpty() ? Why.UNKNOWN : Why.AMBIGUOUS,
        field,
        text,
        found.isEmpty()
            ? NearNames.of(name, all)
            : found.stream().map(each -> "svc:" + each.ref().path()).limit(5).toList());
  }

  private End inNamespace(String name) {
    String missing = directory.isOnlyV6(name) ? "node-only-v6" : null;
    return End.of(name, directory.address(name).orElse(null), missing);
  }

  /** A pod, a namespace, a workload, a container of a host, a Service: the first that there is. */
  private End byName(String field, String name) {
    Optional<Pod> pod = directory.pod(name);
    if (pod.isPresent()) {
      return pods.end(pod.get());
    }
    if (directory.isNamespace(name)) {
      return inNamespace(name);
    }
    Optional<End> found = pods.named(field, name);
    if (found.isPresent()) {
      return found.get();
    }
    List<String> containers = directory.containersNamed(name);
    if (containers.size() == 1) {
      return inNamespace(containers.get(0));
    }
    if (containers.size() > 1) {
      throw new TargetException(Why.AMBIGUOUS, field, name, containers.stream().limit(5).toList());
    }
    if (!directory.servicesNamed(name).isEmpty()) {
      return service(field, name, name, false);
    }
    throw directory.unknown(field, name, null, name);
  }
}
