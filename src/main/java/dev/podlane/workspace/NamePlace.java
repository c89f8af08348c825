package dev.podlane.workspace;

import dev.podlane.cluster.dns.AssumedServer;
import dev.podlane.cluster.dns.RecordType;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.record.Budget;
import dev.podlane.trace.walk.Walker;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
  /** Queries that a name takes, about. */
  private static final int QUERIES = 8;

  private static final long MILLIS_FOR_EACH = 200;

  /** The port of a probe of which only the sender counts. */
  private static final int ANY_PORT = 53;

  /** Makes a cluster ready; empty for a network without Kubernetes. */
  static Optional<NamePlace> of(Workspace opened) {
    return opened
        .cluster()
        .map(
            cluster -> {
              AssumedServer complete = AssumedServer.complete(cluster);
              Workspace place =
                  complete.assumed().isEmpty() ? opened : opened.of(complete.cluster());
              DnsPrograms programs = place.dnsPrograms().orElseThrow();
              return new NamePlace(place, programs, new NameLookups(programs, complete.assumed()));
            });
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

  private Beyond resolvers(Resolved to) {
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

  /**
   * Resolves a name for a sender, and sends nothing but queries.
   *
   * @param wanted asked now and then; once it is false, the walks are cancelled
   */
  static ResolvedName resolve(
      NamePlace names, ProbeRequest request, String name, RecordType type, BooleanSupplier wanted) {
    Resolved to = names.place.targets().resolve(request);
    Beyond beyond =
        names.place.targets().addresses().hasGateway()
            ? names.resolvers(to).and(to.beyond())
            : Beyond.NOTHING;
    Workspace whole = names.place.withOutside(beyond);
    Memory memory = new Memory();
    Budget budget = Budget.ofRun(QUERIES, MILLIS_FOR_EACH, wanted);
    Unevaluated judge = whole.judge();
    if (to.missing() != null) {
      return new ResolvedName(whole, to.missing(), null);
    }
    NameLookup lookup =
        names.lookups.resolve(
            probe -> Walker.walk(whole.network(), probe, memory, budget),
            judge::of,
            to.probe(),
            to.sender(),
            name,
            List.of(type));
    return new ResolvedName(whole, null, lookup);
  }

  /** A request of which only the sender counts. */
  static ProbeRequest from(String sender) {
    return new ProbeRequest(
        sender, "127.0.0.1", Protocol.UDP, ANY_PORT, Probe.DEFAULT_TTL, true, 0);
  }
}
