package dev.podlane.compile.docker;

import dev.podlane.cluster.docker.NetworkMode;
import dev.podlane.net.addr.InterfaceAddress;

/**
 * A bridge network.
 *
 * @param name as the engine knows it
 * @param bridge its device on the host
 * @param gateway address of that device, the containers' way out
 */
record BridgeNet(String name, String bridge, InterfaceAddress gateway) {
  /** Returns true if it is the network of docker0. */
  boolean isDefault() {
    return name.equals(NetworkMode.DEFAULT);
  }
}
