package dev.podlane.compile.proxy;

import dev.podlane.compile.proxy.ProxyRule.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.AddressKind;
import dev.podlane.net.filter.OtherMatch.AddressType;
import dev.podlane.net.filter.RuleLine;
import dev.podlane.net.filter.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the rules about one port that kube-proxy in mode iptables puts into the chains of all
 * Services (kubernetes {@code pkg/proxy/iptables/proxier.go}, syncProxyRules).
 */
final class IptablesEntries {
  private static final Prefix LOOPBACK = Prefix.parse("127.0.0.0/8");

  private final PortOnNode here;
  private final ProxiedPort port;
  private final IptablesNames names;
  private final List<ProxyRule> rules = new ArrayList<>();

  private IptablesEntries(PortOnNode here, IptablesNames names) {
    this.here = here;
    this.port = here.port();
    this.names = names;
  }

  static List<ProxyRule> of(PortOnNode here, IptablesNames names) {
    IptablesEntries writer = new IptablesEntries(here, names);
    writer.write();
    return writer.rules;
  }

  private void add(Place place, RuleLine line, Why why, String path) {
    rules.add(new ProxyRule(place, line.rule(), why, path));
  }

  private void write() {
    if (here.hasInternal()) {
      RuleLine line =
          names
              .to(port.clusterIp(), "cluster IP")
              .then(new Target.Jump(port.isInternalLocal() ? names.local() : names.cluster()));
      add(Place.NAT_SERVICES, line, Why.SERVICE, port.path());
    } else {
      RuleLine line = names.to(port.clusterIp(), refused());
      refuse(Place.FILTER_SERVICES, line, here.internalPath());
    }
    for (Ip address : port.externalIps()) {
      external(address, "external IP", names.external(), "spec.externalIPs");
    }
    for (Ip address : port.balancerIps()) {
      String chain = here.isGuarded() ? names.firewall() : names.external();
      external(address, "loadbalancer IP", chain, "status.loadBalancer.ingress");
      if (here.isGuarded()) {
        String comment = "traffic not accepted by " + names.firewall();
        RuleLine line = names.to(address, comment).then(new Target.Drop());
        add(Place.FILTER_FIREWALL, line, Why.SOURCE_RANGES, "spec.loadBalancerSourceRanges");
      }
    }
    nodePort();
    if (port.healthCheckNodePort() != 0) {
      RuleLine line =
          new RuleLine()
              .protocol(Protocol.TCP)
              .comment(port.name() + " health check node port")
              .toPort(Protocol.TCP, port.healthCheckNodePort())
              .then(new Target.Accept());
      add(Place.FILTER_NODE_PORTS, line, Why.SERVICE, "spec.healthCheckNodePort");
    }
  }

  /** The words about a port that is not served here. */
  private String refused() {
    return here.choice().any() ? "has no local endpoints" : "has no endpoints";
  }

  private void refuse(Place place, RuleLine line, String path) {
    Target target =
        here.choice().any()
            ? new Target.Drop()
            : new Target.Reject(Target.Reject.With.ICMP_PORT_UNREACHABLE);
    add(place, line.then(target), here.refusal(), path);
  }

  private void external(Ip address, String comment, String chain, String path) {
    if (here.choice().any()) {
      RuleLine line = names.to(address, comment).then(new Target.Jump(chain));
      add(Place.NAT_SERVICES, line, Why.SERVICE, path);
    }
    if (!here.hasExternal()) {
      refuse(Place.FILTER_EXTERNAL, names.to(address, refused()), here.externalPath());
    }
  }

  private void nodePort() {
    int number = port.nodePort();
    if (number == 0) {
      return;
    }
    String path = port.path() + ".nodePort";
    Protocol protocol = port.protocol();
    if (here.choice().any()) {
      RuleLine line =
          new RuleLine().protocol(protocol).comment(port.name()).toPort(protocol, number);
      Target jump = new Target.Jump(names.external());
      if (IptablesTables.takesLocalhost(here.plan().proxy())) {
        RuleLine counted =
            new RuleLine()
                .to(LOOPBACK)
                .protocol(protocol)
                .comment(port.name())
                .toPort(protocol, number)
                .and(IptablesTables.counter("localhost_nps_accepted_pkts"));
        add(Place.NAT_NODE_PORTS, counted.then(jump), Why.SERVICE, path);
      }
      add(Place.NAT_NODE_PORTS, line.then(jump), Why.SERVICE, path);
    }
    if (!here.hasExternal()) {
      RuleLine line =
          new RuleLine()
              .protocol(protocol)
              .comment(port.name() + " " + refused())
              .and(new AddressType(false, AddressKind.LOCAL, AddressType.Limit.NONE, false))
              .toPort(protocol, number);
      refuse(Place.FILTER_EXTERNAL, line, here.externalPath());
    }
  }
}
