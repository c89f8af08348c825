package dev.podlane.trace.walk;

import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.record.Budget;
import dev.podlane.trace.record.Recorder;
import dev.podlane.trace.socket.Kept;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Walks probes through networks. */
public final class Walker {
  private Walker() {}

  /**
   * Sends one probe and follows all its consequences, within the bounds of a single walk.
   *
   * @param network the state, never changed
   * @param probe the probe to send
   * @param memory state left behind by earlier probes of the run; changed by the walk
   */
  public static Trace walk(Network network, Probe probe, Memory memory) {
    return walk(network, probe, memory, Budget.ofOne());
  }

  /**
   * As {@link #walk(Network, Probe, Memory)}.
   *
   * @param budget of the run that the walk is one of
   * @throws Budget.Cancelled if the walk is no longer wanted
   */
  public static Trace walk(Network network, Probe probe, Memory memory, Budget budget) {
    return walk(network, probe, memory, budget, Floods.COUNTED);
  }

  /**
   * As {@link #walk(Network, Probe, Memory, Budget)}.
   *
   * @param floods treatment of copies that no station accepts
   * @throws Budget.Cancelled if the walk is no longer wanted
   */
  public static Trace walk(
      Network network, Probe probe, Memory memory, Budget budget, Floods floods) {
    return walk(network, probe, memory, budget, floods, Integer.MAX_VALUE);
  }

  /**
   * Walks a probe as far as a step, and leaves the memory as it is then.
   *
   * @param step number of the last step to walk; the whole walk if it has fewer
   * @throws Budget.Cancelled if the caller does not want the walk any more
   */
  public static void walkTo(
      Network network, Probe probe, Memory memory, Budget budget, Floods floods, int step) {
    try {
      walk(network, probe, memory, budget, floods, step);
    } catch (Recorder.Reached reached) {
      // as asked for
    }
  }

  /**
   * Sends a probe over a connection that stands, while the network may change.
   *
   * @param memory its clock tells the moment
   * @throws Budget.Cancelled if the walk is no longer wanted
   */
  public static Trace exchange(
      Changing course, Probe probe, Kept over, Memory memory, Budget budget, Floods floods) {
    return walk(course, probe.warm(), over, memory, budget, floods, Integer.MAX_VALUE);
  }

  /**
   * Lets time pass: programs end, the network changes, and the ends of connections that stand hear
   * of it.
   *
   * @param over the connection that the program has kept
   * @param until moment, in milliseconds
   * @return the packets of that time
   * @throws Budget.Cancelled if the walk is no longer wanted
   */
  public static List<Hop> rest(
      Changing course, Probe probe, Kept over, Memory memory, Budget budget, long until) {
    memory.settle(course.network());
    budget.begin();
    try {
      Walk walk =
          new Walk(course, probe.warm(), over, memory, budget, Floods.COUNTED, Integer.MAX_VALUE);
      walk.rest(until);
      return walk.hops();
    } finally {
      budget.end(false);
    }
  }

  private static Trace walk(
      Network network, Probe probe, Memory memory, Budget budget, Floods floods, int last) {
    return walk(new Still(network), probe, null, memory, budget, floods, last);
  }

  /** A network that does not change. */
  private record Still(Network network) implements Changing {
    @Override
    public long next() {
      return Long.MAX_VALUE;
    }

    @Override
    public List<Ended> ended(long moment, Memory memory) {
      return List.of();
    }

    @Override
    public void pass(long moment, Memory memory) {}
  }

  private static Trace walk(
      Changing course,
      Probe probe,
      @Nullable Kept over,
      Memory memory,
      Budget budget,
      Floods floods,
      int last) {
    Network network = course.network();
    Optional<NetworkNamespace> from = network.namespace(probe.namespace());
    if (from.isEmpty()) {
      return Trace.unsent(probe, Outcome.Result.UNKNOWN, "namespace");
    }
    if (probe.protocol() == Protocol.SCTP) {
      return Trace.unsent(probe, Outcome.Result.UNKNOWN, "sctp");
    }
    memory.nextProbe();
    if (probe.cold()) {
      memory.forget();
    }
    memory.settle(network);
    budget.begin();
    boolean endless = true;
    try {
      Walk walk = new Walk(course, probe, over, memory, budget, floods, last);
      Outcome outcome = walk.run(from.get(), probe);
      endless = outcome.isEndless();
      return new Trace(probe, outcome, walk.hops());
    } finally {
      budget.end(endless);
    }
  }
}
