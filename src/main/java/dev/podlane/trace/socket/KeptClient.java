package dev.podlane.trace.socket;

import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.SocketKey;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.SocketStep;
import org.jspecify.annotations.Nullable;

/** A program that asks once more over a connection that it has kept open. */
final class KeptClient extends Client implements StreamProgram {
  private final Streams streams;
  private final SocketKey key;
  private final boolean watches;
  private @Nullable TcpStream stream;
  private int before;
  private int until;
  private int whole;

  KeptClient(Kernel kernel, Stages stages, Probe probe, Streams streams, Kept kept) {
    super(kernel, stages, probe);
    this.streams = streams;
    this.key = kept.key();
    this.watches = kept.watches();
    streams.usedBy(this);
  }

  @Override
  void start(NetworkNamespace ns) {
    TcpStream known = streams.find(key);
    if (known == null || known.isDead()) {
      HopBuilder hop = kernel.recorder().packet(ns.name(), Flow.CONNECTION, null, now());
      hop.add(new SocketStep.SendFailed("EPIPE"), null, null);
      kernel.conclude(Outcome.failed(Outcome.Result.LOCAL_ERROR, "EPIPE"));
      return;
    }
    Probe.Exchange wanted = exchange();
    stream = known;
    before = known.received();
    until = known.written() + asked();
    // answers to what was asked before may still have to come
    whole = wanted == null ? 0 : until / Math.max(1, asked()) * wanted.response();
    known.write(until - known.written(), null);
  }

  private long now() {
    return kernel.memory().now();
  }

  @Override
  Segment segment() {
    return new Tcp(key.port(), key.peerPort(), Tcp.Flags.PSH_ACK, 0);
  }

  @Override
  boolean isForMyPort(Segment segment) {
    return false;
  }

  @Override
  boolean answers(PacketInHost passage, Segment segment) {
    return false;
  }

  @Override
  public void progress(TcpStream now, HopBuilder hop) {
    boolean isDone = stream != null && now.received() >= whole && now.acknowledged() >= until;
    if (isDone && !kernel.isConcluded()) {
      conclude(Outcome.of(Outcome.Result.DELIVERED));
    }
  }

  /** read() returns 0, and a program that looks closes as well. */
  @Override
  public void peerClosed(TcpStream now, HopBuilder hop) {
    if (stream == null) {
      if (watches) {
        now.close(hop);
      }
    } else if (!kernel.isConcluded()) {
      conclude(Outcome.of(Outcome.Result.RESET));
    }
  }

  @Override
  public void reset(TcpStream now, PacketInHost by) {
    if (!kernel.isConcluded()) {
      conclude(Outcome.failed(Outcome.Result.RESET, "ECONNRESET"));
    }
  }

  @Override
  void timedOut(long millis) {
    TcpStream known = stream;
    HopBuilder hop = known == null ? null : known.sentBy();
    if (hop != null) {
      hop.add(new SocketStep.TimedOut(millis), null, null);
    }
    conclude(Outcome.of(Outcome.Result.TIMEOUT));
  }

  private void conclude(Outcome found) {
    TcpStream known = stream;
    int asked = known == null ? 0 : Math.max(0, known.acknowledged() - until + asked());
    int answered = known == null ? 0 : known.received() - before;
    kernel.conclude(found.withServer(server()).exchanging(new Outcome.Exchanged(asked, answered)));
  }

  private int asked() {
    Probe.Exchange wanted = exchange();
    return wanted == null ? 0 : wanted.request();
  }
}
