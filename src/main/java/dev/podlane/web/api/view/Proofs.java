package dev.podlane.web.api.view;

import dev.podlane.console.ProofCommand;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.filter.Verdict;
import dev.podlane.trace.ConnectionStep;
import dev.podlane.trace.Hop;
import dev.podlane.trace.IcmpStep;
import dev.podlane.trace.IpStep;
import dev.podlane.trace.LinkStep;
import dev.podlane.trace.NeighbourStep;
import dev.podlane.trace.RuleStep;
import dev.podlane.trace.SocketStep;
import dev.podlane.trace.Step;
import dev.podlane.trace.TunnelStep;
import org.jspecify.annotations.Nullable;

/** The command that shows on a real machine what a step claims. */
final class Proofs {
  private Proofs() {}

  static @Nullable ProofCommand of(Hop hop, Step step) {
    String namespace = hop.namespace();
    if (step instanceof RuleStep.RulesRead read) {
      Verdict.Hit by = read.verdict().by();
      String chain = by == null ? read.hook().name() : by.place().chain();
      return ProofCommand.rules(namespace, read.table().kind().text(), chain);
    }
    if (step instanceof ConnectionStep connection) {
      return ConnectionRows.find(hop, connection)
          .map(ConnectionView::original)
          .map(from -> ProofCommand.connections(namespace, from.source(), from.destination()))
          .orElse(null);
    }
    if (step instanceof TunnelStep) {
      String device = StepFields.device(step);
      return device == null ? null : ProofCommand.remotes(namespace, device);
    }
    if (step instanceof IcmpStep.PathMtuLearned learned) {
      return ProofCommand.way(namespace, learned.destination());
    }
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
    if (step instanceof IpStep.PathMtuApplied applied) {
      return ProofCommand.way(namespace, applied.destination());
    }
    if (step instanceof IpStep.TooBig || step instanceof IpStep.Fragmented) {
      return ProofCommand.link(namespace, String.valueOf(StepFields.device(step)));
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
