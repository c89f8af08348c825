package dev.podlane.trace;

import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One probe on its way: the frames in flight, first come first served as in the kernel's backlog,
 * and the stages they pass. When nothing is in flight the clock jumps to the next timer.
 */
final class Walk {
  final Network network;
  final Memory memory;
  final Recorder recorder;
  final Budget budget;
  final Rounds rounds = new Rounds(this);
  final LinkInput linkInput = new LinkInput(this);
  final LinkOutput linkOutput = new LinkOutput(this);
  final BridgeStage bridge = new BridgeStage(this);
  final ArpInput arp = new ArpInput(this);
  final Neighbours neighbours = new Neighbours(this);
  final IpInput ipInput = new IpInput(this);
  final Forward forward = new Forward(this);
  final LocalInput localInput = new LocalInput(this);
  final OutputRoute outputRoute = new OutputRoute(this);
  final IpOutput ipOutput = new IpOutput(this);
  final IcmpErrors icmpErrors = new IcmpErrors(this);
  final Redirects redirects = new Redirects(this);
  final TcpServer tcpServer = new TcpServer(this);
  final Netfilter netfilter = new Netfilter(this);
  final Conntrack conntrack = new Conntrack(this);
  final Nat nat = new Nat(this);
  final Rejects rejects = new Rejects(this);
  final Reassembly reassembly = new Reassembly(this);
  final BridgeNetfilter bridgeNetfilter = new BridgeNetfilter(this);
  final VxlanStage vxlan = new VxlanStage(this);
  final PathMtu pathMtu = new PathMtu(this);
  final Client client;

  private final Deque<InFlight> backlog = new ArrayDeque<>();
  private final Deque<Runnable> next = new ArrayDeque<>();
  private @Nullable HopBuilder current;
  private int nesting;
  private @Nullable Outcome outcome;

  private record InFlight(
      NetworkNamespace ns, Device to, Skb skb, HopBuilder from, Hop.Parent sentBy) {}

  Walk(Network network, Probe probe, Memory memory, Budget budget) {
    this.network = network;
    this.memory = memory;
    this.budget = budget;
    this.recorder = new Recorder(memory.now(), budget);
    this.client = Client.of(this, probe);
  }

  Outcome run(NetworkNamespace from, Probe probe) {
    long deadline = memory.now() + probe.timeoutMillis();
    try {
      client.start(from);
      drain();
      while (outcome == null && fireNext(deadline)) {
        drain();
      }
      if (outcome == null) {
        memory.advanceTo(deadline);
        client.timedOut(probe.timeoutMillis());
      }
    } catch (Rounds.Found loop) {
      // whatever the sender has seen by then: such a network answers by chance
      outcome = looping(loop.round());
    } catch (Budget.Exceeded exceeded) {
      conclude(stopped(exceeded.limit()));
    } finally {
      memory.closeSockets();
    }
    Outcome found = outcome == null ? Outcome.of(Outcome.Result.TIMEOUT) : outcome;
    boolean explained = found.end() != null || found.result() == Outcome.Result.DELIVERED;
    return explained ? found : found.endingAt(recorder.lastDrop());
  }

  /** All timers of one moment fire before what they sent moves on, as in the kernel's softirqs. */
  private boolean fireNext(long deadline) {
    Memory.Timer next = memory.nextTimer();
    if (next == null || next.due() > deadline) {
      return false;
    }
    memory.advanceTo(next.due());
    for (Memory.Timer due = memory.takeDue(next.due());
        due != null;
        due = memory.takeDue(next.due())) {
      due.action().fire(this);
    }
    return true;
  }

  private void drain() {
    while (true) {
      Runnable continuation = next.poll();
      if (continuation != null) {
        continuation.run();
        continue;
      }
      InFlight arriving = backlog.poll();
      if (arriving == null) {
        return;
      }
      deliver(arriving);
    }
  }

  private void deliver(InFlight arriving) {
    budget.copy();
    NetworkNamespace ns = arriving.ns();
    HopBuilder hop = recorder.arrival(ns.name(), arriving.from(), arriving.sentBy(), memory.now());
    current = hop;
    linkInput.receive(new Passage(ns, hop, arriving.skb(), arriving.to(), null), arriving.to());
  }

  /**
   * Goes on with a packet once what is being done now is done, as a device does whose packets go
   * through a queue of their own (gro_cells, netif_rx).
   */
  void later(HopBuilder hop, Runnable continuation) {
    next.add(
        () -> {
          current = hop;
          continuation.run();
        });
  }

  /** How many transmissions by devices without a queue are nested (dev_recursion_level). */
  int nesting() {
    return nesting;
  }

  /** Transmits within another transmission. */
  <T> T nested(Supplier<T> transmission) {
    nesting++;
    try {
      return transmission.get();
    } finally {
      nesting--;
    }
  }

  /** Puts a packet on the wire to a device; it arrives after those sent before it. */
  void send(NetworkNamespace ns, Device to, Skb skb, HopBuilder from) {
    backlog.add(new InFlight(ns, to, skb, from, from.here()));
  }

  /** Chance and counts for the rules of a namespace. */
  Around.Dice dice(String namespace) {
    return new Around.Dice() {
      @Override
      public void asked(boolean matched) {
        budget.rule(matched);
      }

      @Override
      public double draw() {
        return memory.draw(client.seed());
      }

      @Override
      public int count(RulePlace at) {
        return memory.count(namespace, at);
      }
    };
  }

  /** Ends a packet; the fields say what decided, where no step before does. */
  void drop(Passage passage, DropReason reason, @Nullable String device, Cause.Field... fields) {
    passage.hop().add(new IpStep.Dropped(reason, device, List.of(fields)), passage.skb(), null);
    recorder.dropped(passage.hop(), device, reason);
  }

  /** A packet meets something that the model does not know: nothing can be said any more. */
  void unmodelled(Passage passage, @Nullable String device, Cause.Field... fields) {
    drop(passage, DropReason.UNMODELLED, device, fields);
    conclude(Outcome.of(Outcome.Result.UNKNOWN).endingAt(recorder.lastDrop()));
  }

  /** Who the walk is about at this moment. */
  private Outcome.End here(@Nullable String device, Outcome.Reason reason) {
    HopBuilder hop = current;
    return hop == null
        ? new Outcome.End(Flow.REQUEST, client.namespace(), device, reason)
        : new Outcome.End(hop.flow(), hop.namespace(), device, reason);
  }

  private Outcome looping(List<Outcome.Station> round) {
    int copies = (int) budget.used(Outcome.Bound.COPIES);
    return Outcome.of(Outcome.Result.LOOP)
        .endingAt(here(round.get(0).device(), new Outcome.Reason.Loop(round, copies)));
  }

  private Outcome stopped(Outcome.Reason.Limit limit) {
    return Outcome.of(Outcome.Result.UNKNOWN).endingAt(here(null, limit));
  }

  /** The sender knows; the first answer counts. */
  void conclude(Outcome found) {
    if (outcome == null) {
      outcome = found;
    }
  }

  boolean isConcluded() {
    return outcome != null;
  }
}
