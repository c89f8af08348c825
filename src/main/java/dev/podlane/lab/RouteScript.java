package dev.podlane.lab;

import dev.podlane.console.route.IpRuleText;
import dev.podlane.console.route.NexthopText;
import dev.podlane.console.route.RouteText;
import dev.podlane.lab.ScriptText.Raw;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.link.Neighbour;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteChanges;
import dev.podlane.net.ns.RouteChanges.Change;
import dev.podlane.net.ns.RuleChanges;
import dev.podlane.net.route.Nexthop;
import dev.podlane.net.route.PolicyRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sets routes, neighbours and forwarding entries. */
final class RouteScript {
  private final ScriptText script;
  private final Raw in;
  private final NetworkNamespace ns;

  RouteScript(ScriptText script, Raw in, NetworkNamespace ns) {
    this.script = script;
    this.in = in;
    this.ns = ns;
  }

  /** Routes besides those that came with addresses. */
  void routes() {
    RouteChanges changes = RouteChanges.of(ns);
    boolean isWaiting = true;
    for (Change each : changes.added()) {
      if (isWaiting && each.row().options().nexthop() != null) {
        changes.nexthops().forEach(this::nexthop);
        isWaiting = false;
      }
      route(each);
    }
    if (isWaiting) {
      changes.nexthops().forEach(this::nexthop);
    }
    changes.deleted().forEach(this::route);
  }

  private void nexthop(Nexthop one) {
    List<Object> words = new ArrayList<>(List.of("ip", "-n", in, "nexthop", "add"));
    words.addAll(List.of(NexthopText.command(one).split(" ", -1)));
    script.command(words.toArray());
  }

  /** Rules, if they are not those of a new namespace. */
  void rules() {
    RuleChanges changes = RuleChanges.of(ns.routes());
    changes.deleted().forEach(rule -> rule("del", rule));
    changes.added().forEach(rule -> rule("add", rule));
  }

  private void rule(String verb, PolicyRule rule) {
    List<Object> words = new ArrayList<>(List.of("ip", "-n", in, "rule", verb));
    words.addAll(List.of(IpRuleText.command(rule).split("\\s+", -1)));
    script.command(words.toArray());
  }

  private void route(Change change) {
    String verb = change.verb().name().toLowerCase(Locale.ROOT);
    List<Object> words = new ArrayList<>(List.of("ip", "-n", in, "route", verb));
    words.addAll(List.of(RouteText.command(change.row(), change.table()).split(" ", -1)));
    script.command(words.toArray());
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
}
