package dev.podlane.trace.socket;

import dev.podlane.net.addr.EphemeralPorts;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.MatchContext;
import dev.podlane.net.filter.TrackedConnection;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpInIp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import dev.podlane.net.packet.Vxlan;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.kernel.Transport;
import dev.podlane.trace.memory.SocketKey;
import dev.podlane.trace.memory.StandingSocket;
import dev.podlane.trace.memory.TimerEvent;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.SocketStep;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sockets during one walk: the one that probes, and those that answer. */
public final class SocketLayer implements Transport {
  /** The longest answer of a UDP server, in octets; longer requests get no longer answers. */
  private static final int LONGEST_ANSWER = 64;

  private final Kernel kernel;
  private final Stages stages;
  private final Streams streams;
  private final Client client;
  private final Replies replies;
  private final TcpServer tcpServer;

  /**
   * The sockets of a network's hosts.
   *
   * @param kernel the walk
   * @param stages the other layers
   * @param probe the packets that the probing program sends
   * @param over the connection that it sends over; null if it makes one, or needs none
   */
  public SocketLayer(Kernel kernel, Stages stages, Probe probe, @Nullable Kept over) {
    this.kernel = kernel;
    this.stages = stages;
    this.streams = new Streams(kernel, stages, probe);
    this.client =
        over == null
            ? Client.of(kernel, stages, probe, streams)
            : new KeptClient(kernel, stages, probe, streams, over);
    this.replies = new Replies(kernel, stages);
    this.tcpServer = new TcpServer(kernel, client, replies, streams);
  }

  /** The program that probes calls connect() or sendto(). */
  public void start(NetworkNamespace ns) {
    client.start(ns);
  }

  /** A process ends, or closes what nobody uses: its connections end with a FIN. */
  public void close(String namespace, String program) {
    tcpServer.close(namespace, program);
    for (StandingSocket each : kernel.memory().sockets().all()) {
      TcpStream stream =
          each.key().namespace().equals(namespace) && program.equals(each.program())
              ? streams.find(each.key())
              : null;
      if (stream != null && !stream.isDead()) {
        stream.close(null);
      }
    }
  }

  /** The walk ends. */
  public void save() {
    streams.save();
    if (!kernel.memory().sockets().isKept()) {
      client.attemptInUse().ifPresent(tcpServer::abandoned);
    }
  }

  /** The program that probes has waited this long, in milliseconds, and gives up. */
  public void timedOut(long millis) {
    client.timedOut(millis);
  }

  /** A SYN has not been answered yet. */
  public void due(TimerEvent.SynRetry event) {
    client.retry(event);
  }

  /** A SYN-ACK has not been acknowledged yet. */
  public void due(TimerEvent.SynAckRetry event) {
    tcpServer.retry(event);
  }

  /** The outcome with the socket that served it, which may have accepted after it was known. */
  public Outcome served(Outcome found) {
    boolean stood = found.result() == Outcome.Result.DELIVERED || found.exchanged() != null;
    return stood && found.server() == null ? found.withServer(client.server()) : found;
  }

  /** Data has not been acknowledged yet. */
  public void due(TimerEvent.SegmentRetry event) {
    TcpStream stream = streams.find(event.key());
    if (stream != null) {
      stream.retry(event.order());
    }
  }

  @Override
  public void deliver(PacketInHost passage) {
    Segment segment = passage.ip().segment();
    if (segment instanceof Tcp tcp) {
      tcp(passage, tcp);
    } else if (segment instanceof Udp || segment instanceof Vxlan) {
      udp(passage, segment);
    } else if (segment instanceof IpInIp wrapped) {
      stages.tunnels().open(passage, wrapped);
    } else if (segment instanceof Icmp.Echo echo) {
      echo(passage, echo);
    } else if (segment instanceof Icmp.Problem problem) {
      error(passage, problem);
    }
  }

  @Override
  public MatchContext.Connected connected(
      String namespace, Protocol protocol, TrackedConnection.Ends ends) {
    if (isOfClient(namespace, protocol, ends)) {
      boolean isFromPeer =
          ends.source().equals(client.target()) && ends.sourcePort() == client.probe.port();
      return isFromPeer ? MatchContext.Connected.YES : MatchContext.Connected.NO;
    }
    SocketKey key =
        new SocketKey(
            namespace,
            ends.destination(),
            ends.destinationPort(),
            ends.source(),
            ends.sourcePort());
    TcpStream stream = protocol == Protocol.TCP ? streams.find(key) : null;
    boolean isHalfOpen = protocol == Protocol.TCP && tcpServer.isHalfOpen(key);
    if (isHalfOpen || (stream != null && !stream.isDead())) {
      return MatchContext.Connected.YES;
    }
    // only a client has a socket that nobody bound, and one that has ended may still be there
    return EphemeralPorts.has(ends.destinationPort())
            || ends.destinationPort() == client.probe.sourcePort()
        ? MatchContext.Connected.NOT_KNOWN
        : MatchContext.Connected.NO;
  }

  /** Returns true if the client's socket is open, and packets with these ends are for it. */
  private boolean isOfClient(String namespace, Protocol protocol, TrackedConnection.Ends ends) {
    return client.hasWay()
        && !kernel.isConcluded()
        && client.probe.protocol() == protocol
        && namespace.equals(client.namespace())
        && ends.destination().equals(client.way().source())
        && ends.destinationPort() == client.sourcePort;
  }

  private void tcp(PacketInHost passage, Tcp segment) {
    IpPacket packet = passage.ip();
    SocketKey key =
        new SocketKey(
            passage.ns().name(),
            packet.destination(),
            segment.destinationPort(),
            packet.source(),
            segment.sourcePort());
    TcpStream stream = streams.find(key);
    if (stream != null) {
      stream.receive(passage, segment);
    } else if (!client.takes(passage, segment)) {
      tcpServer.receive(passage, segment, key);
    }
  }

  private void udp(PacketInHost passage, Segment datagram) {
    if (stages.tunnels().takes(passage, datagram) || client.takes(passage, datagram)) {
      return;
    }
    IpPacket packet = passage.ip();
    NetworkNamespace ns = passage.ns();
    int port = datagram.destinationPort();
    Optional<Listener> found = ns.sockets().find(Protocol.UDP, packet.destination(), port);
    if (found.isEmpty()) {
      passage.note(
          client.isAstray(passage, datagram)
              ? client.astray(passage, datagram)
              : new SocketStep.SocketMissing(
                  Protocol.UDP, packet.destination(), port, ns.sockets()));
      stages.icmpErrors().sendFromDestination(passage, 3, 3);
      return;
    }
    passage.note(new SocketStep.SocketDelivered(found.get(), packet.destination(), ns.sockets()));
    client.servedBy(passage, found.get(), datagram.sourcePort(), port);
    if (datagram instanceof Udp udp) {
      Udp answer = new Udp(port, udp.sourcePort(), Math.min(udp.payload(), LONGEST_ANSWER));
      replies.send(passage, answer, kernel.memory().nextIdentification(), true);
    }
  }

  private void echo(PacketInHost passage, Icmp.Echo echo) {
    if (!echo.request()) {
      if (!client.takes(passage, echo)) {
        passage.note(
            client.isAstray(passage, echo)
                ? client.astray(passage, echo)
                : new SocketStep.SocketIgnored(passage.ip().source()));
      }
      return;
    }
    passage.note(new SocketStep.EchoAnswered(passage.ip().destination()));
    Icmp.Echo answer = new Icmp.Echo(false, echo.identifier(), echo.sequence(), echo.payload());
    replies.send(passage, answer, kernel.memory().nextIdentification(), false);
  }

  private void error(PacketInHost passage, Icmp.Problem problem) {
    IpPacket quoted = problem.quoted();
    SocketKey key =
        new SocketKey(
            passage.ns().name(),
            quoted.source(),
            quoted.segment().sourcePort(),
            quoted.destination(),
            quoted.segment().destinationPort());
    boolean isTcp = quoted.segment() instanceof Tcp;
    TcpStream stream = isTcp ? streams.find(key) : null;
    if (stream != null) {
      stream.takesError(passage, problem);
    } else if (!client.takesError(passage, problem)
        && !(isTcp && tcpServer.takesError(passage, problem, key))) {
      passage.note(new SocketStep.SocketIgnored(passage.ip().source()));
    }
  }
}
