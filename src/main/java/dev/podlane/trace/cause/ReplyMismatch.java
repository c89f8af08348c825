package dev.podlane.trace.cause;

import dev.podlane.net.conntrack.Side;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.PacketOrigins.Place;
import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.LinkStep;
import dev.podlane.trace.step.SocketStep;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the reason why an answer came from an address other than the destination, or went to
 * another host.
 */
final class ReplyMismatch {
  private final Trace trace;
  private final Place at;

  private ReplyMismatch(Trace trace, Place at) {
    this.trace = trace;
    this.at = at;
  }

  /** The reason why the answer was no use, and the fields that show it. */
  record Astray(Outcome.Reason.Reply reason, List<Field> fields) {
    Astray {
      fields = List.copyOf(fields);
    }
  }

  static Astray of(Trace trace, Place at) {
    return new ReplyMismatch(trace, at).find();
  }

  private Astray find() {
    String here = at.hop().namespace();
    String sender = trace.probe().namespace();
    if (!here.equals(sender)) {
      return new Astray(
          new Outcome.Reason.Reply(Outcome.Reason.Reply.Fault.OTHER_RECEIVER, null),
          List.of(new Field("receiver", sender, here)));
    }
    String translator = translator();
    if (translator == null) {
      return new Astray(
          new Outcome.Reason.Reply(Outcome.Reason.Reply.Fault.OTHER_SOURCE, null), List.of());
    }
    boolean passed = trace.hops().stream().anyMatch(hop -> isAnswerAt(hop, translator));
    boolean bridged =
        trace.hops().stream().anyMatch(hop -> isAnswerAt(hop, translator) && isUnseen(hop));
    List<Field> fields = new ArrayList<>();
    if (bridged) {
      fields.add(new Field("net.bridge.bridge-nf-call-iptables", "1", "0"));
    } else if (!passed) {
      fields.add(new Field("path of the reply", translator, null));
    }
    Outcome.Reason.Reply.Fault fault =
        bridged
            ? Outcome.Reason.Reply.Fault.BRIDGED_PAST_NAT
            : passed
                ? Outcome.Reason.Reply.Fault.NOT_UNDONE
                : Outcome.Reason.Reply.Fault.AROUND_NAT;
    return new Astray(new Outcome.Reason.Reply(fault, translator), fields);
  }

  private static boolean isAnswerAt(Hop hop, String namespace) {
    return hop.flow() == Flow.REPLY && hop.namespace().equals(namespace);
  }

  private static boolean isUnseen(Hop hop) {
    return hop.steps().stream()
        .anyMatch(each -> each.step() instanceof LinkStep.BridgeNetfilter seen && !seen.enabled());
  }

  /** Finds the namespace that translated the request to the address from which the answer comes. */
  private @Nullable String translator() {
    if (!(at.step() instanceof SocketStep.ReplyUnexpected reply)) {
      return null;
    }
    for (Hop hop : trace.hops()) {
      for (Hop.StepRecord each : hop.steps()) {
        if (hop.flow() == Flow.REQUEST
            && each.step() instanceof ConnectionStep.Translated translated
            && translated.side() == Side.DESTINATION
            && !translated.undo()
            && translated.fromAddress().equals(reply.wanted())) {
          return hop.namespace();
        }
      }
    }
    return null;
  }
}
