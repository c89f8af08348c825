package dev.podlane.console.route;

import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.JsonText;
import dev.podlane.console.link.Carrier;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.PolicyRule;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteOptions;
import dev.podlane.net.route.RouteType;
import dev.podlane.net.route.RuleAction;
import dev.podlane.net.route.RuleDetails;
import dev.podlane.net.route.RuleSelector;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Routes and rules as {@code ip -j} prints them (ip/iproute.c and ip/iprule.c of iproute2 6.1). */
final class RouteJson {
  private RouteJson() {}

  /**
   * A row.
   *
   * @param hidden words that the command asked for, and that are left out
   * @param table name of the table; null if it goes without saying
   * @param details true for what usually goes without saying
   */
  static Map<String, Object> of(
      CommandContext place,
      Route row,
      Set<String> hidden,
      @Nullable String table,
      boolean details) {
    RouteOptions options = row.options();
    boolean isOne = options.hops().isEmpty();
    Map<String, Object> object = new LinkedHashMap<>();
    put(object, "type", details || row.type() != RouteType.UNICAST ? row.type().text() : null);
    object.put("dst", RouteText.destination(row.destination()));
    RouteOptions.Bound bound = options.nexthop();
    put(object, "nhid", bound == null ? null : bound.id());
    put(object, "tos", options.tos() == 0 ? null : RouteMetricWords.serviceText(options.tos()));
    put(object, "gateway", isOne && !hidden.contains("via") ? row.via() : null);
    put(object, "dev", isOne && !hidden.contains("dev") ? row.device() : null);
    put(object, "table", table);
    boolean isNamed = details || !row.protocol().equals("boot");
    put(object, "protocol", isNamed && !hidden.contains("proto") ? row.protocol() : null);
    boolean isFar = row.scope() == Route.Scope.UNIVERSE && !details;
    put(object, "scope", isFar || hidden.contains("scope") ? null : row.scope().text());
    put(object, "prefsrc", hidden.contains("src") ? null : row.source());
    put(object, "metric", row.metric() == 0 || hidden.contains("metric") ? null : row.metric());
    List<String> flags = new ArrayList<>();
    if (row.onlink() && isOne) {
      flags.add("onlink");
    }
    String out = row.device();
    if (isOne && out != null && row.type() != RouteType.LOCAL && Carrier.isLinkDown(place, out)) {
      flags.add("linkdown");
    }
    object.put("flags", flags);
    Map<String, Object> flow = new LinkedHashMap<>();
    realms(flow, "", options.realms());
    put(object, "flow", flow.isEmpty() ? null : flow);
    if (!options.metrics().isEmpty()) {
      object.put("metrics", List.of(metrics(options.metrics())));
    }
    if (details) {
      NexthopText.of(place, row)
          .ifPresent(one -> object.put("nh_info", NexthopText.record(one, true)));
    }
    if (!isOne) {
      object.put("nexthops", options.hops().stream().map(RouteJson::hop).toList());
    }
    return object;
  }

  private static Map<String, Object> hop(RouteOptions.Hop hop) {
    Map<String, Object> object = new LinkedHashMap<>();
    put(object, "gateway", hop.via());
    put(object, "dev", hop.device());
    object.put("weight", hop.weight());
    object.put("flags", hop.onlink() ? List.of("onlink") : List.of());
    return object;
  }

  private static void realms(Map<String, Object> object, String prefix, String realms) {
    int slash = realms.indexOf('/');
    if (slash >= 0) {
      object.put(prefix + "from", realms.substring(0, slash));
    }
    put(object, prefix + "to", realms.isEmpty() ? null : realms.substring(slash + 1));
  }

  private static Map<String, Object> metrics(List<String> metrics) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (String each : metrics) {
      String[] words = each.split(" ", -1);
      object.put(words[0], metric(words[words.length - 1]));
    }
    return object;
  }

  /** Numbers are bare, times are milliseconds. */
  private static Object metric(String value) {
    if (value.matches("[0-9.]+s")) {
      String seconds = value.substring(0, value.length() - 1);
      return new BigDecimal(seconds).movePointRight(3).longValue();
    }
    String number = value.replaceFirst("ms$", "");
    return number.matches("[0-9]+") ? (Object) Long.valueOf(number) : value;
  }

  /** A policy rule. */
  static Map<String, Object> of(NetworkNamespace ns, PolicyRule rule) {
    RuleSelector selector = rule.selector();
    RuleDetails details = selector.details();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("priority", rule.priority());
    if (selector.not()) {
      object.put("not", JsonText.NULL);
    }
    block(object, "src", selector.from());
    if (selector.to() != null) {
      block(object, "dst", selector.to());
    }
    put(object, "tos", details.tos() == 0 ? null : RouteMetricWords.serviceText(details.tos()));
    if (selector.mark() != 0 || selector.mask() != 0) {
      object.put("fwmark", "0x" + Integer.toHexString(selector.mark()));
      put(object, "fwmask", selector.mask() == -1 ? null : hex(selector.mask()));
    }
    device(ns, object, "iif", selector.in());
    device(ns, object, "oif", selector.out());
    if (details.firstUser() >= 0) {
      object.put("uid_start", details.firstUser());
      object.put("uid_end", details.lastUser());
    }
    int protocol = selector.protocol();
    put(object, "ipproto", protocol == 0 ? null : IpProtocols.name(protocol));
    ports(object, "sport", selector.sourcePorts());
    ports(object, "dport", selector.destinationPorts());
    put(object, "tun_id", details.tunnel() == 0 ? null : details.tunnel());
    action(object, rule.action(), details);
    realms(object, "flow_", details.realms());
    boolean isNamed = !rule.protocol().equals("boot") && !rule.protocol().equals("kernel");
    put(object, "protocol", isNamed ? rule.protocol() : null);
    return object;
  }

  private static String hex(int bits) {
    return "0x" + Integer.toHexString(bits);
  }

  private static void action(Map<String, Object> object, RuleAction action, RuleDetails details) {
    if (action instanceof RuleAction.Lookup lookup) {
      object.put("table", details.l3mdev() ? "[l3mdev-table]" : lookup.table());
      int length = lookup.suppressedLength();
      put(object, "suppress_prefixlen", length < 0 ? null : length);
      long group = details.suppressedGroup();
      put(object, "suppress_ifgroup", group < 0 ? null : group == 0 ? "default" : "" + group);
    } else if (action instanceof RuleAction.GoTo jump) {
      object.put("goto", jump.priority());
    } else if (action instanceof RuleAction.Refuse refuse) {
      object.put("action", refuse.type().text());
    } else {
      object.put("nop", JsonText.NULL);
    }
  }

  private static void device(
      NetworkNamespace ns, Map<String, Object> object, String key, @Nullable String name) {
    put(object, key, name);
    if (name != null && ns.device(name).isEmpty()) {
      object.put(key + "_detached", JsonText.NULL);
    }
  }

  private static void block(
      Map<String, Object> object, String key, @Nullable InterfaceAddress block) {
    object.put(key, block == null ? "all" : block.ip());
    boolean isHost = block != null && block.length() == block.ip().family().bits();
    put(object, key + "len", block == null || isHost ? null : block.length());
  }

  private static void ports(
      Map<String, Object> object, String key, RuleSelector.@Nullable Ports ports) {
    if (ports == null) {
      return;
    }
    if (ports.first() == ports.last()) {
      object.put(key, ports.first());
    } else {
      object.put(key + "_start", ports.first());
      object.put(key + "_end", ports.last());
    }
  }

  private static void put(Map<String, Object> object, String key, @Nullable Object value) {
    if (value != null) {
      object.put(key, value);
    }
  }
}
