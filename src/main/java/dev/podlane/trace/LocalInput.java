package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import dev.podlane.net.packet.Vxlan;
import dev.podlane.net.route.RouteQuery;
import java.util.Optional;

/** A packet for this host: INPUT, then the transport protocols (ip_local_deliver). */
final class LocalInput {
  /** What a UDP server answers with is short, whatever it was sent. */
  private static final int LONGEST_ANSWER = 64;

  private final Walk walk;

  LocalInput(Walk walk) {
    this.walk = walk;
  }

  void deliver(Passage arrived, Device in) {
    arrived.note(new IpStep.LocalDelivery(arrived.ip().destination(), in.name()));
    Passage whole = walk.reassembly.take(arrived, Reassembly.User.LOCAL_DELIVERY, in.name());
    Passage passage =
        whole == null
            ? null
            : walk.netfilter.pass(
                whole, Hook.INPUT, HookDevices.in(in.name(), whole.physicalInName()));
    if (passage == null) {
      return;
    }
    Segment segment = passage.ip().segment();
    if (segment instanceof Tcp tcp) {
      tcp(passage, tcp);
    } else if (segment instanceof Udp || segment instanceof Vxlan) {
      udp(passage, segment);
    } else if (segment instanceof Icmp.Echo echo) {
      echo(passage, echo);
    } else if (segment instanceof Icmp.Problem problem) {
      error(passage, problem);
    } else if (segment instanceof Icmp.Redirect redirect) {
      walk.redirects.receive(passage, in, redirect);
    }
  }

  private void tcp(Passage passage, Tcp segment) {
    if (!walk.client.takes(passage, segment)) {
      walk.tcpServer.receive(passage, segment);
    }
  }

  private void udp(Passage passage, Segment datagram) {
    if (walk.vxlan.takes(passage, datagram) || walk.client.takes(passage, datagram)) {
      return;
    }
    IpPacket packet = passage.ip();
    NetworkNamespace ns = passage.ns();
    int port = datagram.destinationPort();
    Optional<Listener> found = ns.sockets().find(Listener.Protocol.UDP, packet.destination(), port);
    if (found.isEmpty()) {
      passage.note(
          walk.client.isAstray(passage, datagram)
              ? walk.client.astray(passage, datagram)
              : new SocketStep.SocketMissing(
                  Listener.Protocol.UDP, packet.destination(), port, ns.sockets()));
      walk.icmpErrors.sendFromDestination(passage, 3, 3);
      return;
    }
    passage.note(new SocketStep.SocketDelivered(found.get(), packet.destination(), ns.sockets()));
    walk.client.servedBy(passage, found.get(), datagram.sourcePort(), port);
    if (datagram instanceof Udp udp) {
      Udp answer = new Udp(port, udp.sourcePort(), Math.min(udp.payload(), LONGEST_ANSWER));
      reply(passage, answer, walk.memory.nextIdentification(), true);
    }
  }

  private void echo(Passage passage, Icmp.Echo echo) {
    if (!echo.request()) {
      if (!walk.client.takes(passage, echo)) {
        passage.note(
            walk.client.isAstray(passage, echo)
                ? walk.client.astray(passage, echo)
                : new SocketStep.SocketIgnored(passage.ip().source()));
      }
      return;
    }
    passage.note(new SocketStep.EchoAnswered(passage.ip().destination()));
    Icmp.Echo answer = new Icmp.Echo(false, echo.identifier(), echo.sequence(), echo.payload());
    reply(passage, answer, walk.memory.nextIdentification(), false);
  }

  /** Answers a packet: from the address it was sent to, back to where it came from. */
  void reply(Passage to, Segment answer, int identification, boolean df) {
    NetworkNamespace ns = to.ns();
    Flow flow = to.hop().flow() == Flow.REPLY ? Flow.REQUEST : Flow.REPLY;
    HopBuilder hop = walk.recorder.packet(ns.name(), flow, to.hop(), walk.memory.now());
    Ip back = to.ip().source();
    RouteQuery query =
        RouteQuery.sent(back, to.ip().destination()).marked(Queries.replyMark(ns, to.skb()));
    Way way = walk.outputRoute.route(ns, hop, Queries.carrying(query, answer));
    if (!way.isFound()) {
      hop.add(new IpStep.Dropped(DropReason.NO_ROUTE_BACK, null), null, null);
      walk.recorder.dropped(hop, null, DropReason.NO_ROUTE_BACK);
      return;
    }
    boolean fits = IpPacket.V4_HEADER + answer.length() <= way.mtu();
    walk.ipOutput.send(
        ns,
        hop,
        way,
        new IpOutput.Draft(back, Probe.DEFAULT_TTL, identification, df && fits, answer));
  }

  private void error(Passage passage, Icmp.Problem problem) {
    walk.pathMtu.learn(passage, problem);
    boolean taken =
        walk.client.takesError(passage, problem) || walk.tcpServer.takesError(passage, problem);
    if (!taken) {
      passage.note(new SocketStep.SocketIgnored(passage.ip().source()));
    }
  }
}
