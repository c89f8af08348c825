package dev.podlane.trace.kernel;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.IpSetChange;
import dev.podlane.net.filter.RuleKey;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.filter.RuleState;
import dev.podlane.net.filter.SetKey;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Skb;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.record.Budget;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.record.Recorder;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.IpStep;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state that all layers share during one walk: the network, its memory, the record being
 * written, the frames in flight, and the outcome once it is known.
 */
public final class Kernel {
  private Network network;
  private final Probe probe;
  private final Memory memory;
  private final Recorder recorder;
  private final Budget budget;
  private final Floods floods;
  private final Backlog backlog = new Backlog();
  private int nesting;
  private boolean sendsIcmp;
  private @Nullable Outcome outcome;

  /**
   * A walk of a probe that begins now.
   *
   * @param last number of the last step to walk
   */
  public Kernel(
      Network network, Probe probe, Memory memory, Budget budget, Floods floods, int last) {
    this.network = network;
    this.probe = probe;
    this.memory = memory;
    this.budget = budget;
    this.floods = floods;
    this.recorder = new Recorder(memory.now(), budget, last);
  }

  /** The network as it stands; a walk never changes it. */
  public Network network() {
    return network;
  }

  /** Time has passed, and the network is another one. */
  public void become(Network now) {
    network = now;
    memory.settle(now);
  }

  /** Returns the network's memory. */
  public Memory memory() {
    return memory;
  }

  /** Returns the treatment of flooded copies. */
  public Floods floods() {
    return floods;
  }

  /** The record of this walk. */
  public Recorder recorder() {
    return recorder;
  }

  /** Source of every choice that Linux leaves to chance. */
  public long seed() {
    return probe.seed();
  }

  /** Puts a packet on the wire to a device; it arrives after those sent before it. */
  public void send(NetworkNamespace ns, Device to, Skb skb, HopBuilder from) {
    backlog.send(ns, to, skb, from);
  }

  /**
   * Runs a continuation after the current work, as for devices whose packets go through a queue of
   * their own (gro_cells, netif_rx).
   */
  public void later(HopBuilder hop, Runnable continuation) {
    backlog.later(hop, continuation);
  }

  /** Delivers the frames in flight, and those sent in response, until none is left. */
  public void drain(BiConsumer<PacketInHost, Device> input) {
    backlog.drain(this, input);
  }

  HopBuilder arrival(NetworkNamespace ns, HopBuilder from, Hop.Parent sentBy) {
    budget.copy();
    return recorder.arrival(ns.name(), from, sentBy, memory.now());
  }

  /**
   * Returns the nesting depth of transmissions by devices without a queue (dev_recursion_level).
   */
  public int nesting() {
    return nesting;
  }

  /** Transmits within another transmission. */
  public <T> T nested(Supplier<T> transmission) {
    nesting++;
    try {
      return transmission.get();
    } finally {
      nesting--;
    }
  }

  /** Returns true while the kernel sends an ICMP message of its own. */
  public boolean sendsIcmp() {
    return sendsIcmp;
  }

  /** Sends an ICMP message of the kernel by the socket it has for them (icmp_xmit_lock). */
  public <T> T sendingIcmp(Supplier<T> transmission) {
    boolean before = sendsIcmp;
    sendsIcmp = true;
    try {
      return transmission.get();
    } finally {
      sendsIcmp = before;
    }
  }

  /** Chance and counts for the rules of a namespace. */
  public RuleEnvironment.Dice dice(String namespace) {
    return new RuleEnvironment.Dice() {
      @Override
      public void asked(boolean matched) {
        budget.rule(matched);
      }

      @Override
      public long now() {
        return memory.now();
      }

      @Override
      public double draw() {
        return memory.draw(probe.seed());
      }

      @Override
      public Probe.@Nullable Choice chosen() {
        return probe.choice();
      }

      @Override
      public void counted(RulePlace at, int ordinal, int octets) {
        memory.counters().count(namespace, at, ordinal, octets);
      }

      @Override
      public int count(RulePlace at) {
        return memory.rules().count(namespace, at);
      }

      @Override
      public boolean hasLearned(SetKey key) {
        return memory.learnedSets().has(namespace, key, memory.now());
      }

      @Override
      public void learn(SetKey key, long millis, boolean refreshes) {
        memory.learnedSets().learn(namespace, key, millis, refreshes, memory.now());
      }

      @Override
      public void forget(SetKey key) {
        memory.learnedSets().forget(namespace, key);
      }

      @Override
      public @Nullable RuleState recall(RuleKey key) {
        return memory.rules().recall(namespace, key);
      }

      @Override
      public void remember(RuleKey key, RuleState state) {
        memory.rules().remember(namespace, key, state);
      }

      @Override
      public boolean isLive(long connection) {
        return memory.connections(namespace).isLive(connection, memory.now());
      }

      @Override
      public IpSet set(IpSet configured) {
        return memory.rules().set(namespace, configured, memory.now());
      }

      @Override
      public void change(IpSetChange change) {
        memory.rules().change(namespace, change, memory.now());
      }

      @Override
      public int pathMtu(Ip destination) {
        return memory.pathMtu(namespace, destination).orElse(Integer.MAX_VALUE);
      }
    };
  }

  /** Drops a packet; the fields give the evidence, where no step before does. */
  public void drop(
      PacketInHost passage, DropReason reason, @Nullable String device, Field... fields) {
    passage.hop().add(new IpStep.Dropped(reason, device, List.of(fields)), passage.skb(), null);
    recorder.dropped(passage.hop(), device, reason);
  }

  /** A packet meets something that the model does not know: nothing can be said any more. */
  public void unmodelled(PacketInHost passage, @Nullable String device, Field... fields) {
    drop(passage, DropReason.UNMODELLED, device, fields);
    conclude(Outcome.of(Outcome.Result.UNKNOWN).endingAt(recorder.lastDrop()));
  }

  /** The same of a packet that has not been made yet. */
  public void unmodelled(HopBuilder hop, @Nullable String device, Field... fields) {
    hop.add(new IpStep.Dropped(DropReason.UNMODELLED, device, List.of(fields)), null, null);
    recorder.dropped(hop, device, DropReason.UNMODELLED);
    conclude(Outcome.of(Outcome.Result.UNKNOWN).endingAt(recorder.lastDrop()));
  }

  /** Resumes a packet that waited since an earlier probe, in a hop of its own. */
  public PacketInHost resume(PacketInHost waiting) {
    NetworkNamespace ns = network.namespace(waiting.ns().name()).orElse(waiting.ns());
    if (waiting.hop().isOf(recorder)) {
      return waiting.in(ns, waiting.hop());
    }
    return waiting.in(ns, recorder.packet(ns.name(), Flow.EARLIER, null, memory.now()));
  }

  /** Returns an end at the place where the walk is now. */
  public Outcome.End here(@Nullable String device, Outcome.Reason reason) {
    HopBuilder hop = backlog.current();
    return hop == null
        ? new Outcome.End(Flow.REQUEST, probe.namespace(), device, reason)
        : new Outcome.End(hop.flow(), hop.namespace(), device, reason);
  }

  /** Ends the walk; the first conclusion wins. */
  public void conclude(Outcome found) {
    if (outcome == null) {
      outcome = found;
    }
  }

  /** Returns the outcome seen by the sender, null while the walk goes on. */
  public @Nullable Outcome outcome() {
    return outcome;
  }

  /** Returns true if the sender has seen an outcome. */
  public boolean isConcluded() {
    return outcome != null;
  }
}
