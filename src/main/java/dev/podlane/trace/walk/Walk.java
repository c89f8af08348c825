package dev.podlane.trace.walk;

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
import dev.podlane.trace.socket.Kept;
import dev.podlane.trace.socket.SocketLayer;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  private final Changing course;

  /**
   * A walk that begins now.
   *
   * @param over the connection that the probe is sent over; null if it makes one, or needs none
   * @param last number of the last step to walk
   */
  Walk(
      Changing course,
      Probe probe,
      @Nullable Kept over,
      Memory memory,
      Budget budget,
      Floods floods,
      int last) {
    this.memory = memory;
    this.budget = budget;
    this.course = course;
    this.kernel = new Kernel(course.network(), probe, memory, budget, floods, last);
    this.links = new LinkLayer(kernel, this);
    this.neighbours = new AddressResolution(kernel, this);
    this.ip = new IpLayer(kernel, this);
    this.netfilter = new Netfilter(kernel, this);
    this.sockets = new SocketLayer(kernel, this, probe, over);
  }

  Outcome run(NetworkNamespace from, Probe probe) {
    long deadline = memory.now() + probe.timeoutMillis();
    Outcome found;
    try {
      sockets.start(from);
      kernel.drain(links::receive);
      while (!kernel.isConcluded() && goOn(deadline)) {
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
      sockets.save();
      memory.closeSockets();
    }
    Outcome seen = found == null ? Outcome.of(Outcome.Result.TIMEOUT) : sockets.served(found);
    boolean explained = seen.end() != null || seen.result() == Outcome.Result.DELIVERED;
    return explained ? seen : seen.endingAt(kernel.recorder().lastDrop());
  }

  /** Lets time pass up to a moment, in milliseconds, while no program asks for anything. */
  void rest(long until) {
    try {
      while (goOn(until)) {
        kernel.drain(links::receive);
      }
      memory.advanceTo(until);
    } catch (LoopFound | Budget.Exceeded stopped) {
      memory.advanceTo(until);
    } finally {
      sockets.save();
      memory.closeSockets();
    }
  }

  /** Passes the next moment at which something happens; false if none comes in time. */
  private boolean goOn(long deadline) {
    long change = course.next();
    Timer timer = memory.nextTimer();
    if (change > deadline || (timer != null && timer.due() <= change)) {
      return fireNext(deadline);
    }
    memory.advanceTo(change);
    for (Changing.Ended each : course.ended(change, memory)) {
      sockets.close(each.namespace(), each.program());
    }
    kernel.drain(links::receive);
    course.pass(change, memory);
    kernel.become(course.network());
    return true;
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
