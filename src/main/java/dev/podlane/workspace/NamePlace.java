package dev.podlane.workspace;

import dev.podlane.cluster.dns.AssumedServer;
import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An opened cluster in which names can be resolved: with a DNS server, if its documents leave it
 * out.
 *
 * @param place the cluster
 * @param lookups lookups in it
 */
record NamePlace(Workspace place, DnsPrograms programs, NameLookups lookups) {
  /** Makes a cluster ready; empty for a network without Kubernetes. */
  static Optional<NamePlace> of(Workspace opened) {
    return opened
        .cluster()
        .filter(cluster -> !cluster.nodes().isEmpty())
        .map(
            cluster -> {
              AssumedServer complete = AssumedServer.complete(cluster);
              Workspace place =
                  complete.assumed().isEmpty() ? opened : opened.with(known -> complete.cluster());
              DnsPrograms programs = new DnsPrograms(complete.cluster(), place.desired().names());
              return new NamePlace(place, programs, new NameLookups(programs, complete.assumed()));
            });
  }

  /** Code of the fact that nothing tells how a sender resolves names. */
  static final String NO_NAMES = "no-names";

  /**
   * Returns true if it is known how a sender resolves names: as a pod, a node or a host outside.
   */
  boolean knows(Resolved to) {
    String namespace = to.probe().namespace();
    return to.sender() != null
        || programs.pod(namespace).isPresent()
        || programs.isNode(namespace)
        || Outside.isOne(namespace);
  }

  /**
   * The parts beyond the gateway that walks to a name need: resolvers outside, and hosts that it
   * may lead to.
   *
   * @param via as in {@link ProbeRequest}
   */
  Beyond beyond(Resolved to, @Nullable String via) {
    String name = to.lookup();
    if (name == null || !place.targets().addresses().hasGateway()) {
      return Beyond.NOTHING;
    }
    Beyond all = resolvers(to);
    String namespace = to.probe().namespace();
    for (Ip address : lookups.expected(to.sender(), namespace, name)) {
      if (address.isV4()) {
        Probe probe = to.probe().withDestination(address);
        all = all.and(place.targets().addresses().found(probe, via).beyond());
      }
    }
    return all;
  }

  /** The resolvers outside that a sender and its servers may ask. */
  Beyond resolvers(Resolved to) {
    return programs.resolvers(
        List.of(lookups.conf(to.sender(), to.probe().namespace())),
        place.targets().addresses()::canBeOutside);
  }

  /** Walks to names through this place. */
  NamedWalks walks(
      NamedAddresses targets,
      Function<Probe, Trace> walker,
      Function<Trace, List<Unsimulated>> judge) {
    return new NamedWalks(lookups, targets, walker, judge);
  }
}
