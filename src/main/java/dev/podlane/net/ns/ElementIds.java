package dev.podlane.net.ns;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.TableName;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.link.Neighbour;
import dev.podlane.net.route.PolicyRule;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Ids of the elements of a network: {@code namespace/device} for devices, {@code
 * namespace/kind/key} for the rest. They do not change as long as the element says the same, and no
 * two elements share one.
 */
public final class ElementIds {
  private ElementIds() {}

  /** Returns the id of a device, as {@code node-1/cbr0}. */
  public static String device(String namespace, String device) {
    return namespace + "/" + device;
  }

  /** Returns the id of an address, as {@code node-1/address/cbr0/10.0.1.1/24}. */
  public static String address(String namespace, String device, InterfaceAddress address) {
    return namespace + "/address/" + device + "/" + address;
  }

  /**
   * Returns the id of a row of a routing table, as {@code gateway/route/main/10.0.2.0/24 via
   * 10.100.0.3 dev eth0}.
   */
  public static String route(String namespace, String table, Route row) {
    StringBuilder id = new StringBuilder(namespace + "/route/" + table + "/");
    if (row.type() != RouteType.UNICAST) {
      id.append(row.type().text()).append(' ');
    }
    id.append(row.destination().length() == 0 ? "default" : row.destination());
    add(id, " via ", row.via());
    add(id, " dev ", row.device());
    add(id, " proto ", row.protocol().equals("boot") ? null : row.protocol());
    add(id, " scope ", row.scope() == Route.Scope.UNIVERSE ? null : row.scope().text());
    add(id, " src ", row.source());
    add(id, " metric ", row.metric() == 0 ? null : row.metric());
    add(id, " ", row.onlink() ? "onlink" : null);
    return id.toString();
  }

  /** Returns the id of a listening socket, as {@code default/web-1/listener/tcp/0.0.0.0:80}. */
  public static String listener(String namespace, Listener listener) {
    return namespace
        + "/listener/"
        + listener.protocol().word()
        + "/"
        + listener.address()
        + ":"
        + listener.port();
  }

  /** Returns the id of a setting, as {@code node-1/sysctl/net/ipv4/ip_forward}. */
  public static String sysctl(String namespace, String key) {
    return namespace + "/sysctl/" + Sysctls.normalise(key);
  }

  /** Returns the id of a permanent neighbour, as {@code node-1/neighbour/eth0/10.0.0.1}. */
  public static String neighbour(String namespace, Neighbour entry) {
    return namespace + "/neighbour/" + entry.device() + "/" + entry.ip();
  }

  /**
   * Returns the id of a permanent forwarding entry, as {@code
   * node-1/fdb/flannel.1/02:00:00:00:00:01}.
   */
  public static String forwarding(String namespace, ForwardingEntry entry) {
    String id = namespace + "/fdb/" + entry.device() + "/" + entry.mac();
    return entry.remote() == null ? id : id + "/" + entry.remote();
  }

  /**
   * Returns the id of a policy rule, as {@code node-1/ip-rule/32766/5f0c1a2e}; the digits are a
   * hash of its contents.
   */
  public static String policyRule(String namespace, PolicyRule rule) {
    return namespace + "/ip-rule/" + rule.priority() + "/" + digits(rule);
  }

  /** Of a chain of iptables, as {@code node-1/chain/nat/PREROUTING}. */
  public static String chain(String namespace, Table.Kind table, String chain) {
    return chain(namespace, TableName.of(table), chain);
  }

  /** Of a chain, as {@code node-1/chain/inet firewall/input}. */
  public static String chain(String namespace, TableName table, String chain) {
    return namespace + "/chain/" + table.text() + "/" + chain;
  }

  /**
   * Returns the id of a rule, as {@code node-1/rule/nat/PREROUTING/5f0c1a2e}; the digits are a hash
   * of its contents.
   */
  public static String rule(String namespace, Table.Kind table, String chain, Rule rule) {
    return rule(namespace, TableName.of(table), chain, rule);
  }

  /** Of a rule of any table. */
  public static String rule(String namespace, TableName table, String chain, Rule rule) {
    return namespace + "/rule/" + table.text() + "/" + chain + "/" + digits(rule);
  }

  /** Of the rules of a chain, in their order; of rules that say the same the second gets a 2. */
  public static List<String> rules(String namespace, TableName table, Chain chain) {
    Map<String, Integer> alike = new HashMap<>();
    List<String> ids = new ArrayList<>();
    for (Rule rule : chain.rules()) {
      String id = rule(namespace, table, chain.name(), rule);
      int count = alike.merge(id, 1, Integer::sum);
      ids.add(count == 1 ? id : id + "~" + count);
    }
    return ids;
  }

  /** Returns the id of a set, as {@code node-1/set/allowed}. */
  public static String set(String namespace, String set) {
    return namespace + "/set/" + set;
  }

  /** Of a set or map of nftables, as {@code node-1/set/ip kube-proxy/cluster-ips}. */
  public static String set(String namespace, TableName table, String set) {
    return namespace + "/set/" + table.text() + "/" + set;
  }

  /** Of an element of such a set; the digits say what it says. */
  public static String element(String namespace, TableName table, String set, Element element) {
    return set(namespace, table, set) + "/" + digits(element);
  }

  /** Of an entry of a set, as {@code node-1/set/allowed/5f0c1a2e}; the digits say what it says. */
  public static String entryOfSet(String namespace, String set, IpSet.Entry entry) {
    return set(namespace, set) + "/" + digits(entry.key());
  }

  private static String digits(Object said) {
    CRC32C sum = new CRC32C();
    sum.update(said.toString().getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }

  private static void add(StringBuilder id, String keyword, @Nullable Object value) {
    if (value != null) {
      id.append(keyword).append(value);
    }
  }
}
