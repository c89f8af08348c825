package dev.podlane.trace.socket;

import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.SocketKey;
import dev.podlane.trace.memory.TimerEvent;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.SocketStep;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A socket in connect(), and the program that uses the connection. */
final class TcpClient extends Client implements StreamProgram {
  /** Waits before each repetition (Linux 6.5 and later: linear first), in milliseconds. */
  private static final long[] WAITS = {1_020, 1_020, 1_020, 1_020, 1_020, 2_040, 4_080};

  private final int initialSequence;
  private final Streams streams;
  private @Nullable TcpStream stream;

  TcpClient(Kernel kernel, Stages stages, Probe probe, Streams streams) {
    super(kernel, stages, probe);
    this.streams = streams;
    this.initialSequence = kernel.memory().nextIdentification();
    retransmitLater(0);
  }

  private void retransmitLater(int done) {
    if (done < WAITS.length) {
      kernel.memory().schedule(WAITS[done], true, new TimerEvent.SynRetry(done));
    }
  }

  @Override
  void retry(TimerEvent.SynRetry event) {
    if (!kernel.isConcluded() && stream == null) {
      // While the last SYN still waits in this host, none is sent (tcp_retransmit_skb).
      if (!stages.neighbours().holdsRequestOf(namespace())) {
        retransmit(event.done() + 2);
      }
      retransmitLater(event.done() + 1);
    }
  }

  @Override
  OptionalInt attemptInUse() {
    return stream == null ? OptionalInt.empty() : OptionalInt.of(initialSequence);
  }

  @Override
  Segment segment() {
    Tcp syn = new Tcp(sourcePort, probe.port(), Tcp.Flags.SYN, initialSequence);
    return hasWay() ? syn.withMss(way().advertisedMss()) : syn;
  }

  @Override
  boolean isForMyPort(Segment segment) {
    return segment instanceof Tcp tcp
        && tcp.destinationPort() == sourcePort
        && tcp.flags() != Tcp.Flags.SYN;
  }

  @Override
  boolean answers(PacketInHost passage, Segment segment) {
    boolean mine = isForMyPort(segment) && segment.sourcePort() == probe.port();
    if (!mine) {
      return false;
    }
    if (segment instanceof Tcp tcp && tcp.flags().isReset()) {
      passage.note(new SocketStep.ResetReceived(passage.ip().source()));
      kernel.conclude(Outcome.failed(Outcome.Result.REFUSED, "ECONNREFUSED"));
    } else if (segment instanceof Tcp tcp && tcp.flags() == Tcp.Flags.SYN_ACK) {
      connected(passage, tcp);
    } else {
      return false;
    }
    return true;
  }

  private void connected(PacketInHost passage, Tcp answer) {
    Probe.Exchange wanted = exchange();
    if (wanted == null) {
      delivered(passage);
    } else {
      replied(passage);
    }
    SocketKey key =
        new SocketKey(namespace(), passage.ip().destination(), sourcePort, target(), probe.port());
    TcpStream begun =
        streams.open(
            new Opening(key, initialSequence, null, answer.mss(), probe.ttl(), probe.discovery()),
            way(),
            this);
    stream = begun;
    begun.acknowledge(passage.hop());
    if (wanted != null) {
      begun.write(wanted.request(), passage.hop());
      progress(begun, passage.hop());
    }
  }

  @Override
  public void progress(TcpStream now, HopBuilder hop) {
    Probe.Exchange wanted = exchange();
    boolean isDone =
        wanted != null
            && now.received() >= wanted.response()
            && now.acknowledged() >= wanted.request();
    if (wanted == null || !isDone || kernel.isConcluded()) {
      return;
    }
    conclude(Outcome.of(Outcome.Result.DELIVERED));
    switch (wanted.close()) {
      case FIN -> now.close(hop);
      case RST -> now.abort(hop);
      case KEEP -> {}
    }
  }

  @Override
  public void peerClosed(TcpStream now, HopBuilder hop) {}

  @Override
  public void reset(TcpStream now, PacketInHost by) {
    conclude(Outcome.failed(Outcome.Result.RESET, "ECONNRESET"));
  }

  @Override
  void timedOut(long millis) {
    super.timedOut(millis);
    if (stream != null) {
      conclude(Outcome.of(Outcome.Result.TIMEOUT));
    }
  }

  private void conclude(Outcome found) {
    TcpStream known = Objects.requireNonNull(stream);
    kernel.conclude(
        found
            .withServer(server())
            .exchanging(new Outcome.Exchanged(known.acknowledged(), known.received())));
  }
}
