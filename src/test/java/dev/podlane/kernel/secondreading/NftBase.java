package dev.podlane.kernel.secondreading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of the table that no Service changes.
 *
 * <p>Read as {@link NftReading} says; the base chains are those of setupNFTables and of baseRules
 * in {@code proxier_test.go}.
 */
final class NftBase {
  private static final String ADDRESS_PORT = "ipv4_addr . inet_proto . inet_service";

  /** Versions of kube-proxy that write the table in different ways. */
  enum Version {
    V1_34("1.34"),
    V1_35("1.35"),
    V1_36("1.36"),
    V1_37("1.37");

    private final String text;

    Version(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    boolean isBefore(Version other) {
      return compareTo(other) < 0;
    }
  }

  private final ServiceSet set;
  private final Version version;
  private final List<String> lines = new ArrayList<>();

  NftBase(ServiceSet set, Version version) {
    this.set = set;
    this.version = version;
  }

  /** The statement that marks a packet for masquerading. */
  String mark() {
    return version.isBefore(Version.V1_36) ? "jump mark-for-masquerade" : "mark set mark or 0x4000";
  }

  /** The rule in a Service's own chain that marks what comes from outside for its cluster IP. */
  Optional<String> masqueradeInside(PortReading port) {
    String pods = set.proxy().clusterCidr();
    boolean all = set.proxy().masqueradeAll();
    if (!version.isBefore(Version.V1_36) || (!all && pods == null)) {
      return Optional.empty();
    }
    String dport =
        version == Version.V1_34 ? " " + port.protocol() + " dport " + port.port().port() : "";
    String from = all ? "" : " ip saddr != " + pods;
    return Optional.of("ip daddr " + port.clusterIp() + dport + from + " " + mark());
  }

  /** Commands, in an order that nft can follow. */
  List<String> lines() {
    lines.add("add table ip kube-proxy { comment \"rules for kube-proxy\" ; }");
    containers();
    hooks();
    for (String chain :
        List.of(
            "cluster-ips-check",
            "firewall-check",
            "masquerading",
            "nodeport-endpoints-check",
            "services",
            "service-endpoints-check")) {
      lines.add("add chain ip kube-proxy " + chain);
    }
    lines.add(
        "add chain ip kube-proxy reject-chain { comment \"helper for @no-endpoint-services /"
            + " @no-endpoint-nodeports\" ; }");
    rules();
    return lines;
  }

  private void containers() {
    container("set", "cluster-ips", "ipv4_addr", "Active ClusterIPs");
    if (!takesAll()) {
      container("set", "nodeport-ips", "ipv4_addr", "IPs that accept NodePort traffic");
      for (String address : nodePortIps()) {
        lines.add("add element ip kube-proxy nodeport-ips { " + address + " }");
      }
    }
    if (!version.isBefore(Version.V1_36)) {
      String type = "ipv4_addr . " + ADDRESS_PORT;
      container("set", "hairpin-connections", type, "service hairpin connections");
    }
    map("firewall-ips", ADDRESS_PORT, "destinations that are subject to LoadBalancerSourceRanges");
    map(
        "no-endpoint-nodeports",
        "inet_proto . inet_service",
        "vmap to drop or reject packets to service nodeports with no endpoints");
    map(
        "no-endpoint-services",
        ADDRESS_PORT,
        "vmap to drop or reject packets to services with no endpoints");
    map("service-ips", ADDRESS_PORT, "ClusterIP, ExternalIP and LoadBalancer IP traffic");
    map("service-nodeports", "inet_proto . inet_service", "NodePort traffic");
  }

  private void container(String kind, String name, String type, String comment) {
    lines.add(
        "add %s ip kube-proxy %s { type %s ; comment \"%s\" ; }"
            .formatted(kind, name, type, comment));
  }

  private void map(String name, String key, String comment) {
    container("map", name, key + " : verdict", comment);
  }

  /** In this mode nothing set means the node's own address. */
  private boolean takesAll() {
    return !set.proxy().nodePortAddresses().isEmpty()
        && NodePortAddresses.blocks(set).get(0).length() == 0;
  }

  private List<String> nodePortIps() {
    if (set.proxy().nodePortAddresses().isEmpty()) {
      return List.of(set.node().ip());
    }
    return NodePortAddresses.of(set).stream().filter(each -> !each.startsWith("127.")).toList();
  }

  private void hook(String chain, String type, String hook, int priority, String... jumps) {
    lines.add(
        "add chain ip kube-proxy %s { type %s hook %s priority %d ; }"
            .formatted(chain, type, hook, priority));
    for (String jump : jumps) {
      lines.add("add chain ip kube-proxy " + jump);
      String match = type.equals("filter") ? "ct state new " : "";
      lines.add("add rule ip kube-proxy " + chain + " " + match + "jump " + jump);
    }
  }

  private void hooks() {
    String services = "service-endpoints-check";
    String nodePorts = "nodeport-endpoints-check";
    if (version == Version.V1_34) {
      hook("filter-prerouting", "filter", "prerouting", -110, "firewall-check");
      hook("filter-input", "filter", "input", -110, nodePorts, services);
      hook("filter-forward", "filter", "forward", -110, services, "cluster-ips-check");
      hook("filter-output", "filter", "output", -110, services, "firewall-check");
      hook("filter-output-post-dnat", "filter", "output", -90, "cluster-ips-check");
    } else {
      hook("filter-prerouting-pre-dnat", "filter", "prerouting", -110, "firewall-check");
      hook("filter-output-pre-dnat", "filter", "output", -110, "firewall-check");
      hook("filter-input", "filter", "input", 0, nodePorts, services);
      hook("filter-forward", "filter", "forward", 0, services, "cluster-ips-check");
      hook("filter-output", "filter", "output", 0, services, "cluster-ips-check");
    }
    hook("nat-prerouting", "nat", "prerouting", -100, "services");
    hook("nat-output", "nat", "output", -100, "services");
    hook("nat-postrouting", "nat", "postrouting", 100, "masquerading");
  }

  private void rule(String chain, String rule) {
    lines.add("add rule ip kube-proxy " + chain + " " + rule);
  }

  private void rules() {
    rule(
        "cluster-ips-check",
        "ip daddr @cluster-ips reject comment \"Reject traffic to invalid ports of ClusterIPs\"");
    rule(
        "cluster-ips-check",
        "ip daddr { "
            + set.proxy().serviceCidr()
            + " } drop comment \"Drop traffic to unallocated ClusterIPs\"");
    String key = "ip daddr . meta l4proto . th dport vmap ";
    rule("firewall-check", key + "@firewall-ips");
    rule("service-endpoints-check", key + "@no-endpoint-services");
    rule("reject-chain", "reject");
    masquerading();
    rule("services", key + "@service-ips");
    String local = takesAll() ? "ip daddr != 127.0.0.0/8" : "ip daddr @nodeport-ips";
    String port = " meta l4proto . th dport vmap ";
    rule("nodeport-endpoints-check", local + port + "@no-endpoint-nodeports");
    String type = takesAll() ? "fib daddr type local " : "";
    rule("services", type + local + port + "@service-nodeports");
  }

  private void masquerading() {
    if (version.isBefore(Version.V1_36)) {
      lines.add("add chain ip kube-proxy mark-for-masquerade");
      rule("mark-for-masquerade", "mark set mark or 0x4000");
      rule("masquerading", "mark and 0x4000 == 0 return");
      rule("masquerading", "mark set mark xor 0x4000");
      rule("masquerading", "masquerade fully-random");
      return;
    }
    rule("masquerading", "mark and 0x4000 != 0 mark set mark xor 0x4000 masquerade fully-random");
    rule(
        "masquerading",
        "ct status dnat ip saddr . ip daddr . meta l4proto . th dport @hairpin-connections"
            + " masquerade fully-random");
    String pods = set.proxy().clusterCidr();
    if (set.proxy().masqueradeAll()) {
      // the text of this one was not seen: its comment is left out when both are compared
      rule("services", "ip daddr @cluster-ips " + mark());
    } else if (pods != null) {
      rule(
          "services",
          "ip daddr @cluster-ips ip saddr != "
              + pods
              + " "
              + mark()
              + " comment \"masquerade clusterIP traffic from outside cluster\"");
    }
  }
}
