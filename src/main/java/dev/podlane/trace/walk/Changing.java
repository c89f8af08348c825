package dev.podlane.trace.walk;

import dev.podlane.net.ns.Network;
import dev.podlane.trace.memory.Memory;
import java.util.List;

/** A network that changes while packets are under way. Moments are in milliseconds. */
public interface Changing {
  /** The network at the moment that was passed last. */
  Network network();

  /** The moment at which it changes next; {@link Long#MAX_VALUE} if it does not. */
  long next();

  /**
   * Programs that close their connections, or end, at a moment, in the network before it.
   *
   * @param memory the connections that stand
   */
  List<Ended> ended(long moment, Memory memory);

  /** Passes a moment: the network and the state of its kernels are as from then on. */
  void pass(long moment, Memory memory);

  /**
   * A program that closes its connections.
   *
   * @param namespace its network namespace
   * @param program name of its listening sockets
   */
  record Ended(String namespace, String program) {}
}
