package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.AddressKind;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.RulePlace;
import dev.podlane.net.filter.Surroundings;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What rules ask about a namespace.
 *
 * @param ns the namespace
 * @param dice chance and counts; none where a rule is only explained, and nothing must change
 */
record Around(NetworkNamespace ns, @Nullable Dice dice) implements Surroundings {
  /** Chance and counts, which remember. */
  interface Dice {
    void asked(boolean matched);

    double draw();

    int count(RulePlace at);
  }

  /** The same, but asking changes nothing. */
  Around quiet() {
    return new Around(ns, null);
  }

  /** As __inet_dev_addr_type in net/ipv4/fib_frontend.c: only the local table is asked. */
  @Override
  public AddressKind kind(Ip address, @Nullable String device) {
    if (address.isZeroNet() || address.equals(Ip.LIMITED_BROADCAST)) {
      return AddressKind.BROADCAST;
    }
    if (address.isMulticast()) {
      return AddressKind.MULTICAST;
    }
    Optional<Route> row =
        ns.routes()
            .local()
            .lookup(address)
            .filter(found -> device == null || device.equals(found.device()));
    if (row.isEmpty()) {
      return AddressKind.UNICAST;
    }
    return row.get().type() == RouteType.BROADCAST ? AddressKind.BROADCAST : AddressKind.LOCAL;
  }

  @Override
  public @Nullable IpSet set(String name) {
    return ns.ruleset().sets().get(name);
  }

  @Override
  public void asked(boolean matched) {
    if (dice != null) {
      dice.asked(matched);
    }
  }

  @Override
  public boolean chance(RulePlace at, double probability) {
    return dice != null && dice.draw() < probability;
  }

  @Override
  public int count(RulePlace at) {
    return dice == null ? -1 : dice.count(at);
  }
}
