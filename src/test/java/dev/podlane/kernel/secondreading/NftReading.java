package dev.podlane.kernel.secondreading;

import dev.podlane.kernel.secondreading.EndpointReading.Ready;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * kube-proxy's input for nft.
 *
 * <p>Read in kubernetes/kubernetes, {@code pkg/proxy/nftables}: {@code proxier.go} before 1.35
 * (commit b0f823e6), {@code proxier_test.go} of 1.35 (commit 81810de6), and for 1.36 and 1.37 pull
 * requests 135800 (no chain mark-for-masquerade), 136499 (hairpin-connections, endpoints without
 * chains), 140723 (one endpoint) and listings of real nodes, as that source is not published here.
 */
final class NftReading {
  private final ServiceSet set;
  private final NftBase base;
  private final boolean isOld;
  private final String mark;
  private final List<String> chains = new ArrayList<>();
  private final List<String> rules = new ArrayList<>();
  private final Set<String> elements = new LinkedHashSet<>();

  private NftReading(ServiceSet set, NftBase.Version version) {
    this.set = set;
    this.base = new NftBase(set, version);
    this.isOld = version.isBefore(NftBase.Version.V1_36);
    this.mark = base.mark();
    PortReading.of(set).forEach(port -> new OfPort(port, version).write());
  }

  /** The text for this set's node. */
  static String of(ServiceSet set, NftBase.Version version) {
    NftReading reading = new NftReading(set, version);
    List<String> lines = new ArrayList<>(reading.base.lines());
    lines.addAll(reading.chains);
    lines.addAll(reading.rules);
    lines.addAll(reading.elements);
    return String.join("\n", lines) + "\n";
  }

  private void chain(String name) {
    chains.add("add chain ip kube-proxy " + name);
  }

  private void rule(String chain, String rule) {
    rules.add("add rule ip kube-proxy " + chain + " " + rule);
  }

  private void element(String of, String element) {
    elements.add("add element ip kube-proxy " + of + " { " + element + " }");
  }

  /** The chains, rules and elements of one port of one Service. */
  private final class OfPort {
    private final PortReading port;
    private final EndpointReading endpoints;
    private final NftBase.Version version;
    private final String name;
    private final String cluster;
    private final String local;
    private final String outside;
    private final String firewall;

    OfPort(PortReading port, NftBase.Version version) {
      this.port = port;
      this.version = version;
      this.endpoints = EndpointReading.of(set, port);
      this.name =
          String.join(
              "/",
              port.service().namespace(),
              port.service().name(),
              port.protocol(),
              port.port().name());
      String hashed = PortReading.hash(name, 8) + "-" + name;
      this.cluster = "service-" + hashed;
      this.local = "local-" + hashed;
      this.outside = "external-" + hashed;
      this.firewall = "firewall-" + hashed;
    }

    private String hashed(Ready endpoint) {
      String full = name + "__" + endpoint.ip() + "/" + endpoint.port();
      return PortReading.hash(full, 8) + "-" + full;
    }

    private String key(String address) {
      return address + " . " + port.protocol() + " . " + port.port().port();
    }

    void write() {
      boolean hasInside =
          endpoints.hasAny() && !(port.isInternalLocal() && endpoints.local().isEmpty());
      boolean hasOutside =
          endpoints.hasAny() && !(port.isExternalLocal() && endpoints.local().isEmpty());
      String refusal =
          " comment \""
              + port.name()
              + "\" : "
              + (endpoints.hasAny() ? "drop" : "goto reject-chain");
      element("cluster-ips", port.clusterIp());
      String inside = port.isInternalLocal() ? local : cluster;
      if (hasInside) {
        element("service-ips", key(port.clusterIp()) + " : goto " + inside);
        base.masqueradeInside(port).ifPresent(rule -> rule(inside, rule));
      } else {
        element("no-endpoint-services", key(port.clusterIp()) + refusal);
      }
      List<String> addresses = new ArrayList<>(port.externalIps());
      addresses.addAll(port.vips());
      for (String address : addresses) {
        if (endpoints.hasAny()) {
          element("service-ips", key(address) + " : goto " + outside);
        }
        if (!hasOutside) {
          element("no-endpoint-services", key(address) + refusal);
        }
      }
      if (port.port().nodePort() != 0) {
        String key = port.protocol() + " . " + port.port().nodePort();
        if (endpoints.hasAny()) {
          element("service-nodeports", key + " : goto " + outside);
        }
        if (!hasOutside) {
          element("no-endpoint-nodeports", key + refusal);
        }
      }
      if (endpoints.hasAny() && port.isReachableFromOutside()) {
        outside(hasOutside);
      }
      if (port.hasSourceRanges()) {
        firewall();
      }
      balance(cluster, endpoints.cluster());
      balance(local, endpoints.local());
      endpoints.all().forEach(this::endpoint);
    }

    private void outside(boolean hasOutside) {
      chain(outside);
      if (!port.isExternalLocal()) {
        rule(outside, mark);
      } else {
        String pods = set.proxy().clusterCidr();
        if (pods != null) {
          rule(
              outside,
              "ip saddr " + pods + " goto " + cluster + " comment \"short-circuit pod traffic\"");
        }
        rule(outside, "fib saddr type local " + mark + " comment \"masquerade local traffic\"");
        rule(
            outside,
            "fib saddr type local goto " + cluster + " comment \"short-circuit local traffic\"");
      }
      if (hasOutside) {
        rule(outside, "goto " + (port.isExternalLocal() ? local : cluster));
      }
    }

    private void firewall() {
      chain(firewall);
      String sources = String.join(" , ", NodePortAddresses.accepted(set, port));
      rule(firewall, "ip saddr != { " + sources + " } drop");
      for (String address : port.vips()) {
        element("firewall-ips", key(address) + " : goto " + firewall);
      }
    }

    private void balance(String chain, List<Ready> some) {
      if (some.isEmpty()) {
        return;
      }
      chain(chain);
      String each = "numgen random mod " + some.size();
      List<String> choices = new ArrayList<>();
      if (isOld || port.isSticky()) {
        for (int at = 0; at < some.size(); at++) {
          String hashed = hashed(some.get(at));
          if (port.isSticky()) {
            rule(chain, "ip saddr @affinity-" + hashed + " goto endpoint-" + hashed);
          }
          choices.add(at + " : goto endpoint-" + hashed);
        }
        rule(chain, each + " vmap { " + String.join(" , ", choices) + " }");
        return;
      }
      String protocol = "meta l4proto " + port.protocol();
      if (some.size() == 1 && version == NftBase.Version.V1_37) {
        rule(chain, protocol + " dnat to " + some.get(0).text());
        return;
      }
      for (int at = 0; at < some.size(); at++) {
        choices.add(at + " : " + some.get(at).ip() + " . " + some.get(at).port());
      }
      rule(
          chain,
          protocol
              + " dnat ip addr . port to "
              + each
              + " map { "
              + String.join(" , ", choices)
              + " }");
    }

    private void endpoint(Ready endpoint) {
      String hashed = hashed(endpoint);
      if (port.isSticky()) {
        chains.add(
            "add set ip kube-proxy affinity-"
                + hashed
                + " { type ipv4_addr ; flags dynamic,timeout ; timeout "
                + port.affinity()
                + "s ; }");
      }
      if (!isOld && endpoint.isLocal()) {
        String twice = endpoint.ip() + " . " + endpoint.ip();
        element("hairpin-connections", twice + " . " + port.protocol() + " . " + endpoint.port());
      }
      if (isOld || port.isSticky()) {
        chain("endpoint-" + hashed);
        if (isOld) {
          rule("endpoint-" + hashed, "ip saddr " + endpoint.ip() + " jump mark-for-masquerade");
        }
        if (port.isSticky()) {
          rule("endpoint-" + hashed, "update @affinity-" + hashed + " { ip saddr }");
        }
        rule(
            "endpoint-" + hashed,
            "meta l4proto " + port.protocol() + " dnat to " + endpoint.text());
      }
    }
  }
}
