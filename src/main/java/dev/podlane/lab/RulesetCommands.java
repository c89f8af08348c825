package dev.podlane.lab;

import dev.podlane.console.iptables.Iptables;
import dev.podlane.lab.ScriptText.Raw;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.Ruleset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Loads netfilter rules, and the sets they ask. */
final class RulesetCommands {
  private static final int TCP = 6;
  private static final int UDP = 17;

  private RulesetCommands() {}

  static void load(ScriptText script, Raw in, Ruleset rules) {
    if (!rules.sets().isEmpty()) {
      script.line("ip netns exec " + in.text() + " ipset restore " + input("SETS", sets(rules)));
    }
    if (!rules.tables().isEmpty()) {
      String lines = input("RULES", Iptables.save(rules));
      script.line("ip netns exec " + in.text() + " iptables-restore " + lines);
    }
  }

  private static String input(String word, List<String> lines) {
    return ScriptText.heredoc(word, String.join("\n", lines));
  }

  private static List<String> sets(Ruleset rules) {
    List<String> lines = new ArrayList<>();
    for (IpSet set : rules.sets().values()) {
      String range = set.type() == IpSet.Type.BITMAP_PORT ? " range 0-65535" : "";
      lines.add("create " + set.name() + " " + set.type().text() + range);
      set.entries().forEach(entry -> lines.add("add " + set.name() + " " + text(entry)));
    }
    return lines;
  }

  private static String text(IpSet.Entry entry) {
    List<String> parts = new ArrayList<>();
    part(parts, entry.first());
    if (entry.port() > 0) {
      parts.add(protocol(entry.protocol()) + entry.port());
    }
    part(parts, entry.second());
    return String.join(",", parts) + (entry.nomatch() ? " nomatch" : "");
  }

  private static void part(List<String> parts, @Nullable Object prefix) {
    if (prefix != null) {
      parts.add(prefix.toString());
    }
  }

  private static String protocol(int number) {
    return switch (number) {
      case 0 -> "";
      case TCP -> "tcp:";
      case UDP -> "udp:";
      default -> number + ":";
    };
  }
}
