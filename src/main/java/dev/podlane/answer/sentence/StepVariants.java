package dev.podlane.answer.sentence;

import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.trace.step.IcmpStep;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.LinkStep;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.step.Step;
import dev.podlane.trace.step.TunnelStep;
import java.util.Locale;

/** Selects the variant of the sentence for a step; empty if there is only one. */
public final class StepVariants implements Step.Visitor<String> {
  private StepVariants() {}

  static String of(Step step) {
    return step.accept(new StepVariants());
  }

  static String onOff(boolean on) {
    return on ? "on" : "off";
  }

  public static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String visit(SocketStep step) {
    return step.accept(new SocketVariants());
  }

  @Override
  public String visit(IpStep step) {
    return step.accept(new IpLayerVariants());
  }

  @Override
  public String visit(NeighbourStep step) {
    return step.accept(new Neighbour());
  }

  @Override
  public String visit(LinkStep step) {
    return step.accept(new Link());
  }

  @Override
  public String visit(IcmpStep step) {
    return step.accept(new Icmp());
  }

  @Override
  public String visit(RuleStep step) {
    return step.accept(new Rule());
  }

  @Override
  public String visit(ConnectionStep step) {
    return step.accept(new Connection());
  }

  @Override
  public String visit(TunnelStep step) {
    return step.accept(new Tunnel());
  }

  private static final class Neighbour implements NeighbourStep.Visitor<String> {
    @Override
    public String visit(NeighbourStep.NeighbourResolved it) {
      return "";
    }

    @Override
    public String visit(NeighbourStep.NeighbourMissing it) {
      return "";
    }

    @Override
    public String visit(NeighbourStep.NeighbourWaiting it) {
      return "";
    }

    @Override
    public String visit(NeighbourStep.ArpRequestSent it) {
      return "";
    }

    @Override
    public String visit(NeighbourStep.ArpReplySent reply) {
      return reply.proxy() ? "proxy" : "owner";
    }

    @Override
    public String visit(NeighbourStep.NeighbourLearned it) {
      return "";
    }

    @Override
    public String visit(NeighbourStep.ArpIgnored ignored) {
      return lower(ignored.why());
    }

    @Override
    public String visit(NeighbourStep.NeighbourFailed it) {
      return "";
    }

    @Override
    public String visit(NeighbourStep.HeaderBuilt it) {
      return "";
    }
  }

  private static final class Link implements LinkStep.Visitor<String> {
    @Override
    public String visit(LinkStep.FrameReceived received) {
      return received.addressed() ? "mine" : "other";
    }

    @Override
    public String visit(LinkStep.FrameTransmitted it) {
      return "";
    }

    @Override
    public String visit(LinkStep.BridgeLearned it) {
      return "";
    }

    @Override
    public String visit(LinkStep.BridgeNetfilter netfilter) {
      return onOff(netfilter.enabled());
    }

    @Override
    public String visit(LinkStep.BridgeForwarded it) {
      return "";
    }

    @Override
    public String visit(LinkStep.BridgeFlooded flooded) {
      String kind = flooded.mac().isGroup() ? "group" : "unknown";
      if (flooded.others() > 0) {
        return flooded.ports().isEmpty() ? "crowd" : kind + "-crowd";
      }
      return flooded.ports().isEmpty() ? "nowhere" : kind;
    }

    @Override
    public String visit(LinkStep.BridgePassedUp up) {
      return up.mac().isGroup() ? "group" : "";
    }
  }

  private static final class Icmp implements IcmpStep.Visitor<String> {
    @Override
    public String visit(IcmpStep.IcmpErrorSent it) {
      return "";
    }

    @Override
    public String visit(IcmpStep.IcmpErrorSuppressed suppressed) {
      return lower(suppressed.why());
    }

    @Override
    public String visit(IcmpStep.PathMtuLearned it) {
      return "";
    }

    @Override
    public String visit(IcmpStep.RedirectSent it) {
      return "";
    }

    @Override
    public String visit(IcmpStep.RedirectReceived redirect) {
      return lower(redirect.verdict());
    }
  }

  private static final class Rule implements RuleStep.Visitor<String> {
    @Override
    public String visit(RuleStep.RulesRead read) {
      return RuleWords.variant(read);
    }
  }

  private static final class Connection implements ConnectionStep.Visitor<String> {
    @Override
    public String visit(ConnectionStep.Tracked tracked) {
      return lower(tracked.relation()) + (tracked.reply() ? ".reply" : "");
    }

    @Override
    public String visit(ConnectionStep.Invalid it) {
      return "";
    }

    @Override
    public String visit(ConnectionStep.Confirmed it) {
      return "";
    }

    @Override
    public String visit(ConnectionStep.Translated translated) {
      return lower(translated.side()) + (translated.undo() ? ".undo" : "");
    }

    @Override
    public String visit(ConnectionStep.ErrorTranslated error) {
      return lower(error.side());
    }
  }

  private static final class Tunnel implements TunnelStep.Visitor<String> {
    @Override
    public String visit(TunnelStep.RemoteFound found) {
      return found.learned() ? "learned" : "set";
    }

    @Override
    public String visit(TunnelStep.Encapsulated it) {
      return it.vni() == TunnelStep.NO_VNI ? "ipip" : "";
    }

    @Override
    public String visit(TunnelStep.Bypassed it) {
      return "";
    }

    @Override
    public String visit(TunnelStep.Decapsulated it) {
      return it.vni() == TunnelStep.NO_VNI ? "ipip" : "";
    }

    @Override
    public String visit(TunnelStep.RemoteLearned it) {
      return "";
    }
  }
}
