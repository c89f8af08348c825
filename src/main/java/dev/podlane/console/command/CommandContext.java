package dev.podlane.console.command;

import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Learned;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;

/**
 * The environment of a command.
 *
 * @param network the whole network
 * @param ns the namespace the command is given in, one of the network
 * @param learned state that the kernels of the network have learned
 */
public record CommandContext(Network network, NetworkNamespace ns, Learned learned) {
  /** A place where nothing was learned yet. */
  public CommandContext(Network network, NetworkNamespace ns) {
    this(network, ns, Learned.NOTHING);
  }

  /** Nothing changed and nothing is printed. */
  public Answer quiet() {
    return says("");
  }

  /** Nothing changed, this is printed. */
  public Answer says(String text) {
    return new Answer.Done(network, text);
  }

  /** The namespace is like this now. */
  public Answer changed(NetworkNamespace now) {
    return new Answer.Done(network.with(now), "");
  }

  /** A device that must be there. */
  public Device device(String name) {
    return ns.device(name).orElseThrow(() -> CommandException.noDevice(name));
  }
}
