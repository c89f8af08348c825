package dev.podlane.trace.netfilter;

import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.HookStage;
import dev.podlane.net.filter.Verdict;
import dev.podlane.net.filter.Verdict.Ending;
import dev.podlane.trace.kernel.HookDevices;
import dev.podlane.trace.kernel.Hooks;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.FragmentKey;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.IpStep;
import org.jspecify.annotations.Nullable;

/** Passes a packet through a netfilter hook, stage by stage (nf_hook_slow). */
public final class Netfilter implements Hooks {
  private final Kernel kernel;
  private final Stages stages;
  private final Conntrack conntrack;
  private final TableReader tables;
  private final Nat nat;
  private final Rejects rejects;

  /**
   * The hooks of a network's hosts.
   *
   * @param kernel the walk
   * @param stages the other layers
   */
  public Netfilter(Kernel kernel, Stages stages) {
    this.kernel = kernel;
    this.stages = stages;
    this.conntrack = new Conntrack(kernel);
    this.tables = new TableReader(kernel, stages, conntrack);
    this.nat = new Nat(kernel, conntrack, tables);
    this.rejects = new Rejects(kernel, stages);
  }

  @Override
  public @Nullable PacketInHost pass(PacketInHost passage, Hook hook, HookDevices at) {
    if (!passage.ns().unmodelled().isEmpty()) {
      String text = passage.ns().unmodelled().get(0);
      kernel.unmodelled(passage, at.device(), new Field("rules", null, text));
      return null;
    }
    if (passage.ns().ruleset().isEmpty()) {
      passage.note(new IpStep.HookPassed(hook, at.device()));
      return passage;
    }
    PacketInHost now = passage;
    for (HookStage stage : passage.ns().ruleset().stages(hook)) {
      PacketInHost next = pass(now, hook, stage, at);
      if (next == null) {
        return null;
      }
      now = next;
    }
    return now;
  }

  private @Nullable PacketInHost pass(
      PacketInHost passage, Hook hook, HookStage stage, HookDevices at) {
    if (stage instanceof HookStage.Rules rules) {
      return rules(passage, hook, rules, at);
    }
    if (stage instanceof HookStage.Translate translating) {
      return nat.translate(passage, hook, translating, at);
    }
    if (stage instanceof HookStage.Defragment) {
      return stages.defragmenter().take(passage, FragmentKey.User.at(hook), at.device());
    }
    return stage instanceof HookStage.Track ? conntrack.track(passage) : confirm(passage, at);
  }

  private @Nullable PacketInHost confirm(PacketInHost passage, HookDevices at) {
    if (conntrack.confirm(passage)) {
      return passage;
    }
    kernel.drop(passage, DropReason.CONNECTION_CLASH, at.device());
    return null;
  }

  /** Asks the rules of a base chain. */
  private @Nullable PacketInHost rules(
      PacketInHost passage, Hook hook, HookStage.Rules rules, HookDevices at) {
    Verdict verdict = tables.read(passage, hook, rules, at);
    PacketInHost now = tables.marked(passage, verdict);
    Ending ending = verdict.ending();
    if (ending instanceof Ending.Accepted) {
      return now;
    }
    if (ending instanceof Ending.Unknown) {
      kernel.unmodelled(now, at.device());
      return null;
    }
    kernel.drop(now, DropReason.NETFILTER, at.device());
    if (ending instanceof Ending.Rejected rejected) {
      rejects.reject(now, rejected.with());
    }
    return null;
  }

  @Override
  public long readings() {
    return tables.readings();
  }
}
