package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Tcp;
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

  private final Walk walk;
  private final Map<Key, HalfOpen> halfOpen = new HashMap<>();

  TcpServer(Walk walk) {
    this.walk = walk;
  }

  private record Key(String namespace, Ip local, int port, Ip peer, int peerPort) {}

  /** A SYN that was answered; {@code lastSyn} is when a repeated one was, in milliseconds. */
  private record HalfOpen(int sequence, Passage syn, long lastSyn) {}

  void receive(Passage passage, Tcp segment) {
    Key key = key(passage.ns(), passage.ip(), segment);
    if (segment.flags() == Tcp.Flags.SYN) {
      syn(passage, segment, key);
    } else if (segment.flags().isReset()) {
      halfOpen.remove(key);
      passage.note(new SocketStep.SocketIgnored(passage.ip().source()));
    } else {
      missing(passage, segment, Tcp.Flags.RST);
    }
  }

  private void syn(Passage passage, Tcp segment, Key key) {
    NetworkNamespace ns = passage.ns();
    Ip address = passage.ip().destination();
    int port = segment.destinationPort();
    Optional<Listener> found = ns.sockets().find(Listener.Protocol.TCP, address, port);
    if (found.isEmpty()) {
      missing(passage, segment, Tcp.Flags.RST_ACK);
      return;
    }
    passage.note(new SocketStep.SocketDelivered(found.get(), address, ns.sockets()));
    HalfOpen before = halfOpen.get(key);
    long now = walk.memory.now();
    if (before != null && before.sequence() == segment.initialSequence()) {
      if (now - before.lastSyn() >= SYN_LIMIT_MILLIS) {
        halfOpen.put(key, new HalfOpen(before.sequence(), before.syn(), now));
        answer(passage, segment);
      }
      return;
    }
    HalfOpen fresh = new HalfOpen(segment.initialSequence(), passage, now - SYN_LIMIT_MILLIS);
    halfOpen.put(key, fresh);
    walk.client.servedBy(passage, found.get(), segment.sourcePort(), port);
    answer(passage, segment);
    retryLater(key, segment, 0);
  }

  private void missing(Passage passage, Tcp segment, Tcp.Flags with) {
    passage.note(
        walk.client.isAstray(passage, segment)
            ? walk.client.astray(passage, segment)
            : new SocketStep.SocketMissing(
                Listener.Protocol.TCP,
                passage.ip().destination(),
                segment.destinationPort(),
                passage.ns().sockets()));
    walk.localInput.reply(passage, segment.answeredWith(with), 0, true);
  }

  private void answer(Passage passage, Tcp segment) {
    walk.localInput.reply(passage, segment.answeredWith(Tcp.Flags.SYN_ACK), 0, true);
  }

  private void retryLater(Key key, Tcp segment, int done) {
    if (done >= RETRIES) {
      return;
    }
    walk.memory.schedule(
        FIRST_RETRY_MILLIS << done,
        true,
        later -> {
          HalfOpen still = halfOpen.get(key);
          if (still != null && still.sequence() == segment.initialSequence()) {
            still.syn().note(new SocketStep.SocketRetransmit(done + 2));
            answer(still.syn(), segment);
            retryLater(key, segment, done + 1);
          }
        });
  }

  /**
   * An ICMP error about a SYN-ACK ends a half-open connection in silence; the client is told
   * nothing and its next SYN starts afresh (tcp_req_err).
   */
  boolean takesError(Passage passage, Icmp.Problem problem) {
    IpPacket quoted = problem.quoted();
    if (!(quoted.segment() instanceof Tcp tcp)) {
      return false;
    }
    Key key =
        new Key(
            passage.ns().name(),
            quoted.source(),
            tcp.sourcePort(),
            quoted.destination(),
            tcp.destinationPort());
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

  private static Key key(NetworkNamespace ns, IpPacket packet, Tcp segment) {
    return new Key(
        ns.name(),
        packet.destination(),
        segment.destinationPort(),
        packet.source(),
        segment.sourcePort());
  }
}
