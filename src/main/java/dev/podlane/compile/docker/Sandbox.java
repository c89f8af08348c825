package dev.podlane.compile.docker;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Sockets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network namespace made for a container. It lives as long as a process is in it; its wire lives
 * as long as the container it was made for.
 *
 * @param owner the container it was made for
 * @param endpoint its wire; null if it has none, or no longer
 * @param holders containers that run in it, in the order they came
 * @param sockets sockets of its containers
 */
record Sandbox(String owner, @Nullable Endpoint endpoint, List<String> holders, Sockets sockets) {
  Sandbox {
    holders = List.copyOf(holders);
  }

  static Sandbox created(String owner, @Nullable Endpoint endpoint) {
    return new Sandbox(owner, endpoint, List.of(), Sockets.NONE);
  }

  /** The container it is named after: its owner, or the first of those left in it. */
  String name() {
    return holders.contains(owner) || holders.isEmpty() ? owner : holders.get(0);
  }

  boolean owns(Ip address) {
    return address.isLoopback() || (endpoint != null && endpoint.address().equals(address));
  }

  Sandbox joinedBy(String container) {
    List<String> now = new ArrayList<>(holders);
    now.add(container);
    return new Sandbox(owner, endpoint, now, sockets);
  }

  /**
   * Returns the sandbox without a container: its sockets go, and if it was made for it the wire
   * too.
   */
  Sandbox leftBy(String container) {
    List<String> now = holders.stream().filter(each -> !each.equals(container)).toList();
    return new Sandbox(
        owner,
        owner.equals(container) ? null : endpoint,
        now,
        Processes.without(sockets, container));
  }

  Sandbox with(Sockets now) {
    return new Sandbox(owner, endpoint, holders, now);
  }
}
