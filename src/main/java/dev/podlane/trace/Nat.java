package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.conntrack.ConnectionRef.Relation;
import dev.podlane.net.conntrack.Side;
import dev.podlane.net.conntrack.Translation;
import dev.podlane.net.conntrack.Tuple;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.Verdict;
import dev.podlane.net.filter.Verdict.Ending;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.SourceSelection;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Translates addresses (nf_nat_inet_fn in net/netfilter/nf_nat_core.c). The rules are asked for the
 * first packet of a connection only, once for each side; what they decide holds for all others.
 */
final class Nat {
  private final Walk walk;
  private final NatBindings bindings;

  Nat(Walk walk) {
    this.walk = walk;
    this.bindings = new NatBindings(walk);
  }

  /** The packet with one side as the connection wants it; none if it ends here. */
  @Nullable Passage translate(Passage given, Hook hook, Side side, HookDevices at) {
    Passage passage = given;
    Table table = passage.ns().ruleset().tables().get(Table.Kind.NAT);
    Connection connection = walk.conntrack.of(passage);
    ConnectionRef ref = passage.skb().connection();
    if (table == null || connection == null || ref == null) {
      return passage;
    }
    boolean isError = isError(passage.ip().segment());
    if (ref.relation() == Relation.RELATED && isError) {
      return error(passage, connection, ref, side, at);
    }
    boolean decides = ref.relation() == Relation.NEW || ref.relation() == Relation.RELATED;
    if (decides && !connection.isDecided(side)) {
      Verdict verdict = walk.netfilter.read(passage, hook, table, at);
      passage = walk.netfilter.marked(passage, verdict);
      if (!decide(passage, connection, hook, side, verdict.ending(), at)) {
        return null;
      }
    }
    return rewrite(passage, connection, ref.reply(), side);
  }

  private static boolean isError(Segment segment) {
    return segment instanceof Icmp && !(segment instanceof Icmp.Echo);
  }

  private boolean decide(
      Passage passage, Connection connection, Hook hook, Side side, Ending ending, HookDevices at) {
    if (ending instanceof Ending.Unknown) {
      walk.unmodelled(passage, at.device());
      return false;
    }
    Optional<NatBindings.Range> range =
        switch (side) {
          case DESTINATION -> destination(passage.ns(), hook, ending, at);
          case SOURCE -> source(passage, ending, at);
        };
    boolean ends = ending instanceof Ending.Dropped || (range.isEmpty() && wants(ending));
    if (ends) {
      boolean isDrop = ending instanceof Ending.Dropped;
      walk.drop(passage, isDrop ? DropReason.NETFILTER : DropReason.NAT_NO_ADDRESS, at.device());
      return false;
    }
    bindings.decide(passage.ns().name(), connection, side, range.orElse(null));
    return true;
  }

  private static boolean wants(Ending ending) {
    return ending instanceof Ending.Destination || ending instanceof Ending.Source;
  }

  private static Optional<NatBindings.Range> destination(
      NetworkNamespace ns, Hook hook, Ending ending, HookDevices at) {
    if (!(ending instanceof Ending.Destination to)) {
      return Optional.empty();
    }
    Target.Dnat target = to.to();
    Ip first = target.first();
    Ip last = target.last();
    if (first != null && last != null) {
      return Optional.of(new NatBindings.Range(first, last, target.ports(), target.random()));
    }
    // REDIRECT: to this host, by the address of the device it came in by
    Optional<Ip> here =
        hook == Hook.OUTPUT
            ? Optional.of(Ip.parse("127.0.0.1"))
            : ns.device(at.in())
                .flatMap(device -> device.addresses().stream().findFirst())
                .map(address -> address.ip());
    return here.map(ip -> new NatBindings.Range(ip, ip, target.ports(), target.random()));
  }

  private Optional<NatBindings.Range> source(Passage passage, Ending ending, HookDevices at) {
    if (!(ending instanceof Ending.Source from)) {
      return Optional.empty();
    }
    Target.Snat target = from.to();
    boolean random = target.random() || target.fullyRandom();
    Ip first = target.first();
    Ip last = target.last();
    if (first != null && last != null) {
      return Optional.of(new NatBindings.Range(first, last, target.ports(), random));
    }
    // MASQUERADE: the address of the outgoing device that suits the next hop
    Ip nextHop = at.nextHop() == null ? passage.ip().destination() : at.nextHop();
    Optional<Device> out = passage.ns().device(at.out());
    return out.flatMap(device -> SourceSelection.onDevice(passage.ns(), device, nextHop))
        .map(ip -> new NatBindings.Range(ip, ip, target.ports(), random));
  }

  /** Rewrites a side if the connection's translation, or its undoing, is due there. */
  private static Passage rewrite(Passage passage, Connection connection, boolean reply, Side side) {
    if (!connection.isTranslated(reply ? side.other() : side)) {
      return passage;
    }
    IpPacket before = passage.ip();
    IpPacket after = Translation.apply(before, side, connection.leaving(reply));
    if (after.equals(before)) {
      return passage;
    }
    boolean source = side == Side.SOURCE;
    return passage.change(
        new ConnectionStep.Translated(
            side,
            reply,
            source ? before.source() : before.destination(),
            source ? before.segment().sourcePort() : before.segment().destinationPort(),
            source ? after.source() : after.destination(),
            source ? after.segment().sourcePort() : after.segment().destinationPort(),
            connection.id()),
        passage.skb().with(after));
  }

  /** An ICMP error goes the other way than what it quotes (nf_nat_icmp_reply_translation). */
  private @Nullable Passage error(
      Passage passage, Connection connection, ConnectionRef ref, Side side, HookDevices at) {
    boolean isRedirect = passage.ip().segment() instanceof Icmp.Redirect;
    boolean isSettled = connection.isDecided(Side.SOURCE) && connection.isDecided(Side.DESTINATION);
    if (isRedirect && (connection.isTranslated() || !isSettled)) {
      walk.drop(passage, DropReason.NAT_REDIRECT, at.device());
      return null;
    }
    if (!connection.isTranslated(ref.reply() ? side.other() : side)) {
      return passage;
    }
    Tuple leaving = connection.leaving(ref.reply());
    IpPacket before = passage.ip();
    IpPacket inside = Translation.applyToQuoted(before, side.other(), leaving.inverse());
    IpPacket after = Translation.apply(inside, side, leaving);
    boolean source = side == Side.SOURCE;
    Ip quotedBefore = source ? quoted(before).destination() : quoted(before).source();
    Ip quotedAfter = source ? quoted(after).destination() : quoted(after).source();
    return passage.change(
        new ConnectionStep.ErrorTranslated(side, quotedBefore, quotedAfter, connection.id()),
        passage.skb().with(after));
  }

  private static IpPacket quoted(IpPacket error) {
    return error.segment() instanceof Icmp.Problem problem
        ? problem.quoted()
        : ((Icmp.Redirect) error.segment()).quoted();
  }
}
