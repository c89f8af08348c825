package dev.podlane.trace.step;

/** The reason why a packet was dropped, with the place in the kernel that drops it. */
public enum DropReason {
  /** The device is down or has no carrier: its queue takes nothing. */
  LINK_DOWN("__dev_queue_xmit"),
  /** The frame is addressed to another station. */
  OTHERHOST("ip_rcv"),
  /** The bridge is down, so its ports do not forward. */
  BRIDGE_PORT_DISABLED("br_handle_frame"),
  /** The frame would have to leave by the port it came in, which is no hairpin port. */
  BRIDGE_SAME_PORT("br_forward"),
  /** There is no port the frame could leave by. */
  BRIDGE_NO_PORT("br_flood"),
  /** Forwarding is off for the incoming device; no ICMP error, no sound. */
  FORWARDING_OFF("ip_error"),
  /** No route to the destination. */
  NO_ROUTE("ip_error"),
  /** A blackhole route. */
  BLACKHOLE("ip_error"),
  /** An unreachable route. */
  UNREACHABLE("ip_error"),
  /** A prohibit route. */
  PROHIBITED("ip_error"),
  /** The time to live is used up. */
  TTL_EXCEEDED("ip_forward"),
  /** The next hop did not answer ARP. */
  NEIGHBOUR_FAILED("neigh_invalidate"),
  /** The source address is one of this host's own. */
  LOCAL_SOURCE("fib_validate_source"),
  /** The way back to the source is not by the incoming device. */
  REVERSE_PATH("fib_validate_source"),
  /** A loopback address may not leave by another device, nor come in by one (route_localnet). */
  LOOPBACK_ADDRESS("ip_mkroute_output"),
  /** An address that must not be seen on a wire. */
  MARTIAN("ip_route_input_slow"),
  /** A broadcast or multicast packet with no local listener. */
  NOT_UNICAST("ip_route_input_slow"),
  /** A netfilter rule or policy. */
  NETFILTER("nf_hook_slow"),
  /** MASQUERADE or REDIRECT finds no address to use. */
  NAT_NO_ADDRESS("nf_nat_masquerade_ipv4"),
  /** An ICMP redirect about a connection that is translated, or not settled yet. */
  NAT_REDIRECT("nf_nat_icmp_reply_translation"),
  /** Another connection has the same addresses and ports already. */
  CONNECTION_CLASH("nf_conntrack_confirm"),
  /** Longer than the MTU allows, and not to be cut. */
  TOO_BIG("ip_forward"),
  /**
   * The frame exceeds the MTU of the device at the other end, or of the bridge port; no error is
   * sent.
   */
  FRAME_TOO_LONG("is_skb_forwardable"),
  /** Not all fragments came in time. */
  REASSEMBLY_TIMEOUT("ip_expire"),
  /** The vxlan device does not know behind which host the station is. */
  VXLAN_NO_REMOTE("vxlan_xmit"),
  /** There is no way to the other end of the tunnel, or it leads through the tunnel itself. */
  VXLAN_NO_ROUTE("vxlan_xmit_one"),
  /** No vxlan device of this network identifier is up here. */
  VXLAN_UNKNOWN_VNI("vxlan_rcv"),
  /** There is no way to the other end of the IPIP tunnel, or it leads through the tunnel itself. */
  IPIP_NO_ROUTE("ip_tunnel_xmit"),
  /** No IPIP device here takes packets from that host. */
  IPIP_UNKNOWN("tunnel4_rcv"),
  /** Tunnels are nested too deep within this host. */
  TUNNELS_NESTED("iptunnel_xmit"),
  /** Devices are stacked too deep within this host. */
  DEVICES_NESTED("__dev_queue_xmit"),
  /** A dummy device discards all packets it transmits. */
  DUMMY("dummy_xmit"),
  /** There is no route by which an answer could go. */
  NO_ROUTE_BACK("icmp_send"),
  /** The input says something here that the engine does not model yet. */
  UNMODELLED("");

  private final String function;

  DropReason(String function) {
    this.function = function;
  }

  /** Kernel function in which the packet is dropped; empty where there is none. */
  public String function() {
    return function;
  }
}
