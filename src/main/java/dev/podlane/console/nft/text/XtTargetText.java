package dev.podlane.console.nft.text;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Ports;
import dev.podlane.net.filter.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Targets of iptables in the words their extensions have for nft. */
final class XtTargetText implements Target.Visitor<String> {
  @Override
  public String visit(Target.Accept it) {
    return "accept";
  }

  @Override
  public String visit(Target.Drop it) {
    return "drop";
  }

  @Override
  public String visit(Target.Return it) {
    return "return";
  }

  @Override
  public String visit(Target.Jump it) {
    return "jump " + it.chain();
  }

  @Override
  public String visit(Target.Goto it) {
    return "goto " + it.chain();
  }

  @Override
  public String visit(Target.Reject it) {
    return switch (it.with()) {
      case ICMP_PORT_UNREACHABLE -> "reject";
      case TCP_RESET -> "reject with tcp reset";
      default ->
          "reject with icmp type "
              + it.with().text().substring("icmp-".length()).replace("proto-", "prot-");
    };
  }

  private static String hex(int bits) {
    return "0x" + Integer.toHexString(bits);
  }

  @Override
  public String visit(Target.Mark it) {
    String how;
    if (it.value() == 0) {
      how = "mark and " + hex(~it.mask());
    } else if (it.value() == it.mask()) {
      how = "mark or " + hex(it.value());
    } else if (it.mask() == 0) {
      how = "mark xor " + hex(it.value());
    } else if (it.mask() == -1) {
      how = hex(it.value());
    } else {
      how = "mark and " + hex(~it.mask()) + " xor " + hex(it.value());
    }
    return "meta mark set " + how;
  }

  @Override
  public String visit(Target.ConnectionMark it) {
    String masked = it.mask() == -1 ? "" : " and " + hex(it.mask());
    return switch (it.way()) {
      case SAVE -> "ct mark set mark" + masked;
      case RESTORE -> "meta mark set ct mark" + masked;
      case SET -> {
        if (it.mask() == -1) {
          yield "ct mark set " + hex(it.value());
        }
        if (it.value() == 0) {
          yield "ct mark set ct mark and " + hex(~it.mask());
        }
        if (it.value() == it.mask()) {
          yield "ct mark set ct mark or " + hex(it.value());
        }
        yield it.mask() == 0
            ? "ct mark set ct mark xor " + hex(it.value())
            : "ct mark set ct mark xor " + hex(it.value()) + " and " + hex(~it.mask());
      }
    };
  }

  @Override
  public String visit(Target.Dnat it) {
    String options = options(it.random(), false, it.persistent());
    if (it.first() == null) {
      String to = it.ports() == null ? "" : " to :" + ports(it.ports());
      return "redirect" + to + options;
    }
    return "dnat to " + range(it.first(), it.last(), it.ports()) + options;
  }

  @Override
  public String visit(Target.Snat it) {
    String options = options(it.random(), it.fullyRandom(), it.persistent());
    if (it.first() == null) {
      String to = it.ports() == null ? "" : " to :" + ports(it.ports());
      return "masquerade" + to + options;
    }
    return "snat to " + range(it.first(), it.last(), it.ports()) + options;
  }

  private static String range(Ip first, @Nullable Ip last, @Nullable Ports ports) {
    String one = Ip.v4(0).equals(first) ? "" : first.toString();
    String addresses = last == null || Objects.equals(first, last) ? one : first + "-" + last;
    return ports == null ? addresses : addresses + ":" + ports(ports);
  }

  private static String ports(Ports ports) {
    return ports.isOne() ? "" + ports.first() : ports.first() + "-" + ports.last();
  }

  private static String options(boolean random, boolean fully, boolean persistent) {
    List<String> words = new ArrayList<>();
    if (random) {
      words.add("random");
    }
    if (fully) {
      words.add("fully-random");
    }
    if (persistent) {
      words.add("persistent");
    }
    return words.isEmpty() ? "" : " " + String.join(",", words);
  }

  @Override
  public String visit(Target.NoTrack it) {
    return "notrack";
  }

  @Override
  public String visit(Target.Log it) {
    List<String> words = XtWords.of(it.text());
    String prefix = XtWords.after(words, "--log-prefix", "--nflog-prefix");
    String group = XtWords.after(words, "--nflog-group");
    boolean isNetlink = words.get(0).equals("NFLOG");
    return "log"
        + (prefix.isEmpty() ? "" : " prefix \"" + prefix + "\"")
        + (isNetlink ? " group " + (group.isEmpty() ? "0" : group) : XtWords.logging(words))
        + option(words, "--nflog-size", " snaplen ")
        + option(words, "--nflog-threshold", " queue-threshold ");
  }

  private static String option(List<String> words, String option, String word) {
    String value = XtWords.after(words, option);
    return value.isEmpty() ? "" : word + value;
  }

  @Override
  public String visit(Target.TcpMss it) {
    return "tcp option maxseg size set "
        + (it.octets() == Target.TcpMss.CLAMP ? "rt mtu" : it.octets());
  }

  @Override
  public String visit(Target.NetMap it) {
    return "xt target NETMAP";
  }

  @Override
  public String visit(Target.Extension it) {
    return XtEffectText.of(XtWords.of(it.text()));
  }

  @Override
  public String visit(Target.Statements it) {
    StatementText printer = new StatementText(true);
    return String.join(" ", it.list().stream().map(printer::of).toList());
  }

  @Override
  public String visit(Target.Unknown it) {
    return XtEffectText.of(XtWords.of(it.text()));
  }
}
