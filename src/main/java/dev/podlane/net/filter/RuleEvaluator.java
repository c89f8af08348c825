package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Verdict.Ending;
import dev.podlane.net.filter.Verdict.Hit;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Tcp;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules of a table from a base chain on, as Linux does (nft_do_chain in
 * net/netfilter/nf_tables_core.c; ipt_do_table says the same of iptables' rules).
 */
public final class RuleEvaluator {
  private static final Ip UNSET = Ip.v4(0);

  private final Table table;
  private final Chain base;
  private final List<Hit> hits = new ArrayList<>();
  private final Deque<Return> stack = new ArrayDeque<>();
  private PacketAtHook subject;
  private boolean tracked = true;
  private Chain chain;
  private int position;

  /** The position at which evaluation continues after a chain that was jumped to. */
  private record Return(Chain chain, int position) {}

  private RuleEvaluator(Table table, Chain base, PacketAtHook subject) {
    this.table = table;
    this.base = base;
    this.chain = base;
    this.subject = subject;
  }

  /** The same reading, which goes on by itself in other surroundings. */
  private RuleEvaluator(RuleEvaluator from, MatchContext around) {
    this(from.table, from.base, from.subject.in(around));
    hits.addAll(from.hits);
    stack.addAll(from.stack);
    tracked = from.tracked;
    chain = from.chain;
    position = from.position;
  }

  /** Evaluates a base chain of a table for a packet. */
  public static Verdict evaluate(Table table, Chain base, PacketAtHook given) {
    return new RuleEvaluator(table, base, given).run();
  }

  private Verdict run() {
    while (true) {
      position = chain.next(position, subject);
      if (position >= chain.rules().size()) {
        if (stack.isEmpty()) {
          countPolicy();
          return end(policy(base), null);
        }
        Return back = stack.pop();
        chain = back.chain();
        position = back.position();
        continue;
      }
      Rule rule = chain.rules().get(position);
      RulePlace place = new RulePlace(table.name().text(), chain.name(), position);
      position++;
      Verdict verdict =
          rule.target() instanceof Target.Statements own
              ? statements(rule, own, place)
              : matches(rule, place);
      if (verdict != null) {
        return verdict;
      }
    }
  }

  /** A rule of iptables; none if reading goes on. */
  private @Nullable Verdict matches(Rule rule, RulePlace place) {
    Answer answer = rule.ask(subject, place);
    subject.around().asked(answer != Answer.NO);
    if (answer == Answer.NO) {
      return null;
    }
    Hit hit = new Hit(place, rule);
    if (answer == Answer.DROPS) {
      subject.around().counted(place, 0, subject.packet().length());
      return did(new Hit(place, rule, new Target.Drop()));
    }
    if (rule.target() instanceof Target.Unknown) {
      return open(hit, rule.open(subject, place));
    }
    if (answer == Answer.YES) {
      subject.around().counted(place, 0, subject.packet().length());
      return did(hit);
    }
    boolean isHarmless = rule.isHarmless();
    if (rule.skips(subject, place, isHarmless)) {
      return open(hit, rule.open(subject, place));
    }
    // whether it is logged changes nothing
    return isHarmless ? null : either(hit, rule.open(subject, place));
  }

  /**
   * A rule of which nobody knows if it matches: the verdict stands if both ways lead to the same.
   */
  private Verdict either(Hit hit, String unknown) {
    boolean isFirst = !(subject.around() instanceof Supposed);
    Supposed around =
        subject.around() instanceof Supposed supposed ? supposed : new Supposed(subject.around());
    if (!around.mayFollow()) {
      return open(hit, unknown);
    }
    Verdict without = new RuleEvaluator(this, around).run();
    RuleEvaluator matching = new RuleEvaluator(this, around);
    Verdict ended = matching.did(hit);
    Verdict with = ended == null ? matching.run() : ended;
    boolean isKnown = !(without.ending() instanceof Ending.Unknown);
    boolean isSame = isKnown && without.leadsAs(with) && (!isFirst || around.isConclusive());
    return isSame ? without : open(hit, unknown);
  }

  /** A rule of nftables; none if reading goes on. */
  private @Nullable Verdict statements(Rule rule, Target.Statements own, RulePlace place) {
    ExpressionReader reader = new ExpressionReader(table, place, subject);
    StatementRunner runner = new StatementRunner(reader);
    StatementRunner.Step step = runner.run(own);
    subject = reader.subject();
    tracked = tracked && runner.isTracked();
    subject.around().asked(!(step instanceof StatementRunner.Step.Ends));
    if (step instanceof StatementRunner.Step.Ends) {
      return null;
    }
    if (step instanceof StatementRunner.Step.Open open) {
      return open(new Hit(place, rule), rule.unknown().orElse(open.text()));
    }
    Target target = step instanceof StatementRunner.Step.Does does ? does.target() : null;
    return did(new Hit(place, rule, target));
  }

  private Verdict open(Hit hit, String unknown) {
    hits.add(hit);
    return end(new Ending.Unknown(unknown), hit);
  }

  private @Nullable Verdict did(Hit hit) {
    hits.add(hit);
    Target target = hit.did();
    Ending ending =
        target instanceof Target.NetMap map ? mapped(map) : keepingAddress(ending(target));
    if (ending != null) {
      return end(ending, hit);
    }
    if (target instanceof Target.Return) {
      position = Integer.MAX_VALUE;
    } else if (target instanceof Target.Jump jump) {
      stack.push(new Return(chain, position));
      enter(jump.chain());
    } else if (target instanceof Target.Goto to) {
      enter(to.chain());
    } else {
      tracked = tracked && !(target instanceof Target.NoTrack);
      subject = changed(target, subject);
    }
    return null;
  }

  /** Chains that iptables has spoken of by name count what comes to their end. */
  private void countPolicy() {
    if (base.base() != null && base.base().counts()) {
      subject.around().counted(RuleCounts.policy(table, base), 0, subject.packet().length());
    }
  }

  private void enter(String name) {
    chain = table.chain(name).orElseThrow();
    position = 0;
  }

  private Verdict end(Ending ending, @Nullable Hit by) {
    Tracking tracking = subject.tracking();
    return new Verdict(
        ending,
        by,
        subject.mark(),
        tracking.mark(),
        tracking.labels(),
        subject.packet(),
        tracked,
        hits);
  }

  /** Of the destination before routing, of the source behind it (xt_NETMAP.c). */
  private Ending mapped(Target.NetMap map) {
    Hook hook = Objects.requireNonNull(base.base()).hook();
    if (hook == Hook.PREROUTING || hook == Hook.OUTPUT) {
      Ip to = map.network().withHostOf(subject.packet().destination());
      return new Ending.Destination(new Target.Dnat(to, to, null, false, false));
    }
    Ip from = map.network().withHostOf(subject.packet().source());
    return new Ending.Source(new Target.Snat(from, from, null, false, false, false));
  }

  /** Of a translation of ports alone the address stays. */
  private @Nullable Ending keepingAddress(@Nullable Ending ending) {
    if (ending instanceof Ending.Destination to && UNSET.equals(to.to().first())) {
      Target.Dnat dnat = to.to();
      Ip address = subject.packet().destination();
      return new Ending.Destination(
          new Target.Dnat(address, address, dnat.ports(), dnat.random(), dnat.persistent()));
    }
    if (ending instanceof Ending.Source from && UNSET.equals(from.to().first())) {
      Target.Snat snat = from.to();
      Ip address = subject.packet().source();
      return new Ending.Source(
          new Target.Snat(
              address,
              address,
              snat.ports(),
              snat.random(),
              snat.fullyRandom(),
              snat.persistent()));
    }
    return ending;
  }

  private static Ending policy(Chain base) {
    return base.policy() == Chain.Policy.DROP ? new Ending.Dropped() : new Ending.Accepted();
  }

  private static @Nullable Ending ending(@Nullable Target target) {
    if (target instanceof Target.Accept) {
      return new Ending.Accepted();
    }
    if (target instanceof Target.Drop) {
      return new Ending.Dropped();
    }
    if (target instanceof Target.Reject reject) {
      return new Ending.Rejected(reject.with());
    }
    if (target instanceof Target.Dnat dnat) {
      return new Ending.Destination(dnat);
    }
    return target instanceof Target.Snat snat ? new Ending.Source(snat) : null;
  }

  private static PacketAtHook changed(@Nullable Target target, PacketAtHook subject) {
    if (target instanceof Target.Extension extension) {
      return extension.effect().on(subject);
    }
    if (target instanceof Target.TcpMss size) {
      return Effect.clamped(
          subject, size.octets() == Target.TcpMss.CLAMP ? fitting(subject) : size.octets());
    }
    if (target instanceof Target.Mark mark) {
      return subject.withMark(mark.on(subject.mark()));
    }
    if (target instanceof Target.ConnectionMark mark) {
      int ofPacket = subject.mark();
      int ofConnection = subject.tracking().mark();
      return switch (mark.way()) {
        case SET -> subject.withConnectionMark((ofConnection & ~mark.mask()) ^ mark.value());
        case SAVE ->
            subject.withConnectionMark((ofConnection & ~mark.mask()) ^ (ofPacket & mark.mask()));
        case RESTORE -> subject.withMark((ofPacket & ~mark.mask()) ^ (ofConnection & mark.mask()));
      };
    }
    return subject;
  }

  /** The maximum segment size that fits both ways, as TCP counts it. */
  static int fitting(PacketAtHook subject) {
    MatchContext around = subject.around();
    int there = around.mtu(subject.packet().destination(), subject.out());
    int back = around.mtu(subject.packet().source(), null);
    return Math.min(there, back) - IpPacket.V4_HEADER - Tcp.HEADER;
  }
}
