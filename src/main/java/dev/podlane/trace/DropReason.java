package dev.podlane.trace;

import dev.podlane.trace.Cause.Code;
import org.jspecify.annotations.Nullable;

/** Why a packet ended, with the place in the kernel that ends it. */
public enum DropReason {
  /** The device is down or has no carrier: its queue takes nothing. */
  LINK_DOWN("__dev_queue_xmit", Code.NEIGHBOUR),
  /** The frame is addressed to another station. */
  OTHERHOST("ip_rcv", Code.NEIGHBOUR),
  /** The bridge is down, so its ports do not forward. */
  BRIDGE_PORT_DISABLED("br_handle_frame", Code.NEIGHBOUR),
  /** The frame would have to leave by the port it came in, which is no hairpin port. */
  BRIDGE_SAME_PORT("br_forward", Code.NEIGHBOUR),
  /** There is no port the frame could leave by. */
  BRIDGE_NO_PORT("br_flood", Code.NEIGHBOUR),
  /** Forwarding is off for the incoming device; no ICMP error, no sound. */
  FORWARDING_OFF("ip_error", Code.NO_ROUTE, IpStep.ForwardingChecked.class),
  /** No route to the destination. */
  NO_ROUTE("ip_error", Code.NO_ROUTE, IpStep.RouteLookup.class),
  /** A blackhole route. */
  BLACKHOLE("ip_error", Code.NO_ROUTE, IpStep.RouteLookup.class),
  /** An unreachable route. */
  UNREACHABLE("ip_error", Code.NO_ROUTE, IpStep.RouteLookup.class),
  /** A prohibit route. */
  PROHIBITED("ip_error", Code.NO_ROUTE, IpStep.RouteLookup.class),
  /** The time to live is used up. */
  TTL_EXCEEDED("ip_forward", Code.TTL),
  /** The next hop did not answer ARP. */
  NEIGHBOUR_FAILED("neigh_invalidate", Code.NEIGHBOUR, NeighbourStep.NeighbourFailed.class),
  /** The source address is one of this host's own. */
  LOCAL_SOURCE("fib_validate_source", Code.REVERSE_PATH, IpStep.SourceChecked.class),
  /** The way back to the source is not by the incoming device. */
  REVERSE_PATH("fib_validate_source", Code.REVERSE_PATH, IpStep.SourceChecked.class),
  /** A loopback address may not leave by another device, nor come in by one (route_localnet). */
  LOOPBACK_ADDRESS("ip_mkroute_output", Code.REVERSE_PATH, IpStep.SourceRefused.class),
  /** An address that must not be seen on a wire. */
  MARTIAN("ip_route_input_slow", Code.REVERSE_PATH),
  /** A broadcast or multicast packet nobody here wants. */
  NOT_UNICAST("ip_route_input_slow", Code.NO_ROUTE, IpStep.RouteLookup.class),
  /** A netfilter rule or policy. */
  NETFILTER("nf_hook_slow", Code.RULE, RuleStep.RulesRead.class),
  /** MASQUERADE or REDIRECT finds no address to use. */
  NAT_NO_ADDRESS("nf_nat_masquerade_ipv4", Code.RULE, RuleStep.RulesRead.class),
  /** An ICMP redirect about a connection that is translated, or not settled yet. */
  NAT_REDIRECT("nf_nat_icmp_reply_translation", Code.RULE),
  /** Another connection has the same addresses and ports already. */
  CONNECTION_CLASH("nf_conntrack_confirm", Code.RULE),
  /** Longer than the MTU allows, and not to be cut. */
  TOO_BIG("ip_forward", Code.MTU, IpStep.TooBig.class),
  /** Longer than the device at the other end, or the bridge port, takes; nobody is told. */
  FRAME_TOO_LONG("is_skb_forwardable", Code.MTU),
  /** Not all fragments came in time. */
  REASSEMBLY_TIMEOUT("ip_expire", Code.MTU),
  /** The vxlan device does not know behind which host the station is. */
  VXLAN_NO_REMOTE("vxlan_xmit", Code.NEIGHBOUR),
  /** There is no way to the other end of the tunnel, or it leads through the tunnel itself. */
  VXLAN_NO_ROUTE("vxlan_xmit_one", Code.NO_ROUTE, IpStep.RouteLookup.class),
  /** No vxlan device of this network identifier is up here. */
  VXLAN_UNKNOWN_VNI("vxlan_rcv", Code.NO_SOCKET),
  /** Tunnels are nested too deep within this host. */
  TUNNELS_NESTED("iptunnel_xmit", Code.LOOP),
  /** Devices are stacked too deep within this host. */
  DEVICES_NESTED("__dev_queue_xmit", Code.LOOP),
  /** A dummy device: what is sent is gone. */
  DUMMY("dummy_xmit", Code.NEIGHBOUR),
  /** There is no route by which an answer could go. */
  NO_ROUTE_BACK("icmp_send", Code.NO_ROUTE, IpStep.RouteLookup.class),
  /** The input says something here that the engine does not model yet. */
  UNMODELLED("", Code.NOT_SIMULATED);

  private final String function;
  private final Code code;
  private final @Nullable Class<? extends Step> evidence;

  DropReason(String function, Code code) {
    this(function, code, null);
  }

  DropReason(String function, Code code, @Nullable Class<? extends Step> evidence) {
    this.function = function;
    this.code = code;
    this.evidence = evidence;
  }

  /** Kernel function in which the packet is dropped; empty where there is none. */
  public String function() {
    return function;
  }

  /** The kind of decision. */
  public Code code() {
    return code;
  }

  /** The step before the drop that shows why; none where the drop itself says it. */
  @Nullable Class<? extends Step> evidence() {
    return evidence;
  }
}
