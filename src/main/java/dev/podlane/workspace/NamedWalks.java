package dev.podlane.workspace;

import dev.podlane.cluster.dns.Resolution;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Reason;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Connects to names as a client does: resolves, then tries one address after the other. A datagram
 * or an echo request goes to the first address only.
 */
final class NamedWalks {
  /** Addresses that are tried. */
  private static final int MOST_ADDRESSES = 8;

  private static final Map<Resolution.Result, String> ERRNO =
      Map.of(
          Resolution.Result.NXDOMAIN, "EAI_NONAME",
          Resolution.Result.NODATA, "EAI_NODATA",
          Resolution.Result.SERVFAIL, "EAI_AGAIN",
          Resolution.Result.REFUSED, "EAI_AGAIN");

  private final NameLookups lookups;
  private final NamedAddresses targets;
  private final Function<Probe, Trace> walker;
  private final Function<Trace, List<Unsimulated>> judge;

  /**
   * The end of a walk to a name.
   *
   * @param trace the walk to an address; if the name leads to none, that of the deciding query
   * @param toNamespace the network namespace that has the address; null if none has
   */
  record Done(
      Trace trace,
      @Nullable String toNamespace,
      List<Unsimulated> unsimulated,
      NameLookup lookup) {}

  /**
   * Walks through a network.
   *
   * @param walker sends a probe
   * @param judge tells what could change a walk
   */
  NamedWalks(
      NameLookups lookups,
      NamedAddresses targets,
      Function<Probe, Trace> walker,
      Function<Trace, List<Unsimulated>> judge) {
    this.lookups = lookups;
    this.targets = targets;
    this.walker = walker;
    this.judge = judge;
  }

  /**
   * Resolves a name as a sender would, and sends nothing but queries; {@link
   * NameLookup#addresses()} has what it leads to.
   *
   * @param sample the probe that it is resolved for: its sender, source address and seed
   * @param sender the pod that asks; null for the network namespace of the probe
   */
  NameLookup addresses(Probe sample, @Nullable Pod sender, String name) {
    return lookups.resolve(walker, judge, sample, sender, name, NameLookups.ADDRESSES);
  }

  /** Resolves a name and sends the probe to what it leads to. */
  Done walk(Probe probe, @Nullable Pod sender, String name) {
    NameLookup lookup = addresses(probe, sender, name);
    Probe.Choice choice = probe.choice();
    List<Ip> addresses =
        lookup.addresses().stream()
            .filter(Ip::isV4)
            .sorted(Comparator.comparing(each -> choice == null || !each.equals(choice.address())))
            .limit(MOST_ADDRESSES)
            .toList();
    if (addresses.isEmpty()) {
      return new Done(unresolved(probe, lookup), null, lookup.unsimulated(), lookup);
    }
    boolean once = probe.protocol() != Protocol.TCP;
    List<NameLookup.Attempt> attempts = new ArrayList<>();
    Done last = null;
    for (Ip address : once ? addresses.subList(0, 1) : addresses) {
      Probe next = probe.withDestination(address).withCold(false);
      NamedAddresses.Found found = targets.found(next, null);
      Trace trace =
          found.fronts().isEmpty()
              ? walker.apply(next)
              : Trace.unsent(next, Result.UNKNOWN, "service");
      List<Unsimulated> open = found.fronts().isEmpty() ? judge.apply(trace) : found.fronts();
      Result result = open.isEmpty() ? trace.outcome().result() : Result.UNKNOWN;
      attempts.add(new NameLookup.Attempt(address, result));
      last = new Done(trace, found.namespace(), open, lookup.with(attempts));
      if (!isTriedAgain(result)) {
        break;
      }
    }
    return last == null ? new Done(unresolved(probe, lookup), null, List.of(), lookup) : last;
  }

  /** The address that the probe goes to first; empty if the name leads to none. */
  Optional<Probe> first(Probe probe, @Nullable Pod sender, String name) {
    return addresses(probe, sender, name).addresses().stream()
        .filter(Ip::isV4)
        .findFirst()
        .map(address -> probe.withDestination(address).withCold(false));
  }

  private static boolean isTriedAgain(Result result) {
    return switch (result) {
      case REFUSED, TIMEOUT, ICMP_UNREACHABLE, LOCAL_ERROR, TTL_EXCEEDED, FRAG_NEEDED -> true;
      default -> false;
    };
  }

  private static Trace unresolved(Probe probe, NameLookup lookup) {
    Resolution resolution = lookup.resolution();
    Trace query =
        lookup.walks().stream()
            .filter(walk -> !walk.onward())
            .reduce((before, after) -> after)
            .map(QueryWalk::trace)
            .orElse(null);
    if (resolution.result() == Resolution.Result.FOUND && lookup.unsimulated().isEmpty()) {
      return Trace.unsent(probe, Result.UNKNOWN, "ipv6");
    }
    String errno = ERRNO.get(resolution.result());
    if (errno == null) {
      return query == null ? Trace.unsent(probe, Result.UNKNOWN, "name") : query;
    }
    Outcome.Server server = query == null ? null : query.outcome().server();
    String namespace = server == null ? probe.namespace() : server.namespace();
    Reason reason = new Reason.Unresolved(resolution.asked(), resolution.result().name());
    Outcome outcome =
        Outcome.unresolved(errno, new Outcome.End(Flow.REPLY, namespace, null, reason));
    return query == null
        ? new Trace(probe, outcome, List.of())
        : new Trace(query.probe(), outcome, query.hops());
  }
}
