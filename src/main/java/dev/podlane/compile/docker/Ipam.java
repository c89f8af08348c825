package dev.podlane.compile.docker;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Addresses of one network. The lowest free one is allocated: the engine's allocator scans from the
 * start of the subnet unless it is asked to go on after the last one ({@code serial}, which only
 * swarm asks for; moby libnetwork/ipam). A container that stops and starts again usually gets its
 * former address, and another one if that was taken in between.
 */
final class Ipam {
  private final Prefix subnet;
  private final Set<Ip> taken = new HashSet<>();

  Ipam(BridgeNet net) {
    subnet = net.gateway().prefix();
    taken.add(subnet.network());
    taken.add(subnet.last());
    taken.add(net.gateway().ip());
  }

  /** The lowest free address, now taken; empty if there is none. */
  Optional<Ip> next() {
    Ip last = subnet.last();
    for (Ip ip = subnet.network(); ip.compareTo(last) < 0; ip = ip.plus(1)) {
      if (taken.add(ip)) {
        return Optional.of(ip);
      }
    }
    return Optional.empty();
  }

  /** Takes this address; false if it is not to be had. */
  boolean take(Ip ip) {
    return subnet.contains(ip) && taken.add(ip);
  }

  void release(Ip ip) {
    taken.remove(ip);
  }
}
