package dev.podlane.trace.socket;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.Tcp;
import dev.podlane.trace.Probe;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.memory.SocketKey;
import dev.podlane.trace.memory.TimerEvent;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.SocketStep;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Listening TCP sockets and their half-open connections (net/ipv4/tcp_minisocks.c). */
final class TcpServer {
  /** The first answer is repeated after 1 s, then doubling, five times (tcp_synack_retries). */
  private static final long FIRST_RETRY_MILLIS = 1_020;

  private static final int RETRIES = 5;

  /** Repeated SYNs are answered once in 500 ms (tcp_invalid_ratelimit). */
  private static final long SYN_LIMIT_MILLIS = 500;

  private final Kernel kernel;
  private final Client client;
  private final Replies replies;
  private final Streams streams;
  private final Map<SocketKey, HalfOpen> halfOpen = new HashMap<>();

  TcpServer(Kernel kernel, Client client, Replies replies, Streams streams) {
    this.kernel = kernel;
    this.streams = streams;
    this.client = client;
    this.replies = replies;
  }

  /** A SYN that was answered; {@code lastSyn} is when a repeated one was, in milliseconds. */
  private record HalfOpen(
      Listener listener, int sequence, PacketInHost syn, int mss, long lastSyn) {
    HalfOpen repeated(long now) {
      return new HalfOpen(listener, sequence, syn, mss, now);
    }
  }

  void receive(PacketInHost passage, Tcp segment, SocketKey key) {
    if (segment.flags() == Tcp.Flags.SYN) {
      syn(passage, segment, key);
    } else if (segment.flags().isReset()) {
      halfOpen.remove(key);
      passage.note(new SocketStep.SocketIgnored(passage.ip().source()));
    } else {
      HalfOpen waiting = halfOpen.get(key);
      if (waiting != null && waiting.sequence() == segment.initialSequence()) {
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
    client.servedBy(passage, waiting.listener(), key.peerPort(), key.port());
    TcpStream stream =
        streams.open(
            new Opening(
                key,
                waiting.sequence(),
                waiting.listener().name(),
                waiting.mss(),
                Probe.DEFAULT_TTL),
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
    long now = kernel.memory().now();
    if (before != null && before.sequence() == segment.initialSequence()) {
      if (now - before.lastSyn() >= SYN_LIMIT_MILLIS) {
        halfOpen.put(key, before.repeated(now));
        answer(passage, segment);
      }
      return;
    }
    HalfOpen fresh =
        new HalfOpen(
            found.get(), segment.initialSequence(), passage, segment.mss(), now - SYN_LIMIT_MILLIS);
    halfOpen.put(key, fresh);
    answer(passage, segment);
    retryLater(key, segment, 0);
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

  private void answer(PacketInHost passage, Tcp segment) {
    replies.send(passage, segment.answeredWith(Tcp.Flags.SYN_ACK), 0, true);
  }

  private void retryLater(SocketKey key, Tcp segment, int done) {
    if (done >= RETRIES) {
      return;
    }
    kernel
        .memory()
        .schedule(FIRST_RETRY_MILLIS << done, true, new TimerEvent.SynAckRetry(key, segment, done));
  }

  /** The SYN-ACK was not acknowledged in time. */
  void retry(TimerEvent.SynAckRetry event) {
    HalfOpen still = halfOpen.get(event.key());
    Tcp segment = event.syn();
    if (still != null && still.sequence() == segment.initialSequence()) {
      still.syn().note(new SocketStep.SocketRetransmit(event.done() + 2));
      answer(still.syn(), segment);
      retryLater(event.key(), segment, event.done() + 1);
    }
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
