package dev.podlane.answer.sentence;

import dev.podlane.answer.Localizer;
import dev.podlane.trace.Hop;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.IcmpStep;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The sentence of a step: message {@code step.<Type>.<variant>}, or {@code step.<Type>} where there
 * is one form only. Argument 0 is the network namespace, then come the step's fields in order.
 */
public final class StepWords {
  private static final int MOST_NAMES = 10;

  private final Localizer words;

  public StepWords(Localizer words) {
    this.words = words;
  }

  public String sentence(Hop hop, Step step) {
    String key = "step." + step.getClass().getSimpleName();
    List<String> args = new ArrayList<>(List.of(hop.namespace()));
    StepFields.of(step).values().forEach(value -> args.add(text(value)));
    if (step instanceof IpStep.RouteLookup lookup) {
      args.subList(1, args.size()).clear();
      args.add(lookup.query().destination().toString());
      args.addAll(RouteWords.args(lookup.decision()));
    }
    if (step instanceof IpStep.Dropped dropped) {
      args.subList(1, args.size()).clear();
      String device = dropped.device();
      args.addAll(List.of(StepVariants.lower(dropped.reason()), device == null ? "" : device));
    }
    if (step instanceof RuleStep.RulesRead read) {
      args.subList(1, args.size()).clear();
      args.addAll(RuleWords.args(read));
    }
    args.addAll(extra(step));
    return words.sayFirst(List.of(key + "." + StepVariants.of(step), key), args);
  }

  private String text(Object value) {
    if (!(value instanceof List<?> list)) {
      return value.toString();
    }
    String named = String.join(", ", list.stream().limit(MOST_NAMES).map(String::valueOf).toList());
    int others = list.size() - MOST_NAMES;
    return others <= 0 ? named : words.say("list.others", named, Integer.toString(others));
  }

  private List<String> extra(Step step) {
    if (step instanceof SocketStep.ErrorReceived error) {
      return List.of(icmp(error.type(), error.code()));
    }
    if (step instanceof SocketStep.ErrorNoted error) {
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

  /** Returns the meaning of an ICMP error, in words. */
  String icmp(int type, int code) {
    return words.sayFirst(
        List.of("icmp." + type + "." + code, "icmp." + type, "icmp.other"),
        List.of(Integer.toString(type), Integer.toString(code)));
  }

  /** Returns the reason of a drop, in words. */
  String drop(DropReason reason) {
    return words.say("drop." + reason.name().toLowerCase(Locale.ROOT));
  }
}
