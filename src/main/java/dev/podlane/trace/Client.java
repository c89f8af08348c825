package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import dev.podlane.net.route.RouteQuery;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The socket of the program that probes, and what it learns. */
abstract class Client {
  /** net.ipv4.ip_local_port_range by default. */
  private static final int FIRST_EPHEMERAL = 32_768;

  private static final int EPHEMERALS = 28_232;

  final Walk walk;
  final Probe probe;
  final int sourcePort;
  private Outcome.@Nullable Server server;
  private @Nullable HopBuilder firstHop;
  private @Nullable Way way;

  Client(Walk walk, Probe probe) {
    this.walk = walk;
    this.probe = probe;
    Random random = new Random(probe.seed() ^ walk.memory.now());
    this.sourcePort =
        probe.sourcePort() != 0 ? probe.sourcePort() : FIRST_EPHEMERAL + random.nextInt(EPHEMERALS);
  }

  static Client of(Walk walk, Probe probe) {
    return switch (probe.protocol()) {
      case TCP -> new TcpClient(walk, probe);
      case UDP -> new UdpClient(walk, probe);
      case ICMP -> new PingClient(walk, probe);
    };
  }

  String namespace() {
    return probe.namespace();
  }

  long seed() {
    return probe.seed();
  }

  /** The program calls connect() or sendto(). */
  void start(NetworkNamespace ns) {
    HopBuilder hop = open(ns, null);
    hop.add(
        new SocketStep.SocketSend(probe.protocol(), probe.destination(), probe.port()), null, null);
    if (probe.destination().isMulticast() || !probe.destination().isV4()) {
      hop.add(new IpStep.Dropped(DropReason.UNMODELLED, null, List.of(unsimulated())), null, null);
      walk.recorder.dropped(hop, null, DropReason.UNMODELLED);
      walk.conclude(Outcome.of(Outcome.Result.UNKNOWN));
      return;
    }
    RouteQuery query = RouteQuery.sent(target(), probe.source());
    Way found = walk.outputRoute.connect(ns, hop, Queries.carrying(query, segment()));
    if (!found.isFound()) {
      boolean isBroadcast = found.refusal() == DropReason.NOT_UNICAST; // tcp_v4_connect refuses it
      failed(hop, isStream() && isBroadcast ? "ENETUNREACH" : found.errno());
      return;
    }
    way = found;
    firstHop = hop;
    transmit(ns, hop);
  }

  private Cause.Field unsimulated() {
    return new Cause.Field("destination", null, probe.destination().toString());
  }

  /** 0.0.0.0 means this host. */
  private Ip target() {
    return probe.destination().isUnspecified() ? Ip.parse("127.0.0.1") : probe.destination();
  }

  private HopBuilder open(NetworkNamespace ns, @Nullable HopBuilder cause) {
    return walk.recorder.packet(ns.name(), Flow.REQUEST, cause, walk.memory.now());
  }

  private void transmit(NetworkNamespace ns, HopBuilder hop) {
    Way known = Objects.requireNonNull(way);
    int id = walk.memory.nextIdentification();
    Segment segment = segment();
    int length = IpPacket.V4_HEADER + segment.length();
    Probe.Discovery discovery = probe.discovery();
    Device device = ns.device(Objects.requireNonNull(known.device())).orElseThrow();
    int most = discovery == Probe.Discovery.PROBE ? device.mtu() : known.mtu();
    boolean insists = discovery == Probe.Discovery.DO || discovery == Probe.Discovery.PROBE;
    if (!isStream() && insists && length > most) {
      hop.add(new IpStep.TooBig(Objects.requireNonNull(known.device()), most, length), null, null);
      failed(hop, "EMSGSIZE");
      return;
    }
    boolean df = isStream() || insists || (discovery == Probe.Discovery.WANT && length <= most);
    IpOutput.Draft draft = new IpOutput.Draft(target(), probe.ttl(), id, df, segment);
    String errno = walk.ipOutput.send(ns, hop, known.withMtu(most), draft);
    if (!errno.isEmpty() && !isStream()) {
      failed(hop, errno); // a stream socket keeps it to itself and tries again
    }
  }

  private boolean isStream() {
    return probe.protocol() == Probe.Protocol.TCP;
  }

  private void failed(HopBuilder hop, String errno) {
    hop.add(new SocketStep.SendFailed(errno), null, null);
    walk.conclude(Outcome.failed(Outcome.Result.LOCAL_ERROR, errno));
  }

  /** Sends the same again. */
  void retransmit(int attempt) {
    NetworkNamespace ns = walk.network.namespace(namespace()).orElseThrow();
    HopBuilder hop = open(ns, firstHop);
    hop.add(new SocketStep.SocketRetransmit(attempt), null, null);
    rerouted(ns, hop);
    transmit(ns, hop);
  }

  /** A redirect that was believed makes the socket forget its way (DST_OBSOLETE_KILL). */
  private void rerouted(NetworkNamespace ns, HopBuilder hop) {
    Way known = Objects.requireNonNull(way);
    Optional<Ip> better = walk.memory.redirected(ns.name(), target());
    if (better.isPresent() && !better.get().equals(known.nextHop())) {
      RouteQuery query = RouteQuery.sent(target(), known.source());
      Way found = walk.outputRoute.connect(ns, hop, Queries.carrying(query, segment()));
      way = found.isFound() ? found : known;
    }
  }

  abstract Segment segment();

  /** Whether a segment is an answer to the probe; if so it is taken in. */
  abstract boolean answers(Passage passage, Segment segment);

  boolean takes(Passage passage, Segment segment) {
    return isMine(passage) && answers(passage, segment);
  }

  private boolean isMine(Passage passage) {
    return isForMe(passage) && passage.ip().source().equals(target());
  }

  private boolean isForMe(Passage passage) {
    Way known = way;
    return known != null
        && !walk.isConcluded()
        && passage.ns().name().equals(namespace())
        && passage.ip().destination().equals(known.source());
  }

  /**
   * Whether a segment is an answer to the probe, but not from where the socket expects it, so that
   * no socket takes it.
   */
  boolean isAstray(Passage passage, Segment segment) {
    return isForMe(passage) && passage.hop().flow() == Flow.REPLY && isForMyPort(segment);
  }

  /** Whether a segment is for the port, or of the ping, of the probe. */
  abstract boolean isForMyPort(Segment segment);

  /** The step that says so. */
  SocketStep astray(Passage passage, Segment segment) {
    boolean hasPorts = probe.protocol() != Probe.Protocol.ICMP;
    return new SocketStep.ReplyUnexpected(
        target(),
        hasPorts ? probe.port() : 0,
        passage.ip().source(),
        hasPorts ? segment.sourcePort() : 0);
  }

  /** A listening socket took the request. */
  void servedBy(Passage passage, Listener listener, int seenPort, int port) {
    if (passage.hop().flow() == Flow.REQUEST && server == null) {
      server =
          new Outcome.Server(
              passage.ns().name(),
              listener.name(),
              passage.ip().source(),
              seenPort,
              passage.ip().destination(),
              port);
    }
  }

  void delivered(Passage passage) {
    IpPacket packet = passage.ip();
    passage.note(new SocketStep.ReplyReceived(packet.source(), packet.ttl()));
    Outcome found = Outcome.of(Outcome.Result.DELIVERED).withServer(server);
    walk.conclude(
        packet.segment() instanceof Icmp ? found.repliedBy(packet.source(), packet.ttl()) : found);
  }

  /** Whether an ICMP error is about the probe; if so it ends it. */
  boolean takesError(Passage passage, Icmp.Problem problem) {
    Way known = way;
    IpPacket quoted = problem.quoted();
    boolean mine =
        known != null
            && !walk.isConcluded()
            && passage.ns().name().equals(namespace())
            && quoted.source().equals(known.source())
            && quoted.destination().equals(target())
            && isQuoted(quoted.segment());
    if (!mine) {
      return false;
    }
    Ip from = passage.ip().source();
    String errno = IcmpErrno.of(problem.type(), problem.code());
    passage.note(new SocketStep.ErrorReceived(problem.type(), problem.code(), from, errno));
    walk.conclude(Outcome.error(problem, from, errno));
    return true;
  }

  private boolean isQuoted(Segment quoted) {
    if (quoted instanceof Tcp tcp) {
      return tcp.sourcePort() == sourcePort && tcp.destinationPort() == probe.port();
    }
    if (quoted instanceof Udp udp) {
      return udp.sourcePort() == sourcePort && udp.destinationPort() == probe.port();
    }
    return quoted instanceof Icmp.Echo echo && echo.request() && echo.identifier() == sourcePort;
  }

  void timedOut(long millis) {
    if (firstHop != null) {
      firstHop.add(new SocketStep.TimedOut(millis), null, null);
    }
  }

  private static final class UdpClient extends Client {
    UdpClient(Walk walk, Probe probe) {
      super(walk, probe);
    }

    @Override
    Segment segment() {
      return new Udp(sourcePort, probe.port(), probe.payload());
    }

    @Override
    boolean isForMyPort(Segment segment) {
      return segment instanceof Udp udp && udp.destinationPort() == sourcePort;
    }

    @Override
    boolean answers(Passage passage, Segment segment) {
      boolean mine =
          segment instanceof Udp udp
              && udp.destinationPort() == sourcePort
              && udp.sourcePort() == probe.port()
              && passage.hop().flow() != Flow.REQUEST;
      if (mine) {
        delivered(passage);
      }
      return mine;
    }
  }

  private static final class PingClient extends Client {
    PingClient(Walk walk, Probe probe) {
      super(walk, probe);
    }

    @Override
    Segment segment() {
      return new Icmp.Echo(true, sourcePort, 1, probe.payload());
    }

    @Override
    boolean isForMyPort(Segment segment) {
      return segment instanceof Icmp.Echo echo
          && !echo.request()
          && echo.identifier() == sourcePort;
    }

    @Override
    boolean answers(Passage passage, Segment segment) {
      boolean mine = isForMyPort(segment);
      if (mine) {
        delivered(passage);
      }
      return mine;
    }
  }
}
