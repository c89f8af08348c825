package dev.podlane.console.route;

import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.JsonText;
import dev.podlane.net.route.Nexthop;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Next hop objects as {@code ip nexthop show} prints them (ip/ipnexthop.c of iproute2 6.1). */
public final class NexthopText {
  private NexthopText() {}

  /**
   * One object, with the blank that {@code ip} leaves at the end.
   *
   * @param details true for what usually goes without saying
   */
  static String line(Nexthop one, boolean details) {
    StringBuilder line = begun(one);
    if (details || one.device() != null) {
      line.append("scope ").append(one.scope().text()).append(' ');
    }
    line.append(one.isBlackhole() ? "blackhole " : "");
    if (details || !one.protocol().equals(Nexthop.UNSPECIFIED)) {
      line.append("proto ").append(one.protocol()).append(' ');
    }
    return line.append(one.onlink() ? "onlink " : "").toString();
  }

  /** Returns the arguments of {@code ip nexthop add} for an object. */
  public static String command(Nexthop one) {
    StringBuilder line = begun(one);
    line.append(one.isBlackhole() ? "blackhole " : "").append(one.onlink() ? "onlink " : "");
    line.append(one.protocol().equals(Nexthop.UNSPECIFIED) ? "" : "proto " + one.protocol());
    return line.toString().strip();
  }

  /** The beginning of both texts: the number, and the members or the way. */
  private static StringBuilder begun(Nexthop one) {
    StringBuilder line = new StringBuilder("id " + one.id() + " ");
    line.append(one.isGroup() ? "group " + members(one) + " " : "");
    line.append(one.via() == null ? "" : "via " + one.via() + " ");
    return line.append(one.device() == null ? "" : "dev " + one.device() + " ");
  }

  /** The object that a route refers to; empty if it refers to none. */
  static Optional<Nexthop> of(CommandContext place, Route row) {
    RouteOptions.Bound bound = row.options().nexthop();
    return bound == null ? Optional.empty() : place.ns().routes().nexthops().find(bound.id());
  }

  private static String members(Nexthop group) {
    List<String> all =
        group.members().stream()
            .map(each -> each.id() + (each.weight() == 1 ? "" : "," + each.weight()))
            .toList();
    return String.join("/", all);
  }

  /** One object for {@code -j}. */
  static Map<String, Object> record(Nexthop one, boolean details) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("id", one.id());
    if (one.isGroup()) {
      List<Map<String, Object>> members = new ArrayList<>();
      for (Nexthop.Member each : one.members()) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("id", each.id());
        if (each.weight() > 1) {
          member.put("weight", each.weight());
        }
        members.add(member);
      }
      object.put("group", members);
    }
    if (one.via() != null) {
      object.put("gateway", one.via());
    }
    if (one.device() != null) {
      object.put("dev", one.device());
    }
    if (details || one.device() != null) {
      object.put("scope", one.scope().text());
    }
    if (one.isBlackhole()) {
      object.put("blackhole", JsonText.NULL);
    }
    if (details || !one.protocol().equals(Nexthop.UNSPECIFIED)) {
      object.put("protocol", one.protocol());
    }
    object.put("flags", one.onlink() ? List.of("onlink") : List.of());
    return object;
  }
}
