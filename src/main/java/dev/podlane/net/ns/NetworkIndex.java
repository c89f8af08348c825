package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The facts about a network's namespaces that are known without building one, before any change.
 */
public interface NetworkIndex {
  /** Names of the namespaces that have this address on any device but lo, in order. */
  List<String> owners(Ip address);

  /** Names of the namespaces that only stand for wiring. */
  Collection<String> infra();

  /** Returns the number of devices besides lo in all namespaces that are not {@link #infra()}. */
  int devices();

  /** Stations on a bridge that are all alike; empty if nothing is known of them. */
  Optional<Crowd> crowd(String namespace, String bridge);

  /**
   * The hardware address of a device that is added; Linux would draw it at random.
   *
   * @param network as it is now
   * @param namespace name of the namespace it is added to, which is there
   * @param device its name
   * @param place its place there, from 0
   */
  Mac added(Network network, String namespace, String device, int place);
}
