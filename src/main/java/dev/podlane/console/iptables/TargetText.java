package dev.podlane.console.iptables;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Ports;
import dev.podlane.net.filter.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A target as iptables-save prints it. */
final class TargetText {
  private TargetText() {}

  /** The words from {@code -j} or {@code -g} on. */
  static String of(Target target) {
    return target instanceof Target.Goto to ? "-g " + to.chain() : "-j " + words(target);
  }

  private static String words(Target target) {
    if (target instanceof Target.Accept) {
      return "ACCEPT";
    }
    if (target instanceof Target.Drop) {
      return "DROP";
    }
    if (target instanceof Target.Return) {
      return "RETURN";
    }
    if (target instanceof Target.Jump jump) {
      return jump.chain();
    }
    if (target instanceof Target.Reject reject) {
      return "REJECT --reject-with " + reject.with().text();
    }
    if (target instanceof Target.Mark mark) {
      return "MARK --set-xmark " + Numbers.hex(mark.value()) + "/" + Numbers.hex(mark.mask());
    }
    if (target instanceof Target.ConnectionMark mark) {
      return "CONNMARK " + connectionMark(mark);
    }
    if (target instanceof Target.Dnat dnat) {
      return destination(dnat);
    }
    if (target instanceof Target.Snat snat) {
      return source(snat);
    }
    if (target instanceof Target.NoTrack it) {
      return it.older() ? "NOTRACK" : "CT --notrack";
    }
    if (target instanceof Target.Log log) {
      return log.text();
    }
    return target instanceof Target.TcpMss size ? size.text() : ((Target.Unknown) target).text();
  }

  private static String connectionMark(Target.ConnectionMark mark) {
    String mask = Numbers.hex(mark.mask());
    return switch (mark.way()) {
      case SET -> "--set-xmark " + Numbers.hex(mark.value()) + "/" + mask;
      case SAVE -> "--save-mark --nfmask " + mask + " --ctmask " + mask;
      case RESTORE -> "--restore-mark --nfmask " + mask + " --ctmask " + mask;
    };
  }

  private static String destination(Target.Dnat dnat) {
    String random = dnat.random() ? " --random" : "";
    return dnat.first() == null
        ? "REDIRECT" + toPorts(dnat.ports()) + random
        : "DNAT --to-destination "
            + range(dnat.first(), dnat.last(), dnat.ports())
            + random
            + (dnat.persistent() ? " --persistent" : "");
  }

  private static String source(Target.Snat snat) {
    String random =
        (snat.random() ? " --random" : "") + (snat.fullyRandom() ? " --random-fully" : "");
    return snat.first() == null
        ? "MASQUERADE" + toPorts(snat.ports()) + random
        : "SNAT --to-source "
            + range(snat.first(), snat.last(), snat.ports())
            + random
            + (snat.persistent() ? " --persistent" : "");
  }

  private static String toPorts(@Nullable Ports ports) {
    return ports == null ? "" : " --to-ports " + dashed(ports);
  }

  private static String range(@Nullable Ip first, @Nullable Ip last, @Nullable Ports ports) {
    String addresses =
        Objects.equals(first, last) || last == null ? "" + first : first + "-" + last;
    return ports == null ? addresses : addresses + ":" + dashed(ports);
  }

  private static String dashed(Ports ports) {
    return ports.isOne() ? "" + ports.first() : ports.first() + "-" + ports.last();
  }
}
