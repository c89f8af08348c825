package dev.podlane.trace.socket;

import dev.podlane.trace.Probe;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.OutputRoute;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.SocketKey;
import dev.podlane.trace.memory.StandingSocket;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The connections that stand, found by their ends (inet_ehash). */
final class Streams {
  private final Kernel kernel;
  private final Stages stages;
  private final Probe.@Nullable Exchange exchange;
  private final Probe.Discovery discovery;
  private @Nullable StreamProgram own;
  private final Map<SocketKey, TcpStream> byKey = new LinkedHashMap<>();
  private final Set<SocketKey> resumed = new HashSet<>();

  /**
   * No connections as yet.
   *
   * @param probe its exchange is what the programs say
   */
  Streams(Kernel kernel, Stages stages, Probe probe) {
    this.kernel = kernel;
    this.stages = stages;
    this.exchange = probe.exchange();
    this.discovery = probe.discovery();
  }

  /** The program that uses the ends which connected before. */
  void usedBy(StreamProgram program) {
    own = program;
  }

  /**
   * An end whose handshake is complete.
   *
   * @param way its route, null if it has yet to look one up
   */
  TcpStream open(Opening opening, @Nullable OutputRoute way, StreamProgram program) {
    TcpStream stream = new TcpStream(kernel, stages, opening, way, program);
    byKey.put(opening.key(), stream);
    return stream;
  }

  /**
   * The end that belongs to those addresses and ports, none if there is none: a reset, sent or
   * received, takes it away (tcp_done), and what comes then belongs to nobody.
   */
  @Nullable TcpStream find(SocketKey key) {
    TcpStream found = standing(key);
    return found == null || found.isReset() ? null : found;
  }

  private @Nullable TcpStream standing(SocketKey key) {
    if (isGone(key)) {
      byKey.remove(key);
      return null;
    }
    TcpStream known = byKey.get(key);
    StandingSocket standing = known == null ? kernel.memory().sockets().find(key) : null;
    return standing == null ? known : resume(standing);
  }

  /** Returns true if an end that had stood before has been forgotten with its namespace. */
  private boolean isGone(SocketKey key) {
    return resumed.contains(key) && kernel.memory().sockets().find(key) == null;
  }

  private TcpStream resume(StandingSocket standing) {
    StreamProgram program =
        standing.program() != null
            ? new Responder(exchange, standing.answered())
            : Objects.requireNonNullElseGet(own, () -> new Responder(null, 0));
    Opening opening =
        new Opening(
            standing.key(),
            standing.attempt(),
            standing.program(),
            standing.peerMss(),
            standing.ttl(),
            standing.program() == null ? discovery : Probe.Discovery.WANT);
    TcpStream stream = open(opening, null, program);
    stream.resume(standing.numbers());
    resumed.add(standing.key());
    return stream;
  }

  /** The walk ends: what stands then may outlast it. */
  void save() {
    for (TcpStream each : byKey.values()) {
      if (!isGone(each.key())) {
        kernel.memory().sockets().put(each.standing());
      }
    }
  }
}
