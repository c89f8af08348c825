package dev.podlane.kernel.secondreading;

import dev.podlane.kernel.secondreading.EndpointReading.Ready;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The rules of one port of one Service, read as {@link IptablesReading} says.
 *
 * <p>It adds them to the reading's.
 */
final class IptablesPort {
  private final IptablesReading to;
  private final ServiceSet set;
  private final PortReading port;
  private final EndpointReading endpoints;
  private final String cluster;
  private final String local;
  private final String outside;
  private final String firewall;
  private final String protocol;

  IptablesPort(IptablesReading to, PortReading port) {
    this.to = to;
    this.set = to.set();
    this.port = port;
    this.endpoints = EndpointReading.of(set, port);
    String hash = PortReading.hash(port.name() + port.protocol(), 16);
    this.cluster = "KUBE-SVC-" + hash;
    this.local = "KUBE-SVL-" + hash;
    this.outside = "KUBE-EXT-" + hash;
    this.firewall = "KUBE-FW-" + hash;
    this.protocol = " -m " + port.protocol() + " -p " + port.protocol();
  }

  private String at(String address) {
    return protocol + " -d " + address + " --dport " + port.port().port();
  }

  void write() {
    boolean hasInside =
        endpoints.hasAny() && !(port.isInternalLocal() && endpoints.local().isEmpty());
    boolean hasOutside =
        endpoints.hasAny() && !(port.isExternalLocal() && endpoints.local().isEmpty());
    entries(hasInside, hasOutside);
    if (hasInside) {
      inside(port.isInternalLocal() ? local : cluster);
    }
    if (endpoints.hasAny() && port.isReachableFromOutside()) {
      outside(hasOutside);
    }
    if (endpoints.hasAny() && port.hasSourceRanges()) {
      firewall();
    }
    balance(cluster, endpoints.cluster());
    balance(local, endpoints.local());
    endpoints.all().forEach(this::endpoint);
  }

  private void entries(boolean hasInside, boolean hasOutside) {
    String why = endpoints.hasAny() ? " has no local endpoints" : " has no endpoints";
    String refusal = endpoints.hasAny() ? " -j DROP" : " -j REJECT";
    String no = IptablesReading.comment(port.name() + why);
    String inside = IptablesReading.comment(port.name() + " cluster IP") + at(port.clusterIp());
    if (hasInside) {
      String chain = port.isInternalLocal() ? local : cluster;
      to.nat("KUBE-SERVICES" + inside + " -j " + chain);
    } else {
      to.filter("KUBE-SERVICES" + no + at(port.clusterIp()) + refusal);
    }
    for (String address : port.externalIps()) {
      entry(IptablesReading.comment(port.name() + " external IP") + at(address), outside);
    }
    boolean checks = endpoints.hasAny() && port.hasSourceRanges();
    for (String address : port.vips()) {
      entry(
          IptablesReading.comment(port.name() + " loadbalancer IP") + at(address),
          checks ? firewall : outside);
      if (checks) {
        to.filter(
            "KUBE-PROXY-FIREWALL"
                + IptablesReading.comment(port.name() + " traffic not accepted by " + firewall)
                + at(address)
                + " -j DROP");
      }
    }
    if (!hasOutside) {
      List<String> addresses = new ArrayList<>(port.externalIps());
      addresses.addAll(port.vips());
      for (String address : addresses) {
        to.filter("KUBE-EXTERNAL-SERVICES" + no + at(address) + refusal);
      }
    }
    nodePort(hasOutside, no, refusal);
  }

  private void entry(String match, String chain) {
    if (endpoints.hasAny()) {
      to.nat("KUBE-SERVICES" + match + " -j " + chain);
    }
  }

  private void nodePort(boolean hasOutside, String no, String refusal) {
    String dport = " --dport " + port.port().nodePort();
    if (port.port().nodePort() != 0) {
      String rule = "KUBE-NODEPORTS" + IptablesReading.comment(port.name()) + protocol;
      if (endpoints.hasAny() && to.answersLocalhost()) {
        to.nat(
            rule
                + " -d 127.0.0.0/8"
                + dport
                + " -m nfacct --nfacct-name localhost_nps_accepted_pkts -j "
                + outside);
      }
      if (endpoints.hasAny()) {
        to.nat(rule + dport + " -j " + outside);
      }
      if (!hasOutside) {
        to.filter(
            "KUBE-EXTERNAL-SERVICES"
                + no
                + " -m addrtype --dst-type LOCAL"
                + protocol
                + dport
                + refusal);
      }
    }
    if (port.health() != 0) {
      to.filter(
          "KUBE-NODEPORTS"
              + IptablesReading.comment(port.name() + " health check node port")
              + " -m tcp -p tcp --dport "
              + port.health()
              + " -j ACCEPT");
    }
  }

  private void inside(String chain) {
    String pods = set.proxy().clusterCidr();
    if (set.proxy().masqueradeAll() || pods != null) {
      String from = set.proxy().masqueradeAll() ? "" : " ! -s " + pods;
      to.nat(
          chain
              + IptablesReading.comment(port.name() + " cluster IP")
              + at(port.clusterIp())
              + from
              + " -j KUBE-MARK-MASQ");
    }
  }

  private void outside(boolean hasOutside) {
    to.natChain(outside);
    String what = port.name() + " external destinations";
    if (!port.isExternalLocal()) {
      to.nat(
          outside
              + IptablesReading.comment("masquerade traffic for " + what)
              + " -j KUBE-MARK-MASQ");
    } else {
      String pods = set.proxy().clusterCidr();
      if (pods != null) {
        to.nat(
            outside
                + IptablesReading.comment("pod traffic for " + what)
                + " -s "
                + pods
                + " -j "
                + cluster);
      }
      String self = " -m addrtype --src-type LOCAL -j ";
      to.nat(
          outside
              + IptablesReading.comment("masquerade LOCAL traffic for " + what)
              + self
              + "KUBE-MARK-MASQ");
      to.nat(outside + IptablesReading.comment("route LOCAL traffic for " + what) + self + cluster);
    }
    if (hasOutside) {
      to.nat(outside + " -j " + (port.isExternalLocal() ? local : cluster));
    }
  }

  private void firewall() {
    to.natChain(firewall);
    List<String> sources = NodePortAddresses.accepted(set, port);
    for (String source : sources) {
      to.nat(
          firewall
              + IptablesReading.comment(port.name() + " loadbalancer IP")
              + " -s "
              + source
              + " -j "
              + outside);
    }
    to.nat(
        firewall
            + IptablesReading.comment(
                "other traffic to "
                    + port.name()
                    + " will be dropped by"
                    + " KUBE-PROXY-FIREWALL"));
  }

  private String endpointChain(Ready endpoint) {
    return "KUBE-SEP-" + PortReading.hash(port.name() + port.protocol() + endpoint.text(), 16);
  }

  private void balance(String chain, List<Ready> some) {
    if (some.isEmpty()) {
      return;
    }
    to.natChain(chain);
    for (Ready each : port.isSticky() ? some : List.<Ready>of()) {
      String sep = endpointChain(each);
      to.nat(
          chain
              + arrow(each)
              + " -m recent --name "
              + sep
              + " --rcheck --seconds "
              + port.affinity()
              + " --reap -j "
              + sep);
    }
    for (int at = 0; at < some.size(); at++) {
      int left = some.size() - at;
      String chance =
          left == 1
              ? ""
              : " -m statistic --mode random --probability "
                  + String.format(Locale.ROOT, "%.10f", 1.0 / left);
      to.nat(chain + arrow(some.get(at)) + chance + " -j " + endpointChain(some.get(at)));
    }
  }

  private String arrow(Ready endpoint) {
    return to.isLarge() ? "" : IptablesReading.comment(port.name() + " -> " + endpoint.text());
  }

  private void endpoint(Ready endpoint) {
    String chain = endpointChain(endpoint);
    to.natChain(chain);
    String rule = chain + (to.isLarge() ? "" : IptablesReading.comment(port.name()));
    to.nat(rule + " -s " + endpoint.ip() + " -j KUBE-MARK-MASQ");
    String recent = port.isSticky() ? " -m recent --name " + chain + " --set" : "";
    to.nat(rule + recent + protocol + " -j DNAT --to-destination " + endpoint.text());
  }
}
