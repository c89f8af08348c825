package dev.podlane.trace.socket;

import dev.podlane.net.addr.EphemeralPorts;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.kernel.IpSender;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.OutputRoute;
import dev.podlane.trace.kernel.Queries;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.TimerEvent;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.SocketStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The socket of the probing program, and the results it sees. */
abstract class Client {
  final Kernel kernel;
  final Stages stages;
  final Probe probe;
  final int sourcePort;
  private Outcome.@Nullable Server server;
  private @Nullable HopBuilder firstHop;
  private @Nullable OutputRoute way;

  /** The exchange that the probe asks for, null if it asks for none. */
  Probe.@Nullable Exchange exchange() {
    return probe.exchange();
  }

  /** Returns true once the kernel has found a way. */
  boolean hasWay() {
    return way != null;
  }

  /** The way it sends by, once it has sent. */
  OutputRoute way() {
    return Objects.requireNonNull(way);
  }

  /** The socket that served it, none as far as is known. */
  Outcome.@Nullable Server server() {
    return server;
  }

  Client(Kernel kernel, Stages stages, Probe probe) {
    this.kernel = kernel;
    this.stages = stages;
    this.probe = probe;
    Random random = new Random(probe.seed() ^ kernel.memory().now());
    this.sourcePort =
        probe.sourcePort() != 0
            ? probe.sourcePort()
            : EphemeralPorts.at(random.nextInt(EphemeralPorts.COUNT));
  }

  static Client of(Kernel kernel, Stages stages, Probe probe, Streams streams) {
    return switch (probe.protocol()) {
      case TCP -> new TcpClient(kernel, stages, probe, streams);
      case UDP -> new UdpClient(kernel, stages, probe);
      case ICMP -> new PingClient(kernel, stages, probe);
      case SCTP -> throw new IllegalArgumentException("no probe sends SCTP");
    };
  }

  String namespace() {
    return probe.namespace();
  }

  /** The program calls connect() or sendto(). */
  void start(NetworkNamespace ns) {
    HopBuilder hop = open(ns, null);
    hop.add(
        new SocketStep.SocketSend(probe.protocol(), probe.destination(), probe.port()), null, null);
    if (probe.destination().isMulticast() || !probe.destination().isV4()) {
      hop.add(new IpStep.Dropped(DropReason.UNMODELLED, null, List.of(unsimulated())), null, null);
      kernel.recorder().dropped(hop, null, DropReason.UNMODELLED);
      kernel.conclude(Outcome.of(Outcome.Result.UNKNOWN));
      return;
    }
    RouteQuery query = RouteQuery.sent(target(), probe.source());
    OutputRoute found = stages.routes().connect(ns, hop, Queries.carrying(query, segment()));
    if (kernel.isConcluded()) {
      return; // the way has something that is not simulated
    }
    if (!found.isFound()) {
      boolean isBroadcast = found.refusal() == DropReason.NOT_UNICAST; // tcp_v4_connect refuses it
      failed(hop, isStream() && isBroadcast ? "ENETUNREACH" : found.errno());
      return;
    }
    way = found;
    firstHop = hop;
    transmit(ns, hop);
  }

  private Field unsimulated() {
    return new Field("destination", null, probe.destination().toString());
  }

  /** 0.0.0.0 means this host. */
  Ip target() {
    return probe.destination().isUnspecified() ? Ip.parse("127.0.0.1") : probe.destination();
  }

  private HopBuilder open(NetworkNamespace ns, @Nullable HopBuilder cause) {
    return kernel.recorder().packet(ns.name(), Flow.REQUEST, cause, kernel.memory().now());
  }

  private void transmit(NetworkNamespace ns, HopBuilder hop) {
    OutputRoute known = Objects.requireNonNull(way);
    int id = kernel.memory().nextIdentification();
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
    boolean discovers = isStream() || length <= most;
    boolean df =
        (insists && !isStream()) || (discovers && discovery.dontFragment(known.isMtuLocked()));
    IpSender.Draft draft =
        new IpSender.Draft(target(), probe.ttl(), id, df, segment, 0, !isStream() && !insists);
    String errno = stages.ipOutput().send(ns, hop, known.withMtu(most), draft, null);
    if (!errno.isEmpty() && !isStream()) {
      failed(hop, errno); // a stream socket keeps it to itself and tries again
    }
  }

  private boolean isStream() {
    return probe.protocol() == Protocol.TCP;
  }

  private void failed(HopBuilder hop, String errno) {
    hop.add(new SocketStep.SendFailed(errno), null, null);
    kernel.conclude(Outcome.failed(Outcome.Result.LOCAL_ERROR, errno));
  }

  /** Sends the same again. */
  void retransmit(int attempt) {
    NetworkNamespace ns = kernel.network().namespace(namespace()).orElseThrow();
    HopBuilder hop = open(ns, firstHop);
    hop.add(new SocketStep.SocketRetransmit(attempt), null, null);
    rerouted(ns, hop);
    transmit(ns, hop);
  }

  /** A redirect that was believed makes the socket forget its way (DST_OBSOLETE_KILL). */
  private void rerouted(NetworkNamespace ns, HopBuilder hop) {
    OutputRoute known = Objects.requireNonNull(way);
    Optional<Ip> better = kernel.memory().redirected(ns.name(), target());
    if (better.isPresent() && !better.get().equals(known.nextHop())) {
      RouteQuery query = RouteQuery.sent(target(), known.source());
      OutputRoute found = stages.routes().connect(ns, hop, Queries.carrying(query, segment()));
      way = found.isFound() ? found : known;
    }
  }

  /** It was not answered in time; only a stream socket sets a timer for that. */
  void retry(TimerEvent.SynRetry event) {}

  /** Tells the connection that the program uses from other attempts; empty before it stands. */
  OptionalInt attemptInUse() {
    return OptionalInt.empty();
  }

  abstract Segment segment();

  /** Accepts a segment if it answers the probe; returns true if it does. */
  abstract boolean answers(PacketInHost passage, Segment segment);

  boolean takes(PacketInHost passage, Segment segment) {
    return isMine(passage) && answers(passage, segment);
  }

  private boolean isMine(PacketInHost passage) {
    return isForMe(passage) && passage.ip().source().equals(target());
  }

  private boolean isForMe(PacketInHost passage) {
    OutputRoute known = way;
    return known != null
        && !kernel.isConcluded()
        && passage.ns().name().equals(namespace())
        && passage.ip().destination().equals(known.source());
  }

  /**
   * Returns true if a segment answers the probe, but comes from an address that the socket does not
   * expect, so that no socket receives it.
   */
  boolean isAstray(PacketInHost passage, Segment segment) {
    return isForMe(passage) && passage.hop().flow() == Flow.REPLY && isForMyPort(segment);
  }

  /**
   * Returns true if a segment is for the port of the probe, or carries the identifier of its ping.
   */
  abstract boolean isForMyPort(Segment segment);

  /** Returns the step for such a segment. */
  SocketStep astray(PacketInHost passage, Segment segment) {
    boolean hasPorts = probe.protocol() != Protocol.ICMP;
    return new SocketStep.ReplyUnexpected(
        target(),
        hasPorts ? probe.port() : 0,
        passage.ip().source(),
        hasPorts ? segment.sourcePort() : 0);
  }

  /** A listening socket took the request. */
  void servedBy(PacketInHost passage, Listener listener, int seenPort, int port) {
    if (passage.hop().flow().isOfSender() && server == null) {
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

  void delivered(PacketInHost passage) {
    IpPacket packet = passage.ip();
    replied(passage);
    Outcome found = Outcome.of(Outcome.Result.DELIVERED).withServer(server);
    kernel.conclude(
        packet.segment() instanceof Icmp ? found.repliedBy(packet.source(), packet.ttl()) : found);
  }

  /** Writes that the answer is here. */
  static void replied(PacketInHost passage) {
    passage.note(new SocketStep.ReplyReceived(passage.ip().source(), passage.ip().ttl()));
  }

  /** Ends the probe if an ICMP error is about it; returns true if it is. */
  boolean takesError(PacketInHost passage, Icmp.Problem problem) {
    OutputRoute known = way;
    IpPacket quoted = problem.quoted();
    boolean mine =
        known != null
            && !kernel.isConcluded()
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
    kernel.conclude(Outcome.error(problem, from, errno));
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
}
