package dev.podlane.net.filter;

import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.MatchContext.Bound;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;

/** Conditions about the socket of a packet. */
public final class SocketConditions {
  private SocketConditions() {}

  /**
   * {@code -m socket}: a socket of this host is there for a packet that arrives
   * (net/netfilter/xt_socket.c). One that is bound to every address does not count.
   *
   * @param transparent true if it must have IP_TRANSPARENT, which no program here sets
   * @param wildcards true if sockets bound to every address count, too
   */
  public record Present(boolean transparent, boolean wildcards) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      IpPacket packet = subject.packet();
      boolean isAsked = packet.segment() instanceof Udp || packet.segment() instanceof Tcp;
      if (packet.segment() instanceof Icmp.Problem && !transparent) {
        return Finding.open("socket.open");
      }
      if (!isAsked || !packet.showsSegment() || transparent) {
        return Finding.of(false, "socket.none");
      }
      return found(subject, packet.segment());
    }

    private Finding found(PacketAtHook subject, Segment segment) {
      IpPacket packet = subject.packet();
      MatchContext around = subject.around();
      boolean isTcp = segment instanceof Tcp;
      int port = segment.destinationPort();
      Protocol protocol = isTcp ? Protocol.TCP : Protocol.UDP;
      Bound bound = around.bound(protocol, packet.destination(), port);
      boolean begins = !(segment instanceof Tcp tcp) || tcp.flags() == Tcp.Flags.SYN;
      boolean isHere = around.kind(packet.destination(), null) == AddressKind.LOCAL;
      if (!begins && isHere) {
        // of a connection: a server's socket is its own, a client's may be gone
        return bound == Bound.NONE
            ? Finding.open("socket.open")
            : Finding.of(true, "socket.connected");
      }
      if (!isTcp && isHere && bound == Bound.NONE && subject.tracking().reply()) {
        return Finding.open("socket.open");
      }
      boolean holds = bound == Bound.ADDRESS || (wildcards && bound == Bound.WILDCARD);
      return holds
          ? Finding.of(true, "socket")
          : Finding.of(false, bound == Bound.WILDCARD ? "socket.wildcard" : "socket.none");
    }
  }

  /**
   * {@code -m cgroup --cgroup}: the class that net_cls gives to the program that sends
   * (net/netfilter/xt_cgroup.c). Nobody has given classes here, so that every program's is 0.
   *
   * @param number the class
   */
  public record ProgramClass(long number) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      if (subject.link().orphan()) {
        return Finding.never("owner.forwarded");
      }
      boolean isSent = subject.in().isEmpty() && !subject.out().isEmpty();
      Segment segment = subject.packet().segment();
      boolean isOfProgram =
          segment instanceof Tcp tcp
              ? tcp.flags() == Tcp.Flags.SYN
              : segment instanceof Udp || (segment instanceof Icmp.Echo echo && echo.request());
      if (isSent && isOfProgram) {
        return Finding.of(number == 0, "cgroup");
      }
      boolean begins = segment instanceof Tcp tcp && tcp.flags() == Tcp.Flags.SYN;
      return begins || segment instanceof Icmp
          ? Finding.never("owner.forwarded")
          : Finding.open("socket.open");
    }
  }
}
