package dev.podlane.workspace;

import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Probe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rest of resolving a probe, once its name has led to an address. */
final class NamedAddresses {
  private final Directory directory;
  private final ServiceWays ways;

  NamedAddresses(Directory directory, ServiceWays ways) {
    this.directory = directory;
    this.ways = ways;
  }

  /**
   * An address that a name led to.
   *
   * @param namespace the network namespace that has it; null if none, or more than one, has
   * @param fronts parts in front of it that are not simulated
   * @param beyond parts beyond the gateway that have to be made
   */
  record Found(@Nullable String namespace, List<Unsimulated> fronts, Beyond beyond) {}

  /**
   * Looks at a probe's destination.
   *
   * @param via as in {@link ProbeRequest}
   */
  Found found(Probe probe, @Nullable String via) {
    List<String> owners = directory.owners(probe.destination());
    String only = owners.size() == 1 ? owners.get(0) : null;
    List<Beyond.Host> hosts =
        directory.canBeOutside(probe.destination())
            ? List.of(Beyond.Host.of(probe.destination()))
            : List.of();
    return new Found(
        only, directory.fronts(probe, only, null), Beyond.of(hosts).and(ways.of(probe, via)));
  }

  /** Returns true if hosts outside can be reached. */
  boolean hasGateway() {
    return directory.gateway().isPresent();
  }

  /** Returns true if a host outside can have the address: nobody in the cluster's networks can. */
  boolean canBeOutside(Ip address) {
    return directory.canBeOutside(address);
  }
}
