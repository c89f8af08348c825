package dev.podlane.net.filter;

import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.MatchContext.Bound;
import dev.podlane.net.filter.MatchContext.Connected;
import dev.podlane.net.filter.TrackedConnection.Ends;
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
      boolean isError = packet.segment() instanceof Icmp.Problem;
      IpPacket told = packet.segment() instanceof Icmp.Problem error ? error.quoted() : packet;
      boolean isAsked = told.segment() instanceof Udp || told.segment() instanceof Tcp;
      return isAsked && told.showsSegment() && !transparent
          ? found(subject, told, isError)
          : Finding.of(false, "socket.none");
    }

    /** Fragments have no ports (socket_mt_enable_defrag). */
    @Override
    public Need need() {
      return Need.WHOLE_PACKETS;
    }

    private Finding found(PacketAtHook subject, IpPacket told, boolean isError) {
      MatchContext around = subject.around();
      boolean isTcp = told.segment() instanceof Tcp;
      Protocol protocol = isTcp ? Protocol.TCP : Protocol.UDP;
      Ends ends = ends(told, isError, subject.tracking());
      boolean isLater =
          isTcp
              && (isError || !(told.segment() instanceof Tcp tcp && tcp.flags() == Tcp.Flags.SYN));
      boolean isHere = around.kind(ends.destination(), null) == AddressKind.LOCAL;
      Connected connected = isHere ? around.connected(protocol, ends) : Connected.NO;
      if (connected == Connected.YES) {
        return Finding.of(true, "socket.connected");
      }
      Bound bound = around.bound(protocol, ends.destination(), ends.destinationPort());
      if (isLater && isHere && bound != Bound.NONE) {
        return Finding.of(true, "socket.connected"); // a server's socket is its own
      }
      boolean isReply = isLater || isError || subject.tracking().reply();
      if (isReply && isHere && bound == Bound.NONE && connected == Connected.NOT_KNOWN) {
        return Finding.open("socket.open"); // a client's may be gone
      }
      boolean holds = bound == Bound.ADDRESS || (wildcards && bound == Bound.WILDCARD);
      return holds
          ? Finding.of(true, "socket")
          : Finding.of(false, bound == Bound.WILDCARD ? "socket.wildcard" : "socket.none");
    }

    /**
     * The ends that a socket is looked for with: of a packet, or of what would answer the one that
     * an error is about; answers to a translated source are for it (nf_sk_lookup_slow_v4).
     */
    private static Ends ends(IpPacket told, boolean isError, Tracking tracking) {
      Segment segment = told.segment();
      Ends ends =
          isError
              ? new Ends(
                  told.destination(),
                  segment.destinationPort(),
                  told.source(),
                  segment.sourcePort())
              : new Ends(
                  told.source(),
                  segment.sourcePort(),
                  told.destination(),
                  segment.destinationPort());
      TrackedConnection known = tracking.connection();
      if (known == null || !tracking.reply() || !tracking.sourceTranslated()) {
        return ends;
      }
      Ends sent = known.sent();
      return new Ends(ends.source(), ends.sourcePort(), sent.source(), sent.sourcePort());
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
      Tcp.Flags flags = segment instanceof Tcp tcp ? tcp.flags() : null;
      if (isSent && flags != Tcp.Flags.SYN_ACK) {
        // errors, echo replies and resets have the kernel's own sockets, of class 0, too
        return Finding.of(number == 0, "cgroup");
      }
      return isSent || flags == Tcp.Flags.SYN || segment instanceof Icmp
          ? Finding.never("owner.forwarded") // a half-open connection has no full socket
          : Finding.open("socket.open");
    }
  }
}
