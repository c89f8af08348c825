package dev.podlane.trace.socket;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.Tcp;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Skb;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.memory.HalfOpen;
import dev.podlane.trace.memory.SocketKey;
import dev.podlane.trace.memory.TimerEvent;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.SocketStep;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Listening TCP sockets and their half-open connections (net/ipv4/tcp_minisocks.c). */
final class TcpServer {
  /** The first answer is repeated after this time, then doubling (TCP_TIMEOUT_INIT). */
  private static final long FIRST_RETRY_MILLIS = 1_020;

  /** After so many repetitions the connection is given up (tcp_synack_retries). */
  private static final int RETRIES = 5;

  /** Repeated SYNs are answered once in 500 ms (tcp_invalid_ratelimit). */
  private static final long SYN_LIMIT_MILLIS = 500;

  private final Kernel kernel;
  private final Client client;
  private final Replies replies;
  private final Streams streams;
  private final Map<SocketKey, HalfOpen> halfOpen;
  private final Map<SocketKey, PacketInHost> syns = new HashMap<>();

  TcpServer(Kernel kernel, Client client, Replies replies, Streams streams) {
    this.kernel = kernel;
    this.streams = streams;
    this.client = client;
    this.replies = replies;
    this.halfOpen = kernel.memory().sockets().halfOpen();
  }

  /** Returns true if a SYN was answered whose handshake is not complete (a request socket). */
  boolean isHalfOpen(SocketKey key) {
    return halfOpen.containsKey(key);
  }

  void receive(PacketInHost passage, Tcp segment, SocketKey key) {
    if (segment.flags() == Tcp.Flags.SYN) {
      syn(passage, segment, key);
    } else if (segment.flags().isReset()) {
      halfOpen.remove(key);
      passage.note(new SocketStep.SocketIgnored(passage.ip().source()));
    } else {
      HalfOpen waiting = halfOpen.get(key);
      if (waiting != null && waiting.attempt() == segment.initialSequence()) {
        halfOpen.remove(key);
        accept(passage, segment, key, waiting);
      } else {
        missing(passage, segment);
      }
    }
  }

  /** The handshake is complete (tcp_v4_syn_recv_sock). */
  private void accept(PacketInHost passage, Tcp segment, SocketKey key, HalfOpen waiting) {
    passage.note(new SocketStep.ConnectionAccepted(key.peer(), key.peerPort()));
    if (passage.hop().flow() == Flow.EARLIER) {
      return; // its client has gone
    }
    client.servedBy(passage, waiting.listener(), key.peerPort(), key.port());
    TcpStream stream =
        streams.open(
            new Opening(
                key,
                waiting.attempt(),
                waiting.listener().name(),
                waiting.mss(),
                Probe.DEFAULT_TTL,
                Probe.Discovery.WANT),
            null,
            new Responder(client.exchange(), 0));
    stream.begin(passage.hop());
    if (segment.end() > segment.numbers().sequence()) {
      stream.receive(passage, segment); // the ACK was lost, and data completes the handshake
    }
  }

  private void syn(PacketInHost passage, Tcp segment, SocketKey key) {
    NetworkNamespace ns = passage.ns();
    Ip address = passage.ip().destination();
    int port = segment.destinationPort();
    Optional<Listener> found = ns.sockets().find(Protocol.TCP, address, port);
    if (found.isEmpty()) {
      missing(passage, segment);
      return;
    }
    passage.note(new SocketStep.SocketDelivered(found.get(), address, ns.sockets()));
    HalfOpen before = halfOpen.get(key);
    if (before != null && before.attempt() == segment.initialSequence()) {
      repeated(passage, key, before);
      return;
    }
    long now = kernel.memory().now();
    HalfOpen fresh =
        new HalfOpen(
            found.get(),
            segment.initialSequence(),
            passage.skb(),
            segment.mss(),
            now - SYN_LIMIT_MILLIS,
            0,
            now);
    halfOpen.put(key, fresh);
    syns.put(key, passage);
    answer(passage, segment);
    retryLater(key, 0, now);
  }

  /** A SYN comes again: its answer starts the timer anew, if it could be sent (tcp_check_req). */
  private void repeated(PacketInHost passage, SocketKey key, HalfOpen before) {
    long now = kernel.memory().now();
    if (now - before.lastRepeated() < SYN_LIMIT_MILLIS) {
      return;
    }
    HalfOpen again = before.repeated(now);
    halfOpen.put(key, again);
    if (answer(passage, syn(again))) {
      retryLater(key, again.timeouts(), now);
    }
  }

  private static Tcp syn(HalfOpen connection) {
    return (Tcp) connection.syn().ip().segment();
  }

  private void missing(PacketInHost passage, Tcp segment) {
    passage.note(
        client.isAstray(passage, segment)
            ? client.astray(passage, segment)
            : new SocketStep.SocketMissing(
                Protocol.TCP,
                passage.ip().destination(),
                segment.destinationPort(),
                passage.ns().sockets()));
    replies.send(passage, segment.answeredWithReset(), 0, true);
  }

  private boolean answer(PacketInHost passage, Tcp segment) {
    return replies.send(passage, segment.answeredWith(Tcp.Flags.SYN_ACK), 0, true);
  }

  private void retryLater(SocketKey key, int timeouts, long since) {
    long due = since + (FIRST_RETRY_MILLIS << timeouts);
    halfOpen.computeIfPresent(key, (any, known) -> known.waiting(timeouts, due));
    kernel
        .memory()
        .schedule(due - kernel.memory().now(), false, new TimerEvent.SynAckRetry(key, due));
  }

  /**
   * The SYN-ACK was not acknowledged in time. The connection is given up if it was sent often
   * enough, or cannot be sent (reqsk_timer_handler in net/ipv4/inet_connection_sock.c).
   */
  void retry(TimerEvent.SynAckRetry event) {
    HalfOpen still = halfOpen.get(event.key());
    if (still == null || still.due() != event.due()) {
      return;
    }
    NetworkNamespace ns = still.timeouts() < RETRIES ? listening(event.key(), still) : null;
    boolean isPast = event.due() < kernel.memory().now(); // nothing was walked then
    if (ns != null && (isPast || isSentAgain(ns, event.key(), still))) {
      retryLater(event.key(), still.timeouts() + 1, event.due());
    } else {
      halfOpen.remove(event.key());
    }
  }

  /** The host, if its socket still listens. */
  private @Nullable NetworkNamespace listening(SocketKey key, HalfOpen connection) {
    return kernel
        .network()
        .namespace(key.namespace())
        .filter(ns -> isListening(ns, key, connection.listener()))
        .orElse(null);
  }

  private static boolean isListening(NetworkNamespace ns, SocketKey key, Listener listener) {
    return ns.sockets()
        .find(Protocol.TCP, key.local(), key.port())
        .filter(listener::equals)
        .isPresent();
  }

  private boolean isSentAgain(NetworkNamespace ns, SocketKey key, HalfOpen connection) {
    PacketInHost known = syns.get(key);
    PacketInHost passage = known == null ? earlier(ns, connection.syn()) : known;
    passage.note(new SocketStep.SocketRetransmit(connection.timeouts() + 2));
    return answer(passage, syn(connection));
  }

  private PacketInHost earlier(NetworkNamespace ns, Skb syn) {
    HopBuilder hop = kernel.recorder().packet(ns.name(), Flow.EARLIER, null, kernel.memory().now());
    return new PacketInHost(ns, hop, syn, null, null);
  }

  /** A process ends: what it has not accepted is forgotten (inet_csk_listen_stop). */
  void close(String namespace, String program) {
    halfOpen
        .entrySet()
        .removeIf(
            each ->
                each.getKey().namespace().equals(namespace)
                    && each.getValue().listener().name().equals(program));
  }

  /** The client of an attempt has closed what it took for a connection, with a reset. */
  void abandoned(int attempt) {
    halfOpen.values().removeIf(each -> each.attempt() == attempt);
  }

  /**
   * An ICMP error about a SYN-ACK ends a half-open connection in silence; the client gets no
   * message and its next SYN starts afresh (tcp_req_err).
   */
  boolean takesError(PacketInHost passage, Icmp.Problem problem, SocketKey key) {
    if (!halfOpen.containsKey(key)) {
      return false;
    }
    boolean ends = problem.type() == 11 || problem.code() == 0 || problem.code() == 1;
    if (ends) {
      halfOpen.remove(key);
    }
    Ip from = passage.ip().source();
    passage.note(
        ends
            ? new SocketStep.HalfOpenDropped(problem.type(), problem.code(), from)
            : new SocketStep.SocketIgnored(from));
    return true;
  }
}
