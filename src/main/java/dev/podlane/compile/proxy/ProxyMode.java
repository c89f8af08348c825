package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.Node;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Ruleset;
import java.util.List;
import java.util.Map;

/**
 * A way in which kube-proxy writes the rules of a plan. What is the same on every node is shared.
 */
sealed interface ProxyMode permits IptablesMode, NftMode {
  /**
   * A node's rules with kube-proxy's.
   *
   * @param addresses the node's addresses that take node ports; only used if not all do
   */
  Ruleset rules(Ruleset before, Node node, List<Ip> addresses);

  /**
   * The sources of a node's chains, rules and elements by id; none of those it always writes.
   *
   * @param chains the number of chains of ports that are written for it at most, the first ones
   */
  Map<String, NodeProxies.Source> sources(Node node, int chains);
}
