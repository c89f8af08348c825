package dev.podlane.net.filter;

/** Kinds of addresses as {@code -m addrtype} tells them (inet_dev_addr_type). */
public enum AddressKind {
  UNSPEC,
  UNICAST,
  LOCAL,
  BROADCAST,
  ANYCAST,
  MULTICAST,
  BLACKHOLE,
  UNREACHABLE,
  PROHIBIT,
  THROW,
  NAT,
  XRESOLVE
}
