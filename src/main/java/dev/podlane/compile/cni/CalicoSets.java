package dev.podlane.compile.cni;

import dev.podlane.cluster.object.Node;
import dev.podlane.compile.cni.felix.FelixPolicies;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.IpSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The sets of blocks that Felix's rules ask (projectcalico/calico {@code felix/ipsets}). */
final class CalicoSets {
  private CalicoSets() {}

  static IpSet of(String name, List<Prefix> blocks) {
    List<IpSet.Entry> entries = new ArrayList<>();
    for (Prefix block : blocks) {
      entries.add(new IpSet.Entry(block, 0, 0, null, false));
    }
    return new IpSet(name, IpSet.Type.HASH_NET, FelixPolicies.OPTIONS, entries);
  }

  static IpSet ofNodes(String name, List<Node> nodes) {
    Set<Prefix> addresses = new LinkedHashSet<>();
    for (Node node : nodes) {
      Ip address = node.internalIp();
      if (address != null) {
        addresses.add(Prefix.host(address));
      }
    }
    return of(name, List.copyOf(addresses));
  }
}
