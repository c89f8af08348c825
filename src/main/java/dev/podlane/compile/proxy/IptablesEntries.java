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
import java.util.function.Supplier;

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

  private void add(Place place, Ip to, Supplier<RuleLine> line, Why why, String path) {
    rules.add(new ProxyRule(place, to, 0, line, why, path));
  }

  private void addNodePort(Place place, int number, Supplier<RuleLine> line, Why why, String path) {
    rules.add(new ProxyRule(place, null, number, line, why, path));
  }

  private void write() {
    Ip own = port.clusterIp();
    if (here.hasInternal()) {
      add(
          Place.NAT_SERVICES,
          own,
          () ->
              names
                  .to(own, "cluster IP")
                  .then(new Target.Jump(port.isInternalLocal() ? names.local() : names.cluster())),
          Why.SERVICE,
          port.path());
    } else {
      refuse(Place.FILTER_SERVICES, own, here.internalPath());
    }
    for (Ip address : port.externalIps()) {
      external(address, "external IP", false, "spec.externalIPs");
    }
    boolean guarded = here.isServed() && here.isGuarded();
    for (Ip address : port.balancerIps()) {
      String path = "status.loadBalancer.ingress";
      external(address, "loadbalancer IP", guarded, path);
      if (guarded) {
        add(
            Place.FILTER_FIREWALL,
            address,
            () ->
                names
                    .to(address, "traffic not accepted by " + names.firewall())
                    .then(new Target.Drop()),
            Why.SOURCE_RANGES,
            "spec.loadBalancerSourceRanges");
      }
    }
    nodePort();
    int health = port.healthCheckNodePort();
    if (health != 0) {
      addNodePort(
          Place.FILTER_NODE_PORTS,
          health,
          () ->
              new RuleLine()
                  .protocol(Protocol.TCP)
                  .comment(port.name() + " health check node port")
                  .toPort(Protocol.TCP, health)
                  .then(new Target.Accept()),
          Why.SERVICE,
          "spec.healthCheckNodePort");
    }
  }

  /** The words about a port that is not served here. */
  private String refused() {
    return here.isServed() ? "has no local endpoints" : "has no endpoints";
  }

  private Target refusal() {
    return here.isServed()
        ? new Target.Drop()
        : new Target.Reject(Target.Reject.With.ICMP_PORT_UNREACHABLE);
  }

  private void refuse(Place place, Ip to, String path) {
    add(place, to, () -> names.to(to, refused()).then(refusal()), here.refusal(), path);
  }

  private void external(Ip address, String comment, boolean guarded, String path) {
    if (here.isServed()) {
      add(
          Place.NAT_SERVICES,
          address,
          () ->
              names
                  .to(address, comment)
                  .then(new Target.Jump(guarded ? names.firewall() : names.external())),
          Why.SERVICE,
          path);
    }
    if (!here.hasExternal()) {
      refuse(Place.FILTER_EXTERNAL, address, here.externalPath());
    }
  }

  private void nodePort() {
    int number = port.nodePort();
    if (number == 0) {
      return;
    }
    String path = port.path() + ".nodePort";
    Protocol protocol = port.protocol();
    if (here.isServed()) {
      if (IptablesWords.takesLocalhost(here.style().proxy())) {
        addNodePort(
            Place.NAT_NODE_PORTS,
            number,
            () ->
                new RuleLine()
                    .to(LOOPBACK)
                    .protocol(protocol)
                    .comment(port.name())
                    .toPort(protocol, number)
                    .and(IptablesWords.counter("localhost_nps_accepted_pkts"))
                    .then(new Target.Jump(names.external())),
            Why.SERVICE,
            path);
      }
      addNodePort(
          Place.NAT_NODE_PORTS,
          number,
          () ->
              new RuleLine()
                  .protocol(protocol)
                  .comment(port.name())
                  .toPort(protocol, number)
                  .then(new Target.Jump(names.external())),
          Why.SERVICE,
          path);
    }
    if (!here.hasExternal()) {
      addNodePort(
          Place.FILTER_EXTERNAL,
          number,
          () ->
              new RuleLine()
                  .protocol(protocol)
                  .comment(port.name() + " " + refused())
                  .and(new AddressType(false, AddressKind.LOCAL, AddressType.Limit.NONE, false))
                  .toPort(protocol, number)
                  .then(refusal()),
          here.refusal(),
          here.externalPath());
    }
  }
}
