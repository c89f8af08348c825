package dev.podlane.trace.netfilter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.conntrack.ConnectionRef.Relation;
import dev.podlane.net.conntrack.Side;
import dev.podlane.net.conntrack.Translation;
import dev.podlane.net.conntrack.Tuple;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.HookStage;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.Verdict;
import dev.podlane.net.filter.Verdict.Ending;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.SourceSelection;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.trace.kernel.HookDevices;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.memory.Connection;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.trace.step.DropReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Translates addresses (nf_nat_inet_fn in net/netfilter/nf_nat_core.c). The rules are evaluated
 * only for the first packet of a connection, once for each side; the result holds for all later
 * packets.
 */
final class Nat {
  private final Kernel kernel;
  private final Conntrack conntrack;
  private final TableReader tables;
  private final NatBindings bindings;

  Nat(Kernel kernel, Conntrack conntrack, TableReader tables) {
    this.kernel = kernel;
    this.conntrack = conntrack;
    this.tables = tables;
    this.bindings = new NatBindings(kernel);
  }

  /** The packet with one side as the connection wants it; none if it ends here. */
  @Nullable PacketInHost translate(
      PacketInHost given, Hook hook, HookStage.Translate translating, HookDevices at) {
    Side side = translating.source() ? Side.SOURCE : Side.DESTINATION;
    PacketInHost passage = given;
    Connection connection = conntrack.of(passage);
    ConnectionRef ref = passage.skb().connection();
    if (connection == null || ref == null) {
      return passage;
    }
    boolean isError = isError(passage.ip().segment());
    if (ref.relation() == Relation.RELATED && isError) {
      return error(passage, connection, ref, side, at);
    }
    boolean decides = ref.relation() == Relation.NEW || ref.relation() == Relation.RELATED;
    if (decides && !connection.isDecided(side)) {
      Ending ending = new Ending.Accepted();
      for (HookStage.Rules rules : translating.chains()) {
        if (ending instanceof Ending.Accepted) { // else a chain has decided (nf_nat_inet_fn)
          Verdict verdict = tables.read(passage, hook, rules, at);
          passage = tables.marked(passage, verdict);
          ending = verdict.ending();
        }
      }
      if (!decide(passage, connection, hook, side, ending, at)) {
        return null;
      }
    }
    return rewrite(passage, connection, ref.reply(), side);
  }

  private static boolean isError(Segment segment) {
    return segment instanceof Icmp && !(segment instanceof Icmp.Echo);
  }

  private boolean decide(
      PacketInHost passage,
      Connection connection,
      Hook hook,
      Side side,
      Ending ending,
      HookDevices at) {
    if (ending instanceof Ending.Unknown) {
      kernel.unmodelled(passage, at.device());
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
      kernel.drop(passage, isDrop ? DropReason.NETFILTER : DropReason.NAT_NO_ADDRESS, at.device());
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

  private Optional<NatBindings.Range> source(PacketInHost passage, Ending ending, HookDevices at) {
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
  private static PacketInHost rewrite(
      PacketInHost passage, Connection connection, boolean reply, Side side) {
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

  /**
   * Translates an ICMP error, which travels against the direction of the packet it quotes
   * (nf_nat_icmp_reply_translation).
   */
  private @Nullable PacketInHost error(
      PacketInHost passage, Connection connection, ConnectionRef ref, Side side, HookDevices at) {
    boolean isRedirect = passage.ip().segment() instanceof Icmp.Redirect;
    boolean isSettled = connection.isDecided(Side.SOURCE) && connection.isDecided(Side.DESTINATION);
    if (isRedirect && (connection.isTranslated() || !isSettled)) {
      kernel.drop(passage, DropReason.NAT_REDIRECT, at.device());
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
