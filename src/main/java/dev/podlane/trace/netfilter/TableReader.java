package dev.podlane.trace.netfilter;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.HookStage;
import dev.podlane.net.filter.LinkHeader;
import dev.podlane.net.filter.PacketAtHook;
import dev.podlane.net.filter.RuleEvaluator;
import dev.podlane.net.filter.Verdict;
import dev.podlane.net.link.Device;
import dev.podlane.trace.Skb;
import dev.podlane.trace.kernel.HookDevices;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.RuleEnvironment;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.Connection;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.RuleStep;

/** Evaluates tables for packets, and records the results (ipt_do_table). */
final class TableReader {
  private final Kernel kernel;
  private final Stages stages;
  private final Conntrack conntrack;
  private long readings;

  TableReader(Kernel kernel, Stages stages, Conntrack conntrack) {
    this.kernel = kernel;
    this.stages = stages;
    this.conntrack = conntrack;
  }

  /** Returns the number of tables that have been evaluated in this walk. */
  long readings() {
    return readings;
  }

  /** Reads the rules from a base chain on for a packet, and writes down what they said. */
  Verdict read(PacketInHost passage, Hook hook, HookStage.Rules rules, HookDevices at) {
    readings++;
    RuleEnvironment environment =
        new RuleEnvironment(passage.ns(), kernel.dice(passage.ns().name()), stages.transport());
    PacketAtHook subject = subject(passage, at, environment);
    Verdict verdict = RuleEvaluator.evaluate(rules.table(), rules.chain(), subject);
    PacketAtHook shown = subject(passage, at, environment.quiet());
    passage.note(new RuleStep.RulesRead(hook, rules.table(), rules.chain().name(), shown, verdict));
    return verdict;
  }

  private PacketAtHook subject(PacketInHost passage, HookDevices at, RuleEnvironment environment) {
    return new PacketAtHook(
        passage.ip(),
        at.in(),
        at.out(),
        at.portIn(),
        at.portOut(),
        passage.skb().mark(),
        conntrack.tracking(passage),
        environment,
        link(passage));
  }

  /** The header of the link it arrived with, as the skb still has it. */
  private static LinkHeader link(PacketInHost passage) {
    Device in = passage.in();
    if (in == null) {
      return passage.skb().orphan() ? LinkHeader.ORPHAN : LinkHeader.NONE;
    }
    Mac to = passage.skb().destination();
    LinkHeader.Type type =
        to == null || !to.isGroup()
            ? LinkHeader.Type.UNICAST
            : to.equals(Mac.BROADCAST) ? LinkHeader.Type.BROADCAST : LinkHeader.Type.MULTICAST;
    boolean hasMac = !in.name().equals("lo");
    return new LinkHeader(true, hasMac ? passage.skb().source() : null, type, true);
  }

  /** The packet with the marks and headers that rules set. */
  PacketInHost marked(PacketInHost passage, Verdict verdict) {
    Connection connection = conntrack.of(passage);
    if (connection != null) {
      connection.markWith(verdict.connectionMark());
      connection.labelWith(verdict.labels());
    }
    Skb skb = passage.skb().marked(verdict.mark());
    if (!verdict.packet().equals(passage.ip())) {
      skb = skb.with(verdict.packet());
    }
    boolean untracked = !verdict.tracked() && skb.connection() == null;
    return passage.with(
        untracked ? skb.tracked(ConnectionRef.untracked(passage.ns().name())) : skb);
  }
}
