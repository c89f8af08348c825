package dev.podlane.workspace;

import dev.podlane.cluster.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.TargetException.Why;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what the names of a probe mean. */
final class Targets {
  private final Directory directory;

  Targets(Directory directory) {
    this.directory = directory;
  }

  /**
   * A sender or a destination.
   *
   * @param namespace its network namespace; null if unknown
   * @param address its address; null if not known, or for a sender if the kernel is to choose
   * @param missing code of the fact the input lacks; null if it says enough
   */
  private record End(@Nullable String namespace, @Nullable Ip address, @Nullable String missing) {}

  /** A probe whose names are resolved; {@code missing} names a fact without which it cannot go. */
  record Resolved(Probe probe, @Nullable String toNamespace, @Nullable String missing) {}

  /**
   * Resolves both ends.
   *
   * @throws TargetException if a name means nothing, or more than one thing
   */
  Resolved resolve(ProbeRequest request) {
    End from = sender(request.from().strip());
    String to = request.to().strip();
    int colon = to.lastIndexOf(':');
    boolean named = colon > 0 && Ip.tryParse(to).isEmpty() && !directory.isNamespace(to);
    Integer port = named ? samePort(request, to.substring(colon + 1)) : request.port();
    if (port == null && request.protocol() != Probe.Protocol.ICMP) {
      throw new TargetException(Why.NO_PORT, "port", request.protocol().name(), List.of());
    }
    End target = destination(named ? to.substring(0, colon) : to);
    Probe probe = probe(request, from, target, port == null ? 0 : port);
    String missing = from.missing() == null ? target.missing() : from.missing();
    return new Resolved(probe, target.namespace(), missing);
  }

  /**
   * Makes sure that a network namespace is there.
   *
   * @throws TargetException if it is not
   */
  void requireNamespace(String field, String name) {
    if (!directory.isNamespace(name)) {
      List<String> near = NearNames.of(name, directory.names());
      throw new TargetException(Why.UNKNOWN, field, name, near);
    }
  }

  private static Probe probe(ProbeRequest request, End from, End target, int port) {
    String namespace = from.namespace() == null ? request.from() : from.namespace();
    Ip destination = target.address() == null ? Ip.ANY : target.address();
    Probe usual = Probe.of(namespace, request.protocol(), destination, port);
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

  private End sender(String name) {
    Optional<Ip> address = Ip.tryParse(name);
    if (address.isPresent()) {
      List<String> owners = directory.owners(address.get());
      if (owners.size() != 1) {
        Why why = owners.isEmpty() ? Why.NOBODY : Why.SHARED;
        throw new TargetException(why, "from", name, owners);
      }
      return new End(owners.get(0), address.get(), family(address.get()));
    }
    End end = byName("from", name);
    return new End(end.namespace(), null, end.missing());
  }

  private End destination(String name) {
    Optional<Ip> address = Ip.tryParse(name);
    if (address.isPresent()) {
      List<String> owners = directory.owners(address.get());
      String only = owners.size() == 1 ? owners.get(0) : null;
      return new End(only, address.get(), family(address.get()));
    }
    End end = byName("to", name);
    return end.missing() == null && end.address() == null
        ? new End(end.namespace(), null, "no-address")
        : end;
  }

  private static @Nullable String family(Ip address) {
    return address.isV4() ? null : "ipv6";
  }

  private End byName(String field, String name) {
    Optional<Pod> pod = directory.pod(name);
    if (pod.isPresent()) {
      return end(pod.get());
    }
    if (directory.isNamespace(name)) {
      return new End(name, directory.address(name).orElse(null), null);
    }
    List<Pod> named = directory.podsNamed(name);
    if (named.size() == 1) {
      return end(named.get(0));
    }
    List<String> containers = named.isEmpty() ? directory.containersNamed(name) : List.of();
    if (containers.size() == 1) {
      String namespace = containers.get(0);
      return new End(namespace, directory.address(namespace).orElse(null), null);
    }
    if (containers.size() > 1) {
      throw new TargetException(Why.AMBIGUOUS, field, name, containers.stream().limit(5).toList());
    }
    if (named.isEmpty()) {
      List<String> near = NearNames.of(name, directory.names());
      throw new TargetException(Why.UNKNOWN, field, name, near);
    }
    List<String> all = named.stream().map(each -> each.ref().path()).limit(5).toList();
    throw new TargetException(Why.AMBIGUOUS, field, name, all);
  }

  /** A pod that has finished, or has no node or address, has no network stack to send from. */
  private End end(Pod pod) {
    String node = pod.nodeName();
    if (pod.isFinished()) {
      return new End(null, pod.podIp(), "pod-finished");
    }
    if (node == null) {
      return new End(null, pod.podIp(), "pod-without-node");
    }
    if (pod.podIp() == null) {
      return new End(null, null, "pod-without-address");
    }
    String namespace = pod.hostNetwork() ? node : pod.ref().path();
    return directory.isNamespace(namespace)
        ? new End(namespace, pod.podIp(), null)
        : new End(null, pod.podIp(), "pod-without-network");
  }
}
