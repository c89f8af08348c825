package dev.podlane.lab;

import dev.podlane.console.RuleText;
import dev.podlane.lab.ScriptText.Raw;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.link.Neighbour;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.PolicyRule;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteTable;
import dev.podlane.net.route.RouteType;
import dev.podlane.net.route.TableNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sets routes, neighbours and forwarding entries. */
final class RouteCommands {
  private static final String KERNEL = "kernel";

  private final ScriptText script;
  private final Raw in;
  private final NetworkNamespace ns;

  RouteCommands(ScriptText script, Raw in, NetworkNamespace ns) {
    this.script = script;
    this.in = in;
    this.ns = ns;
  }

  /** Routes on the link first: those through gateways need them. */
  void routes() {
    List<Route> rows = List.copyOf(ns.routes().main().rows());
    ns.devices().values().stream()
        .flatMap(RouteCommands::connected)
        .filter(route -> rows.stream().noneMatch(row -> isSame(row, route)))
        .forEach(route -> route("del", route, TableNames.MAIN));
    ns.routes().tables().stream()
        .filter(table -> !table.name().equals(TableNames.LOCAL))
        .forEach(this::table);
  }

  private void table(RouteTable table) {
    table.rows().stream()
        .filter(row -> !row.protocol().equals(KERNEL))
        .sorted((one, other) -> Boolean.compare(one.via() != null, other.via() != null))
        .forEach(row -> route("append", row, table.name()));
  }

  /** Rules, if they are not those of a new namespace. */
  void rules() {
    List<PolicyRule> rules = ns.routes().rules();
    for (PolicyRule each : PolicyRule.DEFAULTS) {
      if (!rules.contains(each)) {
        rule("del", each);
      }
    }
    for (PolicyRule each : rules) {
      if (!PolicyRule.DEFAULTS.contains(each)) {
        rule("add", each);
      }
    }
  }

  private void rule(String verb, PolicyRule rule) {
    List<Object> words = new ArrayList<>(List.of("ip", "-n", in, "rule", verb));
    words.addAll(List.of("prio", rule.priority()));
    words.addAll(List.of(RuleText.words(rule).strip().split("\\s+", -1)));
    script.command(words.toArray());
  }

  /** The routes that come with addresses (fib_add_ifaddr); somebody may have deleted them. */
  private static Stream<Route> connected(Device device) {
    return device.addresses().stream()
        .filter(address -> device.up() && !address.ip().isLoopback())
        .map(dev.podlane.net.addr.InterfaceAddress::prefix)
        .filter(prefix -> prefix.length() < 32)
        .distinct()
        .map(prefix -> Route.unicast(prefix, null, device.name(), null, 0));
  }

  private static boolean isSame(Route row, Route connected) {
    return row.via() == null
        && row.metric() == 0
        && row.destination().equals(connected.destination())
        && Objects.equals(row.device(), connected.device());
  }

  private void route(String verb, Route row, String table) {
    List<Object> words = new ArrayList<>(List.of("ip", "-n", in, "route", verb));
    if (row.type() != RouteType.UNICAST) {
      words.add(row.type().text());
    }
    words.add(row.destination());
    option(words, "via", row.via());
    option(words, "dev", row.device());
    option(words, "src", row.source());
    if (!table.equals(TableNames.MAIN)) {
      option(words, "table", table);
    }
    if (row.metric() != 0) {
      option(words, "metric", row.metric());
    }
    if (!row.protocol().equals("boot")) {
      option(words, "proto", row.protocol());
    }
    boolean isUsual = (row.via() == null) == (row.scope() == Route.Scope.LINK);
    if (row.type() == RouteType.UNICAST && !isUsual) {
      option(words, "scope", row.scope().text());
    }
    if (row.onlink() || !isReachable(row)) {
      words.add("onlink");
    }
    script.command(words.toArray());
  }

  /** A gateway may have lost the route that led to it since: the kernel does not look again. */
  private boolean isReachable(Route row) {
    Ip via = row.via();
    return via == null
        || (ns.routes().lookup(via) instanceof RouteDecision.Unicast way
            && way.row().via() == null
            && way.device().equals(row.device()));
  }

  /** Permanent neighbours. */
  void neighbours() {
    for (Neighbour each : ns.neighbours()) {
      List<Object> words = new ArrayList<>(List.of("ip", "-n", in, "neigh", "replace"));
      words.addAll(List.of(each.ip(), "lladdr", each.mac(), "dev", each.device()));
      words.addAll(List.of("nud", "permanent"));
      script.command(words.toArray());
    }
  }

  /** Forwarding entries; those of a tunnel say where the station is. */
  void forwarding() {
    for (ForwardingEntry each : ns.forwarding()) {
      List<Object> words = new ArrayList<>(List.of("bridge", "-n", in, "fdb", "append"));
      words.addAll(List.of(each.mac(), "dev", each.device()));
      Ip remote = each.remote();
      words.addAll(
          remote == null
              ? List.of("master", "static")
              : List.of("dst", remote, "self", "permanent"));
      script.command(words.toArray());
    }
  }

  private static void option(List<Object> words, String name, @Nullable Object value) {
    if (value != null) {
      words.add(name);
      words.add(value);
    }
  }
}
