package dev.podlane.trace;

import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.Optional;

/** Walks probes through networks. */
public final class Walker {
  private Walker() {}

  /**
   * Sends one probe and follows everything that comes of it, within what a single walk may take.
   *
   * @param network the state, never changed
   * @param probe what to send
   * @param memory what earlier probes of the run left behind; changed by the walk
   */
  public static Trace walk(Network network, Probe probe, Memory memory) {
    return walk(network, probe, memory, Budget.ofOne());
  }

  /**
   * As {@link #walk(Network, Probe, Memory)}.
   *
   * @param budget of the run that the walk is one of
   * @throws Budget.Cancelled if nobody wants the walk any more
   */
  public static Trace walk(Network network, Probe probe, Memory memory, Budget budget) {
    Optional<NetworkNamespace> from = network.namespace(probe.namespace());
    if (from.isEmpty()) {
      return Trace.unknown(probe, "namespace");
    }
    memory.nextProbe();
    if (probe.cold()) {
      memory.forget();
    }
    memory.settle(network);
    budget.begin();
    boolean endless = true;
    try {
      Walk walk = new Walk(network, probe, memory, budget);
      Outcome outcome = walk.run(from.get(), probe);
      endless = outcome.isEndless();
      return new Trace(probe, outcome, walk.recorder.build());
    } finally {
      budget.end(endless);
    }
  }
}
