package dev.podlane.compile.proxy;

import dev.podlane.net.filter.Rule;

/**
 * A rule that kube-proxy writes for a port into one of the chains that all Services share.
 *
 * @param place the chain
 * @param rule the rule
 * @param why the reason for it
 * @param path the field of the Service that it comes from
 */
record ProxyRule(Place place, Rule rule, Why why, String path) {
  /** The chains that rules of all Services share, by table. */
  enum Place {
    NAT_SERVICES,
    NAT_NODE_PORTS,
    FILTER_SERVICES,
    FILTER_EXTERNAL,
    FILTER_FIREWALL,
    FILTER_NODE_PORTS
  }
}
