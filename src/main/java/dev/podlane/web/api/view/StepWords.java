package dev.podlane.web.api.view;

import dev.podlane.trace.DropReason;
import dev.podlane.trace.Hop;
import dev.podlane.trace.IcmpStep;
import dev.podlane.trace.IpStep;
import dev.podlane.trace.LinkStep;
import dev.podlane.trace.NeighbourStep;
import dev.podlane.trace.SocketStep;
import dev.podlane.trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The sentence of a step: message {@code step.<Type>.<variant>}, or {@code step.<Type>} where there
 * is one form only. Argument 0 is the network namespace, then come the step's fields in order.
 */
final class StepWords {
  private final Words words;

  StepWords(Words words) {
    this.words = words;
  }

  String sentence(Hop hop, Step step) {
    String key = "step." + step.getClass().getSimpleName();
    List<String> args = new ArrayList<>(List.of(hop.namespace()));
    StepFields.of(step).values().forEach(value -> args.add(text(value)));
    if (step instanceof IpStep.RouteLookup lookup) {
      args.subList(1, args.size()).clear();
      args.add(lookup.destination().toString());
      args.addAll(RouteWords.args(lookup.decision()));
    }
    if (step instanceof IpStep.Dropped dropped) {
      args.subList(1, args.size()).clear();
      String device = dropped.device();
      args.addAll(List.of(lower(dropped.reason()), device == null ? "" : device));
    }
    args.addAll(extra(step));
    return words.sayFirst(List.of(key + "." + variant(step), key), args);
  }

  private static String text(Object value) {
    return value instanceof List<?> list
        ? String.join(", ", list.stream().map(String::valueOf).toList())
        : value.toString();
  }

  private List<String> extra(Step step) {
    if (step instanceof SocketStep.ErrorReceived error) {
      return List.of(icmp(error.type(), error.code()));
    }
    if (step instanceof IcmpStep.IcmpErrorSent error) {
      return List.of(icmp(error.type(), error.code()));
    }
    if (step instanceof IcmpStep.IcmpErrorSuppressed error) {
      return List.of(icmp(error.type(), error.code()));
    }
    if (step instanceof SocketStep.HalfOpenDropped error) {
      return List.of(icmp(error.type(), error.code()));
    }
    if (step instanceof IpStep.Dropped dropped) {
      return List.of(drop(dropped.reason()));
    }
    return List.of();
  }

  /** What an ICMP error means, in words. */
  String icmp(int type, int code) {
    return words.sayFirst(
        List.of("icmp." + type + "." + code, "icmp." + type, "icmp.other"),
        List.of(Integer.toString(type), Integer.toString(code)));
  }

  /** Why a packet was dropped, in words. */
  String drop(DropReason reason) {
    return words.say("drop." + reason.name().toLowerCase(Locale.ROOT));
  }

  private static String variant(Step step) {
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
    return step instanceof SocketStep.SendFailed failed ? failed.errno() : "";
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
      return flooded.mac().isGroup() ? "group" : "unknown";
    }
    return step instanceof LinkStep.BridgePassedUp up && up.mac().isGroup() ? "group" : "";
  }

  private static String onOff(boolean on) {
    return on ? "on" : "off";
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
