package dev.podlane.workspace;

import dev.podlane.cluster.Pod;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.TargetException.Why;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what the names of a probe mean. */
final class Targets {
  private final Directory directory;
  private final NamedPods pods;

  Targets(Directory directory) {
    this.directory = directory;
    this.pods = new NamedPods(directory);
  }

  /**
   * A sender or a destination.
   *
   * @param namespace its network namespace; null if unknown
   * @param address its address; null if not known, or for a sender if the kernel is to choose
   * @param missing code of the fact the input lacks; null if it says enough
   * @param outside the address of a host outside that has to be made; null if none has
   * @param service the Service that is meant; null if none is
   * @param dormant the pod that is meant, if it waits for its CronJob; else null
   */
  record End(
      @Nullable String namespace,
      @Nullable Ip address,
      @Nullable String missing,
      @Nullable Ip outside,
      @Nullable Service service,
      @Nullable Pod dormant) {
    static End of(@Nullable String namespace, @Nullable Ip address, @Nullable String missing) {
      return new End(namespace, address, missing, null, null, null);
    }

    static End outside(Ip address) {
      return new End(Outside.namespace(address), address, null, address, null, null);
    }

    static End dormant(Pod pod) {
      return new End(null, null, "pod-dormant", null, null, pod);
    }
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
    Integer port = to.port() == null ? request.port() : samePort(request, to.port());
    if (port == null && request.protocol() != Probe.Protocol.ICMP) {
      throw new TargetException(Why.NO_PORT, "port", request.protocol().name(), List.of());
    }
    Probe probe = probe(request, sender, target, port == null ? 0 : port);
    List<Unsimulated> fronts = directory.fronts(probe, target.namespace(), target.service());
    String missing = sender.missing() == null ? target.missing() : sender.missing();
    List<End> ends = List.of(sender, target);
    String known = fronts.isEmpty() || missing != null ? missing : "service";
    return new Resolved(
        probe,
        target.namespace(),
        known,
        ends.stream().map(End::outside).filter(Objects::nonNull).toList(),
        fronts,
        ends.stream().map(End::dormant).filter(Objects::nonNull).distinct().toList());
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

  /** A network with hosts outside that probes resolved here need. */
  Network withOutside(Network network, List<Ip> addresses) {
    return Outside.with(network, directory.gateway().orElseThrow(), addresses);
  }

  private List<String> near(String name) {
    return NearNames.of(name, directory.names());
  }

  private static Probe probe(ProbeRequest request, End from, End target, int port) {
    String namespace = from.namespace() == null ? request.from() : from.namespace();
    Ip destination = target.address() == null ? Ip.ANY : target.address();
    Probe usual = Probe.of(namespace, request.protocol(), destination, Math.max(port, 1));
    return new Probe(
        namespace,
        from.address(),
        destination,
        request.protocol(),
        port,
        usual.sourcePort(),
        request.ttl(),
        request.size() == null ? usual.payload() : request.size(),
        request.cold(),
        request.seed(),
        usual.timeoutMillis(),
        request.discovery());
  }

  private static Integer samePort(ProbeRequest request, String text) {
    int port;
    try {
      port = Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      port = 0;
    }
    if (port < 1 || port > 65_535) {
      throw new TargetException(Why.BAD_PORT, "to", text, List.of());
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
    boolean isWhole = found.outside() != null || found.dormant() != null;
    return isWhole ? found : End.of(found.namespace(), null, found.missing());
  }

  /** Who has the address sends; if nobody has it, somebody outside. */
  private End sender(Ip address, String text) {
    List<String> owners = directory.owners(address);
    if (owners.size() == 1) {
      return End.of(owners.get(0), address, family(address));
    }
    boolean canBeOutside =
        owners.isEmpty() && isHostAddress(address) && directory.gateway().isPresent();
    if (!canBeOutside) {
      Why why = owners.isEmpty() ? Why.NOBODY : Why.SHARED;
      throw new TargetException(why, "from", text, owners);
    }
    return external("from", address, text);
  }

  private static boolean isHostAddress(Ip address) {
    return !address.isLoopback()
        && !address.isMulticast()
        && !address.isUnspecified()
        && !address.isZeroNet()
        && !address.isReserved()
        && !address.equals(Ip.LIMITED_BROADCAST);
  }

  private End external(String field, Ip address, String text) {
    if (!address.isV4()) {
      return End.of(null, address, family(address));
    }
    if (!isHostAddress(address)) {
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
      List<String> owners = directory.owners(address.ip());
      String only = owners.size() == 1 ? owners.get(0) : null;
      return End.of(only, address.ip(), family(address.ip()));
    }
    if (end instanceof EndText.Localhost) {
      return End.of(sender.namespace(), Ip.parse("127.0.0.1"), null);
    }
    End found = named("to", end, text);
    boolean nowhere = found.missing() == null && found.address() == null && found.service() == null;
    return nowhere ? End.of(found.namespace(), null, "no-address") : found;
  }

  private static @Nullable String family(Ip address) {
    return address.isV4() ? null : "ipv6";
  }

  private End named(String field, EndText end, String text) {
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
      return service(field, of.name(), text);
    }
    if (end instanceof EndText.Unsupported unsupported) {
      throw new TargetException(Why.UNSUPPORTED, field, unsupported.form(), List.of());
    }
    if (end instanceof EndText.NoAddress none) {
      throw new TargetException(Why.NO_ADDRESS, field, none.text(), List.of());
    }
    return byName(field, end instanceof EndText.Name name ? name.text() : text);
  }

  private End service(String field, String name, String text) {
    List<Service> found = directory.servicesNamed(name);
    if (found.size() == 1) {
      return ofService(found.get(0));
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

  private static End ofService(Service service) {
    Ip address = service.clusterIps().stream().filter(Ip::isV4).findFirst().orElse(null);
    return new End(null, address, null, null, service, null);
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
    List<Service> services = directory.servicesNamed(name);
    if (!services.isEmpty()) {
      return service(field, name, name);
    }
    throw directory.unknown(field, name, null, name);
  }
}
