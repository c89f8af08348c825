package dev.podlane.trace;

import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.Optional;

/** Walks probes through networks. */
public final class Walker {
  private Walker() {}

  /**
   * Sends one probe and follows everything that comes of it.
   *
   * @param network the state, never changed
   * @param probe what to send
   * @param memory what earlier probes of the run left behind; changed by the walk
   */
  public static Trace walk(Network network, Probe probe, Memory memory) {
    Optional<NetworkNamespace> from = network.namespace(probe.namespace());
    if (from.isEmpty()) {
      return Trace.unknown(probe, "namespace");
    }
    memory.nextProbe();
    if (probe.cold()) {
      memory.forget();
    }
    memory.settle(network);
    Walk walk = new Walk(network, probe, memory);
    Outcome outcome = walk.run(from.get(), probe);
    return new Trace(probe, outcome, walk.recorder.build());
  }
}
