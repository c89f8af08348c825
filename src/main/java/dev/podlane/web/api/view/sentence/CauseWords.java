package dev.podlane.web.api.view.sentence;

import dev.podlane.console.route.IpRuleText;
import dev.podlane.console.route.RouteText;
import dev.podlane.net.filter.Verdict;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Outcome.Reason;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.step.Step;
import dev.podlane.web.api.view.Localizer;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Names the decision against a probe and its reason, in one sentence. */
public final class CauseWords {
  private final Workspace workspace;
  private final Localizer words;
  private final StepWords stepWords;

  public CauseWords(Workspace workspace, Localizer words, StepWords stepWords) {
    this.workspace = workspace;
    this.words = words;
    this.stepWords = stepWords;
  }

  /** The rule or row that decided, as Linux prints it; none if neither did. */
  public @Nullable String rule(Cause cause) {
    if (cause.decider() instanceof RuleStep.RulesRead read) {
      return RuleWords.fields(read).get("ruleText") instanceof String text ? text : null;
    }
    if (!(cause.decider() instanceof IpStep.RouteLookup lookup)) {
      return null;
    }
    if (lookup.decision() instanceof RouteDecision.RefusedByRule refused) {
      return workspace
          .network()
          .namespace(cause.namespace())
          .map(ns -> IpRuleText.line(ns, refused.rule()).strip())
          .orElse(null);
    }
    return lookup.decision() instanceof RouteDecision.Refused refused
        ? RouteText.command(refused.row(), refused.table().name())
        : null;
  }

  /** Returns the deciding fields: for a rule its conditions, each with the packet's value. */
  public static List<Field> fields(Cause cause) {
    return cause.fields().isEmpty() && cause.decider() instanceof RuleStep.RulesRead read
        ? RuleFields.of(read)
        : cause.fields();
  }

  /** The sentence. Arguments: place, device, flow, rule; then table, chain, number, or values. */
  String sentence(Cause cause) {
    Step decider = cause.decider();
    if (decider instanceof RuleStep.RulesRead read) {
      return rules(cause, read);
    }
    if (cause.reason() instanceof Reason.Reply reply) {
      return astray(cause, reply);
    }
    if (decider instanceof SocketStep.SocketMissing missing) {
      String protocol = missing.protocol().name();
      String port = Integer.toString(missing.port());
      return say(cause, "no_socket", protocol, missing.address().toString(), port);
    }
    if (decider instanceof NeighbourStep.NeighbourFailed failed) {
      return say(cause, "neighbour", failed.ip().toString());
    }
    if (decider instanceof NeighbourStep.ArpIgnored ignored) {
      Field field = cause.fields().isEmpty() ? null : cause.fields().get(0);
      return say(
          cause,
          "silent." + ignored.why().name().toLowerCase(Locale.ROOT),
          ignored.target().toString(),
          ignored.sender().toString(),
          text(field, Field::name),
          text(field, Field::had));
    }
    if (decider instanceof NeighbourStep) {
      String asked = cause.fields().isEmpty() ? "" : cause.fields().get(0).name();
      return say(cause, "neighbour.waits", asked.substring(asked.indexOf(' ') + 1));
    }
    if (decider instanceof IpStep.TooBig big) {
      String mtu = Integer.toString(big.mtu());
      return say(cause, "too_big", big.device(), mtu, Integer.toString(big.length()));
    }
    if (decider instanceof IpStep.SourceRefused refused) {
      String key = refused.device() == null ? "source.foreign" : "source.loopback";
      return say(cause, key, refused.source().toString(), String.valueOf(refused.device()));
    }
    return cause.reason() instanceof Reason.Drop drop ? drop(cause, drop.reason()) : other(cause);
  }

  private String rules(Cause cause, RuleStep.RulesRead read) {
    Verdict.Hit by = read.verdict().by();
    String key =
        switch (RuleWords.variant(read)) {
          case "rejected" -> "rule.rejects";
          case "dropped.rule" -> "rule.drops";
          case "dropped.program" -> "rule.program";
          case "dropped.policy" -> "rule.policy";
          case "unknown" -> "rule.unknown";
          default -> "rule.other";
        };
    return say(
        cause,
        key,
        read.table().name().text(),
        by == null ? read.chain() : by.place().chain(),
        by == null ? "" : Integer.toString(by.place().position() + 1),
        cause.reason() instanceof Reason.Drop drop ? stepWords.drop(drop.reason()) : "");
  }

  private String astray(Cause cause, Reason.Reply reply) {
    Field first = cause.fields().isEmpty() ? null : cause.fields().get(0);
    return say(
        cause,
        "reply." + reply.fault().text(),
        first == null ? "" : String.valueOf(first.wanted()),
        first == null ? "" : String.valueOf(first.had()),
        String.valueOf(reply.translator()));
  }

  /** A drop has a sentence of its own, or says where it happened and the common words for it. */
  private String drop(Cause cause, DropReason reason) {
    String own = "cause.drop." + reason.name().toLowerCase(Locale.ROOT);
    List<Field> fields = cause.fields();
    Field first = fields.isEmpty() ? null : fields.get(0);
    Field second = fields.size() < 2 ? null : fields.get(1);
    return words.sayFirst(
        List.of(own, "cause.drop"),
        args(
            cause,
            stepWords.drop(reason),
            text(first, Field::name),
            text(first, Field::had),
            text(first, Field::wanted),
            text(second, Field::had)));
  }

  private static String text(@Nullable Field field, Function<Field, @Nullable String> part) {
    String value = field == null ? null : part.apply(field);
    return value == null ? "–" : value;
  }

  /** Returns true if the packet was dropped because its destination is a broadcast address. */
  static boolean isBroadcast(Cause cause) {
    return cause.decider() instanceof IpStep.RouteLookup lookup
        && lookup.decision() instanceof RouteDecision.Broadcast;
  }

  private String other(Cause cause) {
    if (cause.decider() instanceof IpStep.RouteLookup lookup) {
      String key =
          lookup.decision() instanceof RouteDecision.NoRoute
              ? "no_route"
              : isBroadcast(cause) ? "route.broadcast" : "route.refuses";
      return say(cause, key, lookup.query().destination().toString());
    }
    return say(cause, "silence");
  }

  private String say(Cause cause, String key, String... more) {
    return words.say("cause." + key, args(cause, more));
  }

  private List<String> args(Cause cause, String... more) {
    String device = cause.device();
    String place = device == null ? cause.namespace() : cause.namespace() + "/" + device;
    String rule = rule(cause);
    List<String> args =
        new ArrayList<>(
            List.of(
                cause.namespace(),
                device == null ? "" : device,
                words.say("cause.flow." + flow(cause.flow())),
                rule == null ? "" : rule,
                place));
    args.addAll(List.of(more));
    return args;
  }

  private static String flow(Flow flow) {
    return Map.of(Flow.REPLY, "reply", Flow.ERROR, "error").getOrDefault(flow, "request");
  }
}
