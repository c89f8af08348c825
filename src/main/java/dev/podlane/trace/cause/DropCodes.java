package dev.podlane.trace.cause;

import dev.podlane.trace.cause.Cause.Code;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.step.Step;
import org.jspecify.annotations.Nullable;

/** Maps drop reasons to codes of causes. */
final class DropCodes {
  private DropCodes() {}

  /** The kind of decision. */
  static Code code(DropReason reason) {
    return switch (reason) {
      case LINK_DOWN,
          OTHERHOST,
          BRIDGE_PORT_DISABLED,
          BRIDGE_SAME_PORT,
          BRIDGE_NO_PORT,
          NEIGHBOUR_FAILED,
          VXLAN_NO_REMOTE,
          DUMMY ->
          Code.NEIGHBOUR;
      case FORWARDING_OFF,
          NO_ROUTE,
          BLACKHOLE,
          UNREACHABLE,
          PROHIBITED,
          NOT_UNICAST,
          VXLAN_NO_ROUTE,
          IPIP_NO_ROUTE,
          NO_ROUTE_BACK ->
          Code.NO_ROUTE;
      case TTL_EXCEEDED -> Code.TTL;
      case LOCAL_SOURCE, REVERSE_PATH, LOOPBACK_ADDRESS, MARTIAN -> Code.REVERSE_PATH;
      case NETFILTER, NAT_NO_ADDRESS, NAT_REDIRECT, CONNECTION_CLASH -> Code.RULE;
      case TOO_BIG, FRAME_TOO_LONG, REASSEMBLY_TIMEOUT -> Code.MTU;
      case VXLAN_UNKNOWN_VNI, IPIP_UNKNOWN -> Code.NO_SOCKET;
      case TUNNELS_NESTED, DEVICES_NESTED -> Code.LOOP;
      case UNMODELLED -> Code.NOT_SIMULATED;
    };
  }

  /** The step before the drop that shows why; none where the drop itself says it. */
  static @Nullable Class<? extends Step> evidence(DropReason reason) {
    return switch (reason) {
      case FORWARDING_OFF -> IpStep.ForwardingChecked.class;
      case NO_ROUTE,
          BLACKHOLE,
          UNREACHABLE,
          PROHIBITED,
          NOT_UNICAST,
          VXLAN_NO_ROUTE,
          IPIP_NO_ROUTE,
          NO_ROUTE_BACK ->
          IpStep.RouteLookup.class;
      case NEIGHBOUR_FAILED -> NeighbourStep.NeighbourFailed.class;
      case LOCAL_SOURCE, REVERSE_PATH -> IpStep.SourceChecked.class;
      case LOOPBACK_ADDRESS -> IpStep.SourceRefused.class;
      case NETFILTER, NAT_NO_ADDRESS -> RuleStep.RulesRead.class;
      case TOO_BIG -> IpStep.TooBig.class;
      case LINK_DOWN,
          OTHERHOST,
          BRIDGE_PORT_DISABLED,
          BRIDGE_SAME_PORT,
          BRIDGE_NO_PORT,
          TTL_EXCEEDED,
          MARTIAN,
          NAT_REDIRECT,
          CONNECTION_CLASH,
          FRAME_TOO_LONG,
          REASSEMBLY_TIMEOUT,
          VXLAN_NO_REMOTE,
          VXLAN_UNKNOWN_VNI,
          IPIP_UNKNOWN,
          TUNNELS_NESTED,
          DEVICES_NESTED,
          DUMMY,
          UNMODELLED ->
          null;
    };
  }
}
