package dev.podlane.workspace;

import dev.podlane.net.addr.Protocol;
import dev.podlane.net.packet.Tcp;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.SocketKey;
import dev.podlane.trace.memory.StandingSocket;
import dev.podlane.trace.record.Budget;
import dev.podlane.trace.socket.Kept;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.walk.Walker;
import dev.podlane.workspace.Traffic.Life;
import dev.podlane.workspace.Traffic.Life.End;
import dev.podlane.workspace.Traffic.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stream from one socket, which a client keeps open: it asks, waits for the answer, and asks
 * again when the time has come.
 */
final class KeptRun extends TrafficRun {
  /** Computing time of one exchange, in milliseconds. */
  private static final long MILLIS_FOR_EACH = 200;

  private final boolean reconnects;
  private final List<Life> lives = new ArrayList<>();
  private int connections;
  private int udpPort;
  private long seed;
  private @Nullable Walked opening;
  private @Nullable SocketKey key;

  /**
   * A client.
   *
   * @param reconnects true if it opens a new connection in place of one that is closed or fails
   */
  KeptRun(Workspace workspace, boolean reconnects, BooleanSupplier wanted) {
    super(workspace, wanted);
    this.reconnects = reconnects;
    memory.sockets().keep(true);
  }

  @Override
  @Nullable Sent one(ProbeRequest request, long at, boolean isFirst) {
    if (!isFirst && memory.now() > at) {
      return null;
    }
    return request.protocol() == Protocol.UDP
        ? datagram(request, at, isFirst)
        : exchange(request, at, isFirst);
  }

  /** UDP has no connection that could break: its socket has the same port every time. */
  private Sent datagram(ProbeRequest request, long at, boolean isFirst) {
    place.pass(at, memory);
    memory.passTo(at);
    if (udpPort == 0) {
      connections++;
      udpPort = port(request);
    }
    Sent sent = fresh(request.over(udpPort, null), at, isFirst, connections);
    if (reconnects && !sent.isDelivered()) {
      udpPort = 0;
    }
    return sent;
  }

  private Sent exchange(ProbeRequest request, long at, boolean isFirst) {
    Walked begun = opening;
    if (begun != null && key != null) {
      rest(begun, key, at);
    }
    place.pass(at, memory);
    memory.passTo(at);
    StandingSocket own = key == null ? null : memory.sockets().find(key);
    boolean isOver = own == null || (reconnects && own.isDead());
    if (own == null) {
      end(at, End.GONE);
    }
    Sent sent =
        begun == null || key == null || isOver
            ? open(request, at, isFirst)
            : goOn(begun, new Kept(key, reconnects), request, at);
    if (reconnects && !sent.isDelivered() && key != null) {
      SocketKey given = key;
      memory.sockets().remove(each -> each.key().equals(given));
      key = null;
      end(memory.now(), End.FAILED);
    }
    return sent;
  }

  @Override
  List<Life> lives() {
    return List.copyOf(lives);
  }

  /** The last connection ends at a moment, unless it has before. */
  private void end(long at, End how) {
    int last = lives.size() - 1;
    if (last >= 0 && lives.get(last).end() == End.OPEN) {
      lives.set(last, lives.get(last).ended(at, how));
    }
  }

  /** Lets time pass up to the next exchange, in which the other end may close the connection. */
  private void rest(Walked begun, SocketKey own, long until) {
    boolean isWaiting = memory.sockets().all().stream().anyMatch(StandingSocket::isWaiting);
    if (isWaiting || place.closesAny(until, memory)) {
      Kept kept = new Kept(own, reconnects);
      long from = memory.now();
      for (Hop hop : Walker.rest(place, begun.trace().probe(), kept, memory, budget(), until)) {
        if (hop.namespace().equals(own.namespace()) && hop.steps().stream().anyMatch(this::isFin)) {
          end(from + hop.timeMillis(), End.CLOSED);
        }
      }
      memory.sockets().remove(each -> each.program() != null && each.isDead());
    }
  }

  private boolean isFin(Hop.StepRecord record) {
    return record.step() instanceof SocketStep.SegmentTaken taken
        && taken.flags() == Tcp.Flags.FIN_ACK;
  }

  /** The port that was asked for, and others after that one. */
  private int port(ProbeRequest request) {
    seed = connections == 1 ? request.seed() : seed;
    boolean isGiven = connections == 1 && request.sourcePort() != 0;
    return isGiven ? request.sourcePort() : StreamPorts.port(seed, connections);
  }

  private Budget budget() {
    return Budget.ofRun(1, MILLIS_FOR_EACH, wanted);
  }

  private Sent open(ProbeRequest request, long at, boolean isFirst) {
    List<StandingSocket> before = memory.sockets().all();
    connections++;
    Sent sent = fresh(request.over(port(request), request.exchange()), at, isFirst, connections);
    Traffic.Opened opened = last();
    key = null;
    connections -= opened == null ? 1 : 0;
    if (opened != null && sent.isDelivered()) {
      Walked walked = opened.walked();
      String client = walked.trace().probe().namespace();
      opening = walked;
      lives.add(new Life(connections, at, null, End.OPEN, sent.pod(), sent.node()));
      memory.sockets().all().stream()
          .filter(each -> each.program() == null && each.key().namespace().equals(client))
          .filter(each -> before.stream().noneMatch(old -> old.key().equals(each.key())))
          .forEach(each -> key = each.key());
    }
    return sent;
  }

  private Sent goOn(Walked begun, Kept kept, ProbeRequest request, long at) {
    Workspace here = place.place();
    Judge judge = new Judge(here, place.state(), memory.tracked().last());
    Probe probe = begun.trace().probe().warm().withSeed(request.seed());
    Trace trace = Walker.exchange(place, probe, kept, memory, budget(), request.floods());
    List<Unsimulated> unsimulated = Unevaluated.in(here.desired()).of(trace);
    Walked walked =
        Walked.of(request, begun.toNamespace(), trace, memory, unsimulated, begun.assumed());
    return judge.sent(walked, at, connections, true);
  }
}
