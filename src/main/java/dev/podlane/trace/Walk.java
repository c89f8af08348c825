package dev.podlane.trace;

import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One probe on its way: the frames in flight, first come first served as in the kernel's backlog,
 * and the stages they pass. When nothing is in flight the clock jumps to the next timer.
 */
final class Walk {
  /** More packet events than any sane network needs; two bridges joined twice need endless. */
  static final int EVENT_BUDGET = 20_000;

  final Network network;
  final Memory memory;
  final Recorder recorder;
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
  private int events;
  private @Nullable Outcome outcome;

  private record InFlight(
      NetworkNamespace ns, Device to, Skb skb, HopBuilder from, Hop.Parent sentBy) {}

  Walk(Network network, Probe probe, Memory memory) {
    this.network = network;
    this.memory = memory;
    this.recorder = new Recorder(memory.now());
    this.client = Client.of(this, probe);
  }

  Outcome run(NetworkNamespace from, Probe probe) {
    long deadline = memory.now() + probe.timeoutMillis();
    client.start(from);
    drain();
    while (outcome == null && fireNext(deadline)) {
      drain();
    }
    if (outcome == null) {
      memory.advanceTo(deadline);
      client.timedOut(probe.timeoutMillis());
    }
    memory.closeSockets();
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
    for (InFlight next = backlog.poll(); next != null; next = backlog.poll()) {
      if (++events > EVENT_BUDGET) {
        backlog.clear();
        overBudget();
        return;
      }
      deliver(next);
    }
  }

  private void deliver(InFlight next) {
    NetworkNamespace ns = next.ns();
    HopBuilder hop = recorder.arrival(ns.name(), next.from(), next.sentBy(), memory.now());
    linkInput.receive(new Passage(ns, hop, next.skb(), next.to(), null), next.to());
  }

  /** Puts a packet on the wire to a device; it arrives after those sent before it. */
  void send(NetworkNamespace ns, Device to, Skb skb, HopBuilder from) {
    backlog.add(new InFlight(ns, to, skb, from, from.here()));
  }

  /** Chance and counts for the rules of a namespace. */
  Around.Dice dice(String namespace) {
    return new Around.Dice() {
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

  /** Ends a packet. */
  void drop(Passage passage, DropReason reason, @Nullable String device) {
    passage.hop().add(new IpStep.Dropped(reason, device), passage.skb(), null);
    recorder.dropped(passage.hop(), device, reason);
  }

  /** A packet meets something that the model does not know: nothing can be said any more. */
  void unmodelled(Passage passage, @Nullable String device) {
    drop(passage, DropReason.UNMODELLED, device);
    conclude(Outcome.of(Outcome.Result.UNKNOWN).endingAt(recorder.lastDrop()));
  }

  private void overBudget() {
    conclude(
        Outcome.of(Outcome.Result.UNKNOWN)
            .endingAt(
                new Outcome.End(
                    Flow.REQUEST,
                    client.namespace(),
                    null,
                    new Outcome.Reason.Limit(Outcome.Bound.COPIES, EVENT_BUDGET))));
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
