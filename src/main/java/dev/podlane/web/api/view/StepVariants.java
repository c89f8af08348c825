package dev.podlane.web.api.view;

import dev.podlane.trace.ConnectionStep;
import dev.podlane.trace.IcmpStep;
import dev.podlane.trace.IpStep;
import dev.podlane.trace.LinkStep;
import dev.podlane.trace.NeighbourStep;
import dev.podlane.trace.RuleStep;
import dev.podlane.trace.SocketStep;
import dev.podlane.trace.Step;
import dev.podlane.trace.TunnelStep;
import java.util.Locale;

/** Which form of its sentence a step takes; empty where there is one form only. */
final class StepVariants {
  private StepVariants() {}

  static String of(Step step) {
    if (step instanceof IpStep ip) {
      return ipVariant(ip);
    }
    if (step instanceof LinkStep link) {
      return linkVariant(link);
    }
    if (step instanceof NeighbourStep.ArpReplySent reply) {
      return reply.proxy() ? "proxy" : "owner";
    }
    if (step instanceof NeighbourStep.ArpIgnored ignored) {
      return lower(ignored.why());
    }
    if (step instanceof IcmpStep.IcmpErrorSuppressed suppressed) {
      return lower(suppressed.why());
    }
    if (step instanceof IcmpStep.RedirectReceived redirect) {
      return lower(redirect.verdict());
    }
    if (step instanceof SocketStep.SocketSend send) {
      return lower(send.protocol());
    }
    if (step instanceof SocketStep.SocketMissing missing) {
      return lower(missing.protocol());
    }
    if (step instanceof ConnectionStep connection) {
      return connectionVariant(connection);
    }
    if (step instanceof RuleStep.RulesRead read) {
      return RuleWords.variant(read);
    }
    if (step instanceof TunnelStep.RemoteFound found) {
      return found.learned() ? "learned" : "set";
    }
    return step instanceof SocketStep.SendFailed failed ? failed.errno() : "";
  }

  private static String connectionVariant(ConnectionStep step) {
    if (step instanceof ConnectionStep.Tracked tracked) {
      return lower(tracked.relation()) + (tracked.reply() ? ".reply" : "");
    }
    if (step instanceof ConnectionStep.Translated translated) {
      return lower(translated.side()) + (translated.undo() ? ".undo" : "");
    }
    return step instanceof ConnectionStep.ErrorTranslated error ? lower(error.side()) : "";
  }

  private static String ipVariant(IpStep step) {
    if (step instanceof IpStep.RouteLookup lookup) {
      return RouteWords.variant(lookup.decision());
    }
    if (step instanceof IpStep.SourceSelected selected) {
      return selected.fromRoute() ? "route" : "device";
    }
    if (step instanceof IpStep.ForwardingChecked forwarding) {
      return onOff(forwarding.enabled());
    }
    if (step instanceof IpStep.SourceChecked checked) {
      return checked.rpFilter() == 0 ? "off" : "on";
    }
    return "";
  }

  private static String linkVariant(LinkStep step) {
    if (step instanceof LinkStep.FrameReceived received) {
      return received.addressed() ? "mine" : "other";
    }
    if (step instanceof LinkStep.BridgeNetfilter netfilter) {
      return onOff(netfilter.enabled());
    }
    if (step instanceof LinkStep.BridgeFlooded flooded) {
      String kind = flooded.mac().isGroup() ? "group" : "unknown";
      return flooded.ports().isEmpty() ? "nowhere" : kind;
    }
    return step instanceof LinkStep.BridgePassedUp up && up.mac().isGroup() ? "group" : "";
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
