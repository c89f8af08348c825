package dev.podlane.console.iptables.target;

import dev.podlane.console.iptables.option.OptionNumbers;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Ports;
import dev.podlane.net.filter.Target;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A target as iptables-save prints it. */
public final class TargetText {
  private TargetText() {}

  /** The words from {@code -j} or {@code -g} on. */
  public static String of(Target target) {
    return target instanceof Target.Goto to
        ? "-g " + to.chain()
        : "-j " + target.accept(new Printer());
  }

  private static String connectionMark(Target.ConnectionMark mark) {
    String mask = OptionNumbers.hex(mark.mask());
    return switch (mark.way()) {
      case SET -> "--set-xmark " + OptionNumbers.hex(mark.value()) + "/" + mask;
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
    boolean isKept = Ip.v4(0).equals(first);
    String addresses =
        isKept ? "" : Objects.equals(first, last) || last == null ? "" + first : first + "-" + last;
    return ports == null ? addresses : addresses + ":" + dashed(ports);
  }

  private static String dashed(Ports ports) {
    return ports.isOne() ? "" + ports.first() : ports.first() + "-" + ports.last();
  }

  /** Prints the words behind {@code -j}. */
  private static final class Printer implements Target.Visitor<String> {
    @Override
    public String visit(Target.Accept it) {
      return "ACCEPT";
    }

    @Override
    public String visit(Target.Drop it) {
      return "DROP";
    }

    @Override
    public String visit(Target.Return it) {
      return "RETURN";
    }

    @Override
    public String visit(Target.Jump jump) {
      return jump.chain();
    }

    @Override
    public String visit(Target.Goto to) {
      return to.chain();
    }

    @Override
    public String visit(Target.Reject reject) {
      return "REJECT --reject-with " + reject.with().text();
    }

    @Override
    public String visit(Target.Mark mark) {
      return "MARK --set-xmark "
          + OptionNumbers.hex(mark.value())
          + "/"
          + OptionNumbers.hex(mark.mask());
    }

    @Override
    public String visit(Target.ConnectionMark mark) {
      return "CONNMARK " + connectionMark(mark);
    }

    @Override
    public String visit(Target.Dnat dnat) {
      return destination(dnat);
    }

    @Override
    public String visit(Target.Snat snat) {
      return source(snat);
    }

    @Override
    public String visit(Target.NoTrack it) {
      return it.older() ? "NOTRACK" : "CT --notrack";
    }

    @Override
    public String visit(Target.Log log) {
      return log.text();
    }

    @Override
    public String visit(Target.TcpMss size) {
      return size.octets() == Target.TcpMss.CLAMP
          ? "TCPMSS --clamp-mss-to-pmtu"
          : "TCPMSS --set-mss " + size.octets();
    }

    @Override
    public String visit(Target.NetMap map) {
      return "NETMAP --to " + map.network();
    }

    @Override
    public String visit(Target.Extension it) {
      return it.text();
    }

    @Override
    public String visit(Target.Statements it) {
      return ""; // iptables has no words for it: its table is one for nft
    }

    @Override
    public String visit(Target.Unknown it) {
      return it.text();
    }
  }
}
