package dev.podlane.web.api.view;

import dev.podlane.console.ProofCommand;
import dev.podlane.trace.IpStep;
import dev.podlane.trace.LinkStep;
import dev.podlane.trace.NeighbourStep;
import dev.podlane.trace.SocketStep;
import dev.podlane.trace.Step;
import org.jspecify.annotations.Nullable;

/** The command that shows on a real machine what a step claims. */
final class Proofs {
  private Proofs() {}

  static @Nullable ProofCommand of(String namespace, Step step) {
    if (step instanceof IpStep ip) {
      return ip(namespace, ip);
    }
    if (step instanceof LinkStep link) {
      return link(namespace, link);
    }
    if (step instanceof NeighbourStep neighbour) {
      return neighbour(namespace, neighbour);
    }
    if (step instanceof SocketStep.SocketDelivered delivered) {
      return ProofCommand.listeners(
          namespace, delivered.listener().protocol(), delivered.listener().port());
    }
    if (step instanceof SocketStep.SocketMissing missing) {
      return ProofCommand.listeners(namespace, missing.protocol(), missing.port());
    }
    return null;
  }

  /** A route lookup is proved by asking the same question: same source, same incoming device. */
  private static @Nullable ProofCommand ip(String namespace, IpStep step) {
    if (step instanceof IpStep.RouteLookup lookup) {
      return ProofCommand.routeGet(namespace, lookup.query());
    }
    if (step instanceof IpStep.ForwardingChecked forwarding) {
      return ProofCommand.sysctl(namespace, "net/ipv4/conf/" + forwarding.device() + "/forwarding");
    }
    if (step instanceof IpStep.SourceChecked checked) {
      return ProofCommand.sysctl(
          namespace,
          "net/ipv4/conf/all/rp_filter",
          "net/ipv4/conf/" + checked.device() + "/rp_filter");
    }
    return null;
  }

  private static @Nullable ProofCommand link(String namespace, LinkStep step) {
    if (step instanceof LinkStep.FrameReceived received) {
      return ProofCommand.capture(namespace, received.device(), null);
    }
    if (step instanceof LinkStep.FrameTransmitted transmitted) {
      return ProofCommand.capture(namespace, transmitted.device(), null);
    }
    if (step instanceof LinkStep.BridgeNetfilter) {
      return ProofCommand.sysctl(namespace, "net/bridge/bridge-nf-call-iptables");
    }
    String bridge = StepFields.device(step);
    return bridge == null ? null : ProofCommand.forwardingDatabase(namespace, bridge);
  }

  private static @Nullable ProofCommand neighbour(String namespace, NeighbourStep step) {
    if (step instanceof NeighbourStep.NeighbourResolved resolved) {
      return ProofCommand.neighbour(namespace, resolved.ip(), resolved.device());
    }
    String device = StepFields.device(step);
    if (device == null) {
      return null;
    }
    boolean arp =
        step instanceof NeighbourStep.ArpRequestSent || step instanceof NeighbourStep.ArpReplySent;
    return arp
        ? ProofCommand.capture(namespace, device, "arp")
        : ProofCommand.neighbours(namespace, device);
  }
}
