package dev.podlane.console.iptables;

import dev.podlane.console.iptables.TableDraft.Entry;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The chains that targets jump to, and the hooks and tables where each target is allowed (those of
 * its xt_target).
 */
final class TargetPlaces {
  private TargetPlaces() {}

  /** The chain a target leads to. */
  static Optional<String> chain(@Nullable Target target) {
    if (target instanceof Target.Jump jump) {
      return Optional.of(jump.chain());
    }
    return target instanceof Target.Goto to ? Optional.of(to.chain()) : Optional.empty();
  }

  /** Returns true if a target jumps or goes to that chain. */
  static boolean leadsTo(@Nullable Target target, String chain) {
    return chain(target).filter(chain::equals).isPresent();
  }

  /** Returns a copy of the rule that leads to the chain under its new name. */
  static Entry redirected(Entry entry, String from, String to) {
    Target target = entry.rule().target();
    if (!leadsTo(target, from)) {
      return entry;
    }
    Target now = target instanceof Target.Jump ? new Target.Jump(to) : new Target.Goto(to);
    return new Entry(new Rule(entry.rule().matches(), now), entry.line(), entry.action());
  }

  private static final Set<String> OF_MANGLE = Set.of("CHECKSUM", "DSCP", "ECN", "TOS", "TTL");

  /** The table a target may stand in, if there is but one. */
  static Optional<Table.Kind> table(@Nullable Target target) {
    if (target instanceof Target.Extension extension) {
      return OF_MANGLE.contains(extension.name())
          ? Optional.of(Table.Kind.MANGLE)
          : extension.name().equals("CT") ? Optional.of(Table.Kind.RAW) : Optional.empty();
    }
    if (target instanceof Target.Dnat
        || target instanceof Target.Snat
        || target instanceof Target.NetMap) {
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
    boolean leaves =
        (target instanceof Target.TcpMss size && size.octets() == Target.TcpMss.CLAMP)
            || (target instanceof Target.Extension extension
                && extension.name().equals("CLASSIFY"));
    return leaves ? List.of(Hook.FORWARD, Hook.OUTPUT, Hook.POSTROUTING) : List.of(Hook.values());
  }
}
