package dev.podlane.net.filter;

/**
 * The five places where netfilter looks at a packet; the names are those of the iptables chains.
 */
public enum Hook {
  PREROUTING,
  INPUT,
  FORWARD,
  OUTPUT,
  POSTROUTING
}
