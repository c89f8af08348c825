package dev.podlane.console;

import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Learned;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;

/**
 * Where a command runs.
 *
 * @param network the whole network
 * @param ns the namespace the command is given in, one of the network
 * @param learned what the kernels of the network have learned
 */
record Place(Network network, NetworkNamespace ns, Learned learned) {
  /** A place where nothing was learned yet. */
  Place(Network network, NetworkNamespace ns) {
    this(network, ns, Learned.NOTHING);
  }

  /** Nothing changed and nothing is printed. */
  Answer quiet() {
    return says("");
  }

  /** Nothing changed, this is printed. */
  Answer says(String text) {
    return new Answer.Done(network, text);
  }

  /** The namespace is like this now. */
  Answer changed(NetworkNamespace now) {
    return new Answer.Done(network.with(now), "");
  }

  /** A device that must be there. */
  Device device(String name) {
    return ns.device(name).orElseThrow(() -> RefusalException.noDevice(name));
  }
}
