package dev.podlane.compile.proxy;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.RuleLine;

/** The names that kube-proxy in mode iptables gives to the chains of a port, and its words. */
record IptablesNames(ProxiedPort port, String hash) {
  static IptablesNames of(ProxiedPort port) {
    return new IptablesNames(port, ServiceHash.of(port.name() + port.protocolWord(), 16));
  }

  String cluster() {
    return "KUBE-SVC-" + hash;
  }

  String local() {
    return "KUBE-SVL-" + hash;
  }

  String external() {
    return "KUBE-EXT-" + hash;
  }

  String firewall() {
    return "KUBE-FW-" + hash;
  }

  String endpoint(Backend backend) {
    return "KUBE-SEP-" + ServiceHash.of(port.name() + port.protocolWord() + backend.text(), 16);
  }

  /** A line about packets to an address and the Service's port. */
  RuleLine to(Ip address, String comment) {
    Protocol protocol = port.protocol();
    return new RuleLine()
        .to(Prefix.host(address))
        .protocol(protocol)
        .comment(port.name() + " " + comment)
        .toPort(protocol, port.port().port());
  }
}
