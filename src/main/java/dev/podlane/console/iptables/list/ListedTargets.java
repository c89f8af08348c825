package dev.podlane.console.iptables.list;

import dev.podlane.console.iptables.list.ListedRule.Extension;
import dev.podlane.console.iptables.list.ListedRule.Option;
import java.util.List;

/** Targets as their print functions say them (libxt_*.c of iptables 1.8.9). */
final class ListedTargets {
  private static final List<String> LEVELS =
      List.of("emerg", "alert", "crit", "error", "warn", "notice", "info", "debug");
  private static final List<String> LOG_FLAGS =
      List.of("tcp-sequence", "tcp-options", "ip-options", "uid", "", "macdecode");
  private static final long ALL = 0xffff_ffffL;

  private ListedTargets() {}

  /** The column of the target. */
  static String name(String target) {
    return target.equals("NOTRACK") ? "CT" : target;
  }

  /** The words with a blank in front. */
  static String of(Extension target, boolean byName) {
    return switch (target.name()) {
      case "DNAT" -> " to:" + target.value("to-destination") + how(target);
      case "SNAT" -> " to:" + target.value("to-source") + how(target);
      case "NETMAP" -> " to:" + target.value("to");
      case "REDIRECT" -> ports(target, " redir ports ") + how(target);
      case "MASQUERADE" -> ports(target, " masq ports: ") + how(target);
      case "MARK" -> " MARK " + mark(target.value("set-xmark"), true);
      case "CONNMARK" -> " CONNMARK " + connectionMark(target);
      case "REJECT" -> " reject-with " + target.value("reject-with");
      case "LOG" -> " LOG" + log(target, byName);
      case "TCPMSS" -> tcpMss(target);
      case "NOTRACK" -> " NOTRACK";
      case "TTL" -> ttl(target);
      default -> other(target);
    };
  }

  private static String other(Extension target) {
    return switch (target.name()) {
      case "CT" -> " CT" + ListedMatches.plain(target);
      case "NFLOG", "SET" -> ListedMatches.plain(target);
      case "NFQUEUE" -> " NFQUEUE" + ListedMatches.plain(target).replace(" queue-", " ");
      case "AUDIT" -> " AUDIT " + target.value("type");
      case "CHECKSUM" -> " CHECKSUM fill";
      case "CLASSIFY" -> " CLASSIFY set " + target.value("set-class");
      case "DSCP" -> " DSCP set " + target.value("set-dscp");
      case "TOS" -> " TOS set " + target.value("set-tos");
      case "TEE" -> " TEE gw:" + target.value("gateway");
      case "TPROXY" ->
          " TPROXY redirect "
              + (target.has("on-ip") ? target.value("on-ip") : "0.0.0.0")
              + (":" + target.value("on-port"))
              + (target.has("tproxy-mark") ? " mark " + target.value("tproxy-mark") : "");
      case "TCPOPTSTRIP" -> " TCPOPTSTRIP options " + target.value("strip-options");
      case "ACCEPT", "DROP", "RETURN", "TRACE" -> "";
      default -> ListedMatches.plain(target);
    };
  }

  private static String how(Extension target) {
    StringBuilder text = new StringBuilder();
    for (String option : List.of("random", "random-fully", "persistent")) {
      text.append(target.has(option) ? " " + option : "");
    }
    return text.toString();
  }

  private static String ports(Extension target, String words) {
    return target.has("to-ports") ? words + target.value("to-ports") : "";
  }

  private static String mark(String text, boolean keepsZero) {
    int slash = text.indexOf('/');
    long value = Long.decode(slash < 0 ? text : text.substring(0, slash));
    long mask = slash < 0 ? ALL : Long.decode(text.substring(slash + 1));
    if (value == 0 && keepsZero) {
      return "and 0x" + Long.toHexString(~mask & ALL);
    }
    if (value == mask) {
      return "or 0x" + Long.toHexString(value);
    }
    if (mask == 0) {
      return "xor 0x" + Long.toHexString(value);
    }
    String hex = "0x" + Long.toHexString(value);
    return mask == ALL ? "set " + hex : "xset " + hex + "/0x" + Long.toHexString(mask);
  }

  private static String connectionMark(Extension target) {
    if (target.has("set-xmark")) {
      return mark(target.value("set-xmark"), true);
    }
    String verb = target.has("save-mark") ? "save" : "restore";
    String packet = target.value("nfmask");
    String connection = target.value("ctmask");
    if (!packet.equals(connection)) {
      return verb + " nfmask " + packet + " ctmask " + connection;
    }
    return packet.equals("0xffffffff") || packet.isEmpty() ? verb : verb + " mask " + packet;
  }

  private static String log(Extension target, boolean byName) {
    int level = target.has("log-level") ? Integer.parseInt(target.value("log-level")) : 4;
    int flags = 0;
    StringBuilder names = new StringBuilder();
    for (Option each : target.options()) {
      int bit = LOG_FLAGS.indexOf(each.name().replaceFirst("^log-", ""));
      flags |= bit < 0 ? 0 : 1 << bit;
      names.append(bit < 0 ? "" : " " + LOG_FLAGS.get(bit));
    }
    String prefix =
        target.has("log-prefix") ? " prefix \"" + target.value("log-prefix") + "\"" : "";
    return byName
        ? " level " + LEVELS.get(level) + names + prefix
        : " flags " + flags + " level " + level + prefix;
  }

  private static String tcpMss(Extension target) {
    return target.has("clamp-mss-to-pmtu")
        ? " TCPMSS clamp to PMTU"
        : " TCPMSS set " + target.value("set-mss");
  }

  private static String ttl(Extension target) {
    Option option = target.options().get(0);
    String what =
        switch (option.name()) {
          case "ttl-dec" -> "decrement by ";
          case "ttl-inc" -> "increment by ";
          default -> "set to ";
        };
    return " TTL " + what + option.value();
  }
}
