package dev.podlane.console.iptables.list;

import dev.podlane.console.iptables.list.ListedRule.Extension;
import dev.podlane.console.iptables.list.ListedRule.Option;
import dev.podlane.console.iptables.option.Quoted;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Matches as their print functions say them (libxt_*.c of iptables 1.8.9).
 *
 * @param byName true if ports and types are said by name
 * @param protocol name of the protocol of the rule
 */
record ListedMatches(boolean byName, String protocol) {
  private static final Map<String, String> RECENT =
      Map.of("set", "SET", "rcheck", "CHECK", "update", "UPDATE", "remove", "REMOVE");
  private static final List<String> CONNTRACK = List.of("conntrack", "state");

  /** The words with a blank in front. */
  String of(Extension match) {
    return switch (match.name()) {
      case "tcp", "udp", "sctp", "dccp" -> " " + match.name() + ports(match);
      case "multiport" -> multiport(match.options().get(0));
      case "icmp" -> new PortNames(byName, protocol).icmp(match.options().get(0));
      case "comment" -> " /* " + match.value("comment") + " */";
      case "mark" -> " mark match" + bang(match, " !") + " " + first(match);
      case "connmark" -> " connmark match " + bang(match, "!") + " " + first(match);
      case "addrtype" -> " ADDRTYPE match" + types(match);
      case "statistic" -> " statistic" + plain(match);
      case "physdev" -> " PHYSDEV match" + dashed(match);
      case "limit" -> limit(match);
      case "recent" -> recent(match);
      default -> CONNTRACK.contains(match.name()) ? plain(match) : packet(match);
    };
  }

  private String packet(Extension match) {
    return switch (match.name()) {
      case "set", "devgroup", "cpu", "realm" -> plain(match);
      case "mac" -> " MAC" + bang(match, " !") + " " + first(match).toLowerCase(Locale.ROOT);
      case "length" -> " length " + bang(match, "!") + first(match);
      case "tcpmss" -> " tcpmss match " + bang(match, "!") + first(match);
      case "pkttype" -> " PKTTYPE " + bang(match, "!") + "= " + first(match);
      case "dscp" -> " DSCP match " + bang(match, "!") + first(match);
      case "tos" -> " tos match" + bang(match, "!") + first(match);
      case "iprange" -> range(match);
      case "ttl" -> " TTL match TTL " + ttl(match.options().get(0));
      case "quota" -> " quota: " + first(match) + " bytes";
      case "helper" -> " helper match " + bang(match, "! ") + '"' + first(match) + '"';
      case "esp", "ah" -> spis(match);
      case "owner" -> owner(match);
      case "connlimit" -> connections(match);
      case "hashlimit" -> hashed(match);
      case "socket" -> " socket" + dashed(match);
      case "u32" -> " u32 " + bang(match, "! ") + '"' + first(match) + '"';
      case "policy" -> " policy match" + plain(match);
      case "connbytes" -> bytes(match);
      case "string" ->
          " STRING match "
              + bang(match, "!")
              + (" \"" + match.value("string") + "\" ALGO name " + match.value("algo"));
      default -> " " + match.name() + plain(match);
    };
  }

  private static String first(Extension match) {
    return match.options().isEmpty() ? "" : match.options().get(0).value();
  }

  private static String bang(Extension match, String text) {
    return !match.options().isEmpty() && match.options().get(0).inverted() ? text : "";
  }

  /** Options without their dashes. */
  static String plain(Extension match) {
    return match.options().stream()
        .map(each -> (each.inverted() ? " ! " : " ") + words(each, each.name()))
        .collect(Collectors.joining());
  }

  private static String dashed(Extension match) {
    return match.options().stream()
        .map(each -> (each.inverted() ? " ! " : " ") + words(each, "--" + each.name()))
        .collect(Collectors.joining());
  }

  private static String words(Option option, String name) {
    String values = option.values().stream().map(Quoted::ifNeeded).collect(Collectors.joining(" "));
    return (name + " " + values).strip();
  }

  private String ports(Extension match) {
    PortNames names = new PortNames(byName, protocol);
    StringBuilder text = new StringBuilder();
    for (Option each : match.options()) {
      switch (each.name()) {
        case "sport" -> text.append(names.range("sp", each));
        case "dport" -> text.append(names.range("dp", each));
        case "tcp-flags" -> text.append(names.flags(each));
        default -> text.append(' ').append(words(each, each.name()));
      }
    }
    return text.toString();
  }

  private String multiport(Option option) {
    PortNames names = new PortNames(byName, protocol);
    return " multiport "
        + option.name()
        + (option.inverted() ? "  !" : " ")
        + names.list(option.value());
  }

  private static String types(Extension match) {
    StringBuilder text = new StringBuilder();
    for (Option each : match.options()) {
      text.append(
          each.name().startsWith("limit-iface-")
              ? " limit-" + each.name().substring("limit-iface-".length())
              : " " + each.name() + " " + (each.inverted() ? "!" : "") + each.value());
    }
    return text.toString();
  }

  private static String limit(Extension match) {
    String burst = match.has("limit-burst") ? match.value("limit-burst") : "5";
    return " limit: avg " + match.value("limit") + " burst " + burst;
  }

  private static String recent(Extension match) {
    StringBuilder text = new StringBuilder();
    for (Option each : match.options()) {
      String verb = RECENT.get(each.name());
      if (verb != null) {
        text.append(each.inverted() ? " !" : "").append(" recent: ").append(verb);
      }
    }
    add(text, match, "seconds", " seconds: ");
    text.append(match.has("reap") ? " reap" : "");
    add(text, match, "hitcount", " hit_count: ");
    text.append(match.has("rttl") ? " TTL-Match" : "");
    add(text, match, "name", " name: ");
    text.append(match.has("rdest") ? " side: dest" : " side: source");
    add(text, match, "mask", " mask: ");
    return text.toString();
  }

  private static void add(StringBuilder text, Extension match, String option, String words) {
    if (match.has(option)) {
      text.append(words).append(match.value(option));
    }
  }

  private static String range(Extension match) {
    StringBuilder text = new StringBuilder();
    for (Option each : match.options()) {
      text.append(each.name().equals("src-range") ? " source" : " destination");
      text.append(" IP range ").append(each.inverted() ? "! " : "").append(each.value());
    }
    return text.toString();
  }

  private static String ttl(Option option) {
    String sign =
        switch (option.name()) {
          case "ttl-gt" -> "> ";
          case "ttl-lt" -> "< ";
          default -> option.inverted() ? "!= " : "== ";
        };
    return sign + option.value();
  }

  private static String spis(Extension match) {
    String value = first(match);
    String keyword = value.indexOf(':') < 0 ? " spi:" : " spis:";
    return " " + match.name() + (value.isEmpty() ? "" : keyword + bang(match, "!") + value);
  }

  private static String owner(Extension match) {
    StringBuilder text = new StringBuilder();
    for (Option each : match.options()) {
      text.append(each.inverted() ? " ! owner" : " owner");
      switch (each.name()) {
        case "uid-owner" -> text.append(" UID match ").append(each.value());
        case "gid-owner" -> text.append(" GID match ").append(each.value());
        default -> text.append(" socket exists");
      }
    }
    return text.toString();
  }

  private static String connections(Extension match) {
    boolean above = match.has("connlimit-above");
    return " #conn "
        + (match.has("connlimit-daddr") ? "dst/" : "src/")
        + match.value("connlimit-mask")
        + (above ? " > " + match.value("connlimit-above") : " <= " + match.value("connlimit-upto"));
  }

  private static String hashed(Extension match) {
    boolean above = match.has("hashlimit-above");
    StringBuilder text = new StringBuilder(" limit: ");
    text.append(above ? "above " : "up to ");
    text.append(match.value(above ? "hashlimit-above" : "hashlimit-upto"));
    add(text, match, "hashlimit-burst", " burst ");
    if (match.has("hashlimit-mode")) {
      text.append(" mode ").append(match.value("hashlimit-mode").replace(',', '-'));
    }
    for (Option each : match.options()) {
      if (each.name().startsWith("hashlimit-htable-") || each.name().endsWith("mask")) {
        String name = each.name().substring("hashlimit-".length());
        text.append(' ').append(name).append(' ').append(each.value());
      }
    }
    return text.toString();
  }

  private static String bytes(Extension match) {
    return bang(match, " !")
        + " connbytes "
        + match.value("connbytes")
        + " connbytes mode "
        + match.value("connbytes-mode")
        + " connbytes direction "
        + match.value("connbytes-dir");
  }
}
