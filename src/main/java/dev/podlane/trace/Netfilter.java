package dev.podlane.trace;

import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.conntrack.Side;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.HookStage;
import dev.podlane.net.filter.RuleReader;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Subject;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Verdict;
import dev.podlane.net.filter.Verdict.Ending;
import org.jspecify.annotations.Nullable;

/** Passes a packet through a netfilter hook, stage by stage (nf_hook_slow). */
final class Netfilter {
  private final Walk walk;
  private long readings;

  Netfilter(Walk walk) {
    this.walk = walk;
  }

  /**
   * Passes a packet through a hook.
   *
   * @return the packet as it leaves the hook, none if it ended there
   */
  @Nullable Passage pass(Passage passage, Hook hook, HookDevices at) {
    if (!passage.ns().unmodelled().isEmpty()) {
      String text = passage.ns().unmodelled().get(0);
      walk.unmodelled(passage, at.device(), new Cause.Field("rules", null, text));
      return null;
    }
    if (passage.ns().ruleset().isEmpty()) {
      passage.note(new IpStep.HookPassed(hook, at.device()));
      return passage;
    }
    Passage now = passage;
    for (HookStage stage : HookStage.at(hook)) {
      Passage next = pass(now, hook, stage, at);
      if (next == null) {
        return null;
      }
      now = next;
    }
    return now;
  }

  private @Nullable Passage pass(Passage passage, Hook hook, HookStage stage, HookDevices at) {
    Ruleset rules = passage.ns().ruleset();
    return switch (stage) {
      case RAW -> table(passage, hook, Table.Kind.RAW, at);
      case MANGLE -> table(passage, hook, Table.Kind.MANGLE, at);
      case FILTER -> table(passage, hook, Table.Kind.FILTER, at);
      case DEFRAGMENT ->
          rules.tracks()
              ? walk.reassembly.take(passage, Reassembly.User.at(hook), at.device())
              : passage;
      case TRACK -> rules.tracks() ? walk.conntrack.track(passage) : passage;
      case DESTINATION_NAT -> walk.nat.translate(passage, hook, Side.DESTINATION, at);
      case SOURCE_NAT -> walk.nat.translate(passage, hook, Side.SOURCE, at);
      case CONFIRM -> confirm(passage, at);
    };
  }

  private @Nullable Passage confirm(Passage passage, HookDevices at) {
    if (!passage.ns().ruleset().tracks() || walk.conntrack.confirm(passage)) {
      return passage;
    }
    walk.drop(passage, DropReason.CONNECTION_CLASH, at.device());
    return null;
  }

  /** Asks a table, if it is there and has a chain for the hook. */
  private @Nullable Passage table(Passage passage, Hook hook, Table.Kind kind, HookDevices at) {
    Table table = passage.ns().ruleset().tables().get(kind);
    if (table == null || !kind.hooks().contains(hook)) {
      return passage;
    }
    Verdict verdict = read(passage, hook, table, at);
    Passage now = marked(passage, verdict);
    Ending ending = verdict.ending();
    if (ending instanceof Ending.Accepted) {
      return now;
    }
    if (ending instanceof Ending.Unknown) {
      walk.unmodelled(now, at.device());
      return null;
    }
    walk.drop(now, DropReason.NETFILTER, at.device());
    if (ending instanceof Ending.Rejected rejected) {
      walk.rejects.reject(now, rejected.with());
    }
    return null;
  }

  /** How many tables have been read in this walk. */
  long readings() {
    return readings;
  }

  /** Reads a table's rules for a packet, and writes down what they said. */
  Verdict read(Passage passage, Hook hook, Table table, HookDevices at) {
    readings++;
    Around around = new Around(passage.ns(), walk.dice(passage.ns().name()));
    Subject subject = subject(passage, at, around);
    Verdict verdict = RuleReader.read(table, hook, subject);
    Subject shown = subject(passage, at, around.quiet());
    passage.note(new RuleStep.RulesRead(hook, table, shown, verdict));
    return verdict;
  }

  private Subject subject(Passage passage, HookDevices at, Around around) {
    return new Subject(
        passage.ip(),
        at.in(),
        at.out(),
        at.portIn(),
        at.portOut(),
        passage.skb().mark(),
        walk.conntrack.tracking(passage),
        around);
  }

  /** The packet with the marks that rules set. */
  Passage marked(Passage passage, Verdict verdict) {
    Connection connection = walk.conntrack.of(passage);
    if (connection != null) {
      connection.markWith(verdict.connectionMark());
    }
    Skb skb = passage.skb().marked(verdict.mark());
    boolean untracked = !verdict.tracked() && skb.connection() == null;
    return passage.with(
        untracked ? skb.tracked(ConnectionRef.untracked(passage.ns().name())) : skb);
  }
}
