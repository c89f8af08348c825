package dev.podlane.compile.proxy;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.RuleLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that kube-proxy in mode iptables gives to the chains of a port, and its words. */
record IptablesNames(ProxiedPort port) {
  private static final int HASH = 16;
  private static final String CLUSTER = "KUBE-SVC-";
  private static final String LOCAL = "KUBE-SVL-";
  private static final String EXTERNAL = "KUBE-EXT-";
  private static final String FIREWALL = "KUBE-FW-";
  private static final List<String> PREFIXES = List.of(CLUSTER, LOCAL, EXTERNAL, FIREWALL);

  /** Begins the names of endpoints' chains. */
  static final String ENDPOINT = "KUBE-SEP-";

  /** The part of the names that its chains share. */
  String hash() {
    return ServiceHash.of(port.name() + port.protocolWord(), HASH);
  }

  /** The hash in the name of a port's chain; null if it is the name of another chain. */
  static @Nullable String hashIn(String chain) {
    for (String prefix : PREFIXES) {
      if (chain.startsWith(prefix)) {
        return chain.substring(prefix.length());
      }
    }
    return null;
  }

  String cluster() {
    return CLUSTER + hash();
  }

  String local() {
    return LOCAL + hash();
  }

  String external() {
    return EXTERNAL + hash();
  }

  String firewall() {
    return FIREWALL + hash();
  }

  String endpoint(Backend backend) {
    return ENDPOINT + ServiceHash.of(port.name() + port.protocolWord() + backend.text(), HASH);
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
