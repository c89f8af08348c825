package dev.podlane.compile.cni;

import dev.podlane.compile.wire.Wire;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.NetworkNamespace;

/**
 * A wire to each pod of which only the ends are known.
 *
 * @param prefix first characters of the node's ends
 * @param pool the pod network
 * @param mtu of every wire, in octets
 */
record UndrawnLink(String prefix, Prefix pool, int mtu) implements AloneLink {
  @Override
  public Ip gateway() {
    return pool.network();
  }

  /** The plugin's routes lead to its own programs. */
  @Override
  public NetworkNamespace routed(NetworkNamespace pod, Ip own, Wire wire) {
    return pod;
  }

  @Override
  public boolean isSurelyRouted(Ip own) {
    return true;
  }
}
