package dev.podlane.net.ns;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.link.Device;
import dev.podlane.net.route.PolicyRule;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteTable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a namespace is made of, by its id ({@link ElementIds}): devices, addresses,
 * routes, policy rules, sockets, settings, permanent neighbours, forwarding entries set by hand,
 * chains, rules and sets.
 */
public final class Elements {
  private final NetworkNamespace ns;
  private final @Nullable NetworkNamespace before;
  private final Map<String, Element> all = new LinkedHashMap<>();
  private final Map<String, Integer> alike = new HashMap<>();

  /** The kind of an element. */
  public enum Kind {
    DEVICE,
    ADDRESS,
    /** A route that the kernel adds to an address. */
    KERNEL_ROUTE,
    ROUTE,
    POLICY_RULE,
    LISTENER,
    SYSCTL,
    NEIGHBOUR,
    FORWARDING,
    CHAIN,
    RULE,
    SET,
    SET_ENTRY
  }

  /**
   * One element.
   *
   * @param id its id, which no other element of the network has
   * @param kind kind of the element
   * @param device the device it belongs to; empty if it belongs to none
   */
  public record Element(String id, Kind kind, String device) {}

  private Elements(NetworkNamespace ns, @Nullable NetworkNamespace before) {
    this.ns = ns;
    this.before = before;
  }

  /** Those of a namespace by id, in the order of the list above. */
  public static Map<String, Element> of(NetworkNamespace ns) {
    return of(ns, Integer.MAX_VALUE);
  }

  /** The same, but only so many chains of each table with their rules. */
  public static Map<String, Element> of(NetworkNamespace ns, int chains) {
    Map<String, Element> all = new LinkedHashMap<>(changed(ns, null));
    all.putAll(changedRules(ns, null, chains));
    return all;
  }

  /**
   * Those of the parts of a namespace that are other objects than in another state of it: its
   * devices, routing tables, sockets and so on, but not its chains, rules and sets.
   *
   * @param before the other state; null for every part
   */
  public static Map<String, Element> changed(
      NetworkNamespace ns, @Nullable NetworkNamespace before) {
    Elements elements = new Elements(ns, before);
    if (elements.isOther(NetworkNamespace::devices)) {
      ns.devices().values().forEach(elements::device);
    }
    if (elements.isOther(found -> found.routes().tables())) {
      ns.routes().inOrder().forEach(elements::table);
    }
    if (elements.isOther(found -> found.routes().rules())) {
      ns.routes().rules().forEach(elements::policyRule);
    }
    if (elements.isOther(NetworkNamespace::sockets)) {
      ns.sockets()
          .listening()
          .forEach(each -> elements.add(Kind.LISTENER, "", ElementIds.listener(ns.name(), each)));
    }
    if (elements.isOther(NetworkNamespace::sysctls)) {
      ns.sysctls()
          .values()
          .keySet()
          .forEach(key -> elements.add(Kind.SYSCTL, "", ElementIds.sysctl(ns.name(), key)));
    }
    elements.permanentEntries();
    return elements.all;
  }

  /**
   * The chains, rules and sets of a namespace; none if its ruleset is the same object as in another
   * state of it. Rules are written for it, which can be hundreds of thousands.
   *
   * @param before the other state; null for none
   * @param chains the number of chains of each table that are told at most, with their rules
   */
  public static Map<String, Element> changedRules(
      NetworkNamespace ns, @Nullable NetworkNamespace before, int chains) {
    Elements elements = new Elements(ns, before);
    if (elements.isOther(NetworkNamespace::ruleset)) {
      ns.ruleset().ordered().forEach(table -> elements.chains(table, chains));
      ns.ruleset().sets().values().forEach(elements::set);
    }
    return elements.all;
  }

  @SuppressWarnings("ReferenceEquality") // equal parts may be told again, but that is slow
  private boolean isOther(Function<NetworkNamespace, Object> part) {
    return before == null || part.apply(ns) != part.apply(before);
  }

  private void permanentEntries() {
    if (isOther(NetworkNamespace::neighbours)) {
      ns.neighbours()
          .forEach(
              each -> add(Kind.NEIGHBOUR, each.device(), ElementIds.neighbour(ns.name(), each)));
    }
    if (isOther(NetworkNamespace::forwarding)) {
      ns.forwarding()
          .forEach(
              each -> add(Kind.FORWARDING, each.device(), ElementIds.forwarding(ns.name(), each)));
    }
  }

  private void add(Kind kind, String device, String id) {
    all.put(id, new Element(id, kind, device));
  }

  private void device(Device device) {
    add(Kind.DEVICE, device.name(), ElementIds.device(ns.name(), device.name()));
    device
        .addresses()
        .forEach(
            each ->
                add(
                    Kind.ADDRESS,
                    device.name(),
                    ElementIds.address(ns.name(), device.name(), each)));
  }

  private void table(RouteTable table) {
    for (Route row : table.rows()) {
      String device = row.device() == null ? "" : row.device();
      Kind kind = row.protocol().equals("kernel") ? Kind.KERNEL_ROUTE : Kind.ROUTE;
      add(kind, device, ElementIds.route(ns.name(), table.name(), row));
    }
  }

  private void policyRule(PolicyRule rule) {
    add(Kind.POLICY_RULE, "", numbered(ElementIds.policyRule(ns.name(), rule)));
  }

  private void chains(Table table, int most) {
    for (Chain chain : table.shown(most)) {
      add(Kind.CHAIN, "", ElementIds.chain(ns.name(), table.name(), chain.name()));
      ElementIds.rules(ns.name(), table.name(), chain).forEach(id -> add(Kind.RULE, "", id));
    }
    table.sets().values().forEach(set -> set(table, set));
  }

  private void set(Table table, NamedSet set) {
    add(Kind.SET, "", ElementIds.set(ns.name(), table.name(), set.name()));
    set.elements()
        .forEach(
            each ->
                add(
                    Kind.SET_ENTRY,
                    "",
                    ElementIds.element(ns.name(), table.name(), set.name(), each)));
  }

  private void set(IpSet set) {
    add(Kind.SET, "", ElementIds.set(ns.name(), set.name()));
    set.entries()
        .forEach(
            entry -> add(Kind.SET_ENTRY, "", ElementIds.entryOfSet(ns.name(), set.name(), entry)));
  }

  /** Numbers equal elements: the second gets a 2, and so on. */
  private String numbered(String id) {
    int count = alike.merge(id, 1, Integer::sum);
    return count == 1 ? id : id + "~" + count;
  }
}
