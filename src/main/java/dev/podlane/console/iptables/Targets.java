package dev.podlane.console.iptables;

import dev.podlane.console.iptables.TableDraft.Entry;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Target;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where targets lead, and where they may stand (the hooks and tables of each xt_target). */
final class Targets {
  private Targets() {}

  /** The chain a target leads to. */
  static Optional<String> chain(@Nullable Target target) {
    if (target instanceof Target.Jump jump) {
      return Optional.of(jump.chain());
    }
    return target instanceof Target.Goto to ? Optional.of(to.chain()) : Optional.empty();
  }

  /** Whether a target leads to that chain. */
  static boolean leadsTo(@Nullable Target target, String chain) {
    return chain(target).filter(chain::equals).isPresent();
  }

  /** The same rule, leading to the chain under its new name. */
  static Entry redirected(Entry entry, String from, String to) {
    Target target = entry.rule().target();
    if (!leadsTo(target, from)) {
      return entry;
    }
    Target now = target instanceof Target.Jump ? new Target.Jump(to) : new Target.Goto(to);
    return new Entry(new Rule(entry.rule().matches(), now), entry.line(), entry.action());
  }

  /** The table a target may stand in, if there is but one. */
  static Optional<Table.Kind> table(@Nullable Target target) {
    if (target instanceof Target.Dnat || target instanceof Target.Snat) {
      return Optional.of(Table.Kind.NAT);
    }
    if (target instanceof Target.Reject) {
      return Optional.of(Table.Kind.FILTER);
    }
    return target instanceof Target.NoTrack ? Optional.of(Table.Kind.RAW) : Optional.empty();
  }

  /** The hooks at which a target may be met. */
  static List<Hook> hooks(@Nullable Target target) {
    if (target instanceof Target.Dnat) {
      return List.of(Hook.PREROUTING, Hook.OUTPUT);
    }
    if (target instanceof Target.Snat snat) {
      return snat.first() == null
          ? List.of(Hook.POSTROUTING)
          : List.of(Hook.POSTROUTING, Hook.INPUT);
    }
    if (target instanceof Target.Reject) {
      return List.of(Hook.INPUT, Hook.FORWARD, Hook.OUTPUT);
    }
    boolean clamps = target instanceof Target.TcpMss size && size.text().contains("clamp");
    return clamps ? List.of(Hook.FORWARD, Hook.OUTPUT, Hook.POSTROUTING) : List.of(Hook.values());
  }
}
