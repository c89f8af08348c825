package dev.podlane.trace.walk;

import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.ip.IpLayer;
import dev.podlane.trace.kernel.Defragmenter;
import dev.podlane.trace.kernel.FrameOutput;
import dev.podlane.trace.kernel.Hooks;
import dev.podlane.trace.kernel.IcmpErrorSender;
import dev.podlane.trace.kernel.IpReceiver;
import dev.podlane.trace.kernel.IpSender;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.NeighbourLayer;
import dev.podlane.trace.kernel.RouteFinder;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.kernel.Transport;
import dev.podlane.trace.kernel.TunnelSockets;
import dev.podlane.trace.link.LinkLayer;
import dev.podlane.trace.link.LoopFound;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.memory.Timer;
import dev.podlane.trace.memory.TimerEvent;
import dev.podlane.trace.neighbour.AddressResolution;
import dev.podlane.trace.netfilter.Netfilter;
import dev.podlane.trace.record.Budget;
import dev.podlane.trace.socket.SocketLayer;
import java.util.List;

/**
 * One probe on its way through the layers. When nothing is in flight the clock jumps to the next
 * timer.
 */
final class Walk implements Stages, TimerEvent.Handler {
  private final Kernel kernel;
  private final Memory memory;
  private final Budget budget;
  private final LinkLayer links;
  private final AddressResolution neighbours;
  private final IpLayer ip;
  private final Netfilter netfilter;
  private final SocketLayer sockets;

  Walk(Network network, Probe probe, Memory memory, Budget budget, Floods floods, int last) {
    this.memory = memory;
    this.budget = budget;
    this.kernel = new Kernel(network, probe, memory, budget, floods, last);
    this.links = new LinkLayer(kernel, this);
    this.neighbours = new AddressResolution(kernel, this);
    this.ip = new IpLayer(kernel, this);
    this.netfilter = new Netfilter(kernel, this);
    this.sockets = new SocketLayer(kernel, this, probe);
  }

  Outcome run(NetworkNamespace from, Probe probe) {
    long deadline = memory.now() + probe.timeoutMillis();
    Outcome found;
    try {
      sockets.start(from);
      kernel.drain(links::receive);
      while (!kernel.isConcluded() && fireNext(deadline)) {
        kernel.drain(links::receive);
      }
      if (!kernel.isConcluded()) {
        memory.advanceTo(deadline);
        sockets.timedOut(probe.timeoutMillis());
      }
      found = kernel.outcome();
    } catch (LoopFound loop) {
      // whatever the sender has seen by then: such a network answers by chance
      found = looping(loop.round());
    } catch (Budget.Exceeded exceeded) {
      kernel.conclude(stopped(exceeded.limit()));
      found = kernel.outcome();
    } finally {
      memory.closeSockets();
    }
    Outcome seen = found == null ? Outcome.of(Outcome.Result.TIMEOUT) : sockets.served(found);
    boolean explained = seen.end() != null || seen.result() == Outcome.Result.DELIVERED;
    return explained ? seen : seen.endingAt(kernel.recorder().lastDrop());
  }

  /** Returns the hops recorded. */
  List<Hop> hops() {
    return kernel.recorder().build();
  }

  /**
   * Fires all timers due at one instant before any packet they sent is processed, as softirqs do.
   */
  private boolean fireNext(long deadline) {
    Timer next = memory.nextTimer();
    if (next == null || next.due() > deadline) {
      return false;
    }
    memory.advanceTo(next.due());
    for (Timer due = memory.takeDue(next.due()); due != null; due = memory.takeDue(next.due())) {
      due.event().fire(this);
    }
    return true;
  }

  private Outcome looping(List<Outcome.Station> round) {
    int copies = (int) budget.used(Outcome.Bound.COPIES);
    return Outcome.of(Outcome.Result.LOOP)
        .endingAt(kernel.here(round.get(0).device(), new Outcome.Reason.Loop(round, copies)));
  }

  private Outcome stopped(Outcome.Reason.Limit limit) {
    return Outcome.of(Outcome.Result.UNKNOWN).endingAt(kernel.here(null, limit));
  }

  @Override
  public FrameOutput frameOutput() {
    return links.output();
  }

  @Override
  public TunnelSockets tunnels() {
    return links.tunnels();
  }

  @Override
  public NeighbourLayer neighbours() {
    return neighbours;
  }

  @Override
  public IpReceiver ipInput() {
    return ip.input();
  }

  @Override
  public IpSender ipOutput() {
    return ip.output();
  }

  @Override
  public RouteFinder routes() {
    return ip.routes();
  }

  @Override
  public IcmpErrorSender icmpErrors() {
    return ip.errors();
  }

  @Override
  public Defragmenter defragmenter() {
    return ip.reassembly();
  }

  @Override
  public Hooks hooks() {
    return netfilter;
  }

  @Override
  public Transport transport() {
    return sockets;
  }

  @Override
  public void due(TimerEvent.ArpRetry event) {
    neighbours.due(event);
  }

  @Override
  public void due(TimerEvent.ProxyArpReply event) {
    neighbours.due(event);
  }

  @Override
  public void due(TimerEvent.FragmentTimeout event) {
    ip.due(event);
  }

  @Override
  public void due(TimerEvent.SynRetry event) {
    sockets.due(event);
  }

  @Override
  public void due(TimerEvent.SynAckRetry event) {
    sockets.due(event);
  }

  @Override
  public void due(TimerEvent.SegmentRetry event) {
    sockets.due(event);
  }
}
