package dev.podlane.console.nft.text;

import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.Hook;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Names of priorities (std_prios and prio2str in src/rule.c of nftables). */
public final class Priorities {
  /** So far from a named one a priority is printed by its name. */
  private static final int REACH = 10;

  private Priorities() {}

  /** A priority as nft prints it. */
  static String of(Family family, Hook hook, int priority) {
    for (Map.Entry<String, Integer> each : names(family, hook).entrySet()) {
      int offset = priority - each.getValue();
      if (offset == 0) {
        return each.getKey();
      }
      if (Math.abs(offset) <= REACH) {
        return each.getKey() + (offset < 0 ? " - " : " + ") + Math.abs(offset);
      }
    }
    return Integer.toString(priority);
  }

  /** The priority of a name at a hook. */
  public static OptionalInt number(Family family, Hook hook, String name) {
    Integer number = names(family, hook).get(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static Map<String, Integer> names(Family family, Hook hook) {
    Map<String, Integer> names = new LinkedHashMap<>();
    if (family == Family.BRIDGE) {
      names.put("filter", -200);
      if (hook == Hook.PREROUTING) {
        names.put("dstnat", -300);
      }
      if (hook == Hook.OUTPUT) {
        names.put("out", 100);
      }
      if (hook == Hook.POSTROUTING) {
        names.put("srcnat", 300);
      }
      return names;
    }
    if (family == Family.ARP || family == Family.NETDEV) {
      names.put("filter", 0);
      return names;
    }
    names.put("raw", -300);
    names.put("mangle", -150);
    if (hook == Hook.PREROUTING) {
      names.put("dstnat", -100);
    }
    names.put("filter", 0);
    names.put("security", 50);
    if (hook == Hook.POSTROUTING) {
      names.put("srcnat", 100);
    }
    return names;
  }
}
