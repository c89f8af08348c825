package dev.podlane.trace.netfilter;

import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.conntrack.ConnectionRef.Relation;
import dev.podlane.net.conntrack.Side;
import dev.podlane.net.conntrack.TcpState;
import dev.podlane.net.conntrack.Tuple;
import dev.podlane.net.filter.TrackedConnection;
import dev.podlane.net.filter.Tracking;
import dev.podlane.net.filter.TrackingMatch.State.Kind;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.memory.Connection;
import dev.podlane.trace.memory.Connections;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.ConnectionStep;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds or begins a packet's connection (nf_conntrack_in in net/netfilter/nf_conntrack_core.c). */
final class Conntrack {
  private final Kernel kernel;

  Conntrack(Kernel kernel) {
    this.kernel = kernel;
  }

  /** The packet with its connection; without one if it is not valid. */
  PacketInHost track(PacketInHost passage) {
    if (passage.skb().connection() != null) {
      return passage; // seen before: over lo, made for a tracked packet, or not to be tracked
    }
    Segment segment = passage.ip().segment();
    boolean isError = segment instanceof Icmp && !(segment instanceof Icmp.Echo);
    ConnectionRef found = isError ? related(passage, segment) : own(passage);
    if (found == null) {
      passage.note(new ConnectionStep.Invalid());
      return passage;
    }
    Connection connection = Objects.requireNonNull(of(passage.ns().name(), found));
    return passage.change(
        new ConnectionStep.Tracked(
            found.relation(), found.reply(), connection.view(kernel.memory().now())),
        passage.skb().tracked(found));
  }

  /** An ICMP error belongs to the connection of the packet it quotes. */
  private @Nullable ConnectionRef related(PacketInHost passage, Segment error) {
    IpPacket quoted =
        error instanceof Icmp.Problem problem ? problem.quoted() : ((Icmp.Redirect) error).quoted();
    String ns = passage.ns().name();
    Optional<Tuple> answer = Tuple.of(quoted).map(Tuple::inverse);
    Connection found =
        answer.map(tuple -> connections(ns).find(tuple, kernel.memory().now())).orElse(null);
    return found == null
        ? null
        : new ConnectionRef(ns, found.id(), Relation.RELATED, found.reply().equals(answer.get()));
  }

  private @Nullable ConnectionRef own(PacketInHost passage) {
    Optional<Tuple> tuple = Tuple.of(passage.ip());
    if (tuple.isEmpty()) {
      return null;
    }
    String ns = passage.ns().name();
    long now = kernel.memory().now();
    Connection known = connections(ns).find(tuple.get(), now);
    if (known != null && isReopening(known, passage.ip().segment())) {
      connections(ns).remove(known);
      known = null;
    }
    return known == null
        ? begin(ns, tuple.get(), passage.ip())
        : goOn(ns, known, tuple.get(), passage.ip());
  }

  private static boolean isReopening(Connection known, Segment segment) {
    TcpState state = known.state();
    return state != null && state.isReopened() && isSyn(segment);
  }

  private static boolean isSyn(Segment segment) {
    return segment instanceof Tcp tcp && tcp.flags() == Tcp.Flags.SYN;
  }

  private @Nullable ConnectionRef begin(String ns, Tuple tuple, IpPacket packet) {
    Segment segment = packet.segment();
    TcpState state = null;
    if (segment instanceof Tcp tcp) {
      state = TcpState.begin(tcp.flags()).orElse(null);
      if (state == null) {
        return null;
      }
    }
    if (segment instanceof Icmp.Echo echo && !echo.request()) {
      return null;
    }
    Connection begun = new Connection(kernel.memory().nextConnection(), tuple, state);
    begun.packet(false, state, kernel.memory().now());
    begun.count(false, packet.length(), kernel.memory().now());
    connections(ns).begin(begun);
    return new ConnectionRef(ns, begun.id(), Relation.NEW, false);
  }

  private @Nullable ConnectionRef goOn(String ns, Connection known, Tuple tuple, IpPacket packet) {
    Segment segment = packet.segment();
    boolean reply = !tuple.equals(known.original());
    TcpState before = known.state();
    TcpState after = null;
    boolean isIgnored = false;
    if (segment instanceof Tcp tcp && before != null) {
      isIgnored = before.ignores(tcp.flags(), reply);
      after = before.after(tcp.flags(), reply).orElse(null);
      if (after == null) {
        return null;
      }
      if (tcp.flags().isReset() && !known.isReplied()) {
        connections(ns).remove(known); // refused at once: nothing to remember
      }
    }
    Relation relation = reply || known.isReplied() ? Relation.ESTABLISHED : Relation.NEW;
    // a SYN that is sent again must not keep a dead entry alive (nf_conntrack_tcp_packet)
    boolean isRepeated = before == TcpState.SYN_SENT && !known.isReplied() && isSyn(segment);
    known.packet(reply, after, kernel.memory().now());
    if (!isRepeated && !isIgnored) {
      known.count(reply, packet.length(), kernel.memory().now());
    }
    return new ConnectionRef(ns, known.id(), relation, reply);
  }

  /** Enters a connection that begins with this packet; false if it clashes with another. */
  boolean confirm(PacketInHost passage) {
    ConnectionRef ref = passage.skb().connection();
    Connection connection = of(passage);
    // an error about the first packet does not enter the connection (__nf_conntrack_confirm)
    if (ref == null || connection == null || ref.reply() || connection.isConfirmed()) {
      return true;
    }
    boolean entered = connections(passage.ns().name()).confirm(connection, kernel.memory().now());
    if (entered) {
      passage.note(new ConnectionStep.Confirmed(connection.view(kernel.memory().now())));
    }
    return entered;
  }

  Connections connections(String namespace) {
    return kernel.memory().connections(namespace);
  }

  @Nullable Connection of(PacketInHost passage) {
    ConnectionRef ref = passage.skb().connection();
    return ref == null ? null : of(passage.ns().name(), ref);
  }

  private @Nullable Connection of(String namespace, ConnectionRef ref) {
    return connections(namespace).withId(ref.id());
  }

  /** Returns the state of the packet's connection, as rules can match it. */
  Tracking tracking(PacketInHost passage) {
    ConnectionRef ref = passage.skb().connection();
    Connection connection = of(passage);
    if (ref == null || connection == null) {
      boolean untracked = ref != null || !passage.ns().ruleset().tracks();
      return untracked ? Tracking.NONE : Tracking.INVALID;
    }
    Kind kind =
        switch (ref.relation()) {
          case NEW -> Kind.NEW;
          case ESTABLISHED -> Kind.ESTABLISHED;
          case RELATED -> Kind.RELATED;
          case UNTRACKED -> Kind.UNTRACKED;
        };
    Tuple original = connection.original();
    TrackedConnection tracked = connection.tracked(kernel.memory().now());
    return new Tracking(
        kind,
        ref.reply(),
        connection.isTranslated(Side.SOURCE),
        connection.isTranslated(Side.DESTINATION),
        connection.mark(),
        new Tracking.Origin(
            original.source(), original.destination(), tracked.sent().destinationPort()),
        tracked);
  }
}
