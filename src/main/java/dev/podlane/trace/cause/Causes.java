package dev.podlane.trace.cause;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Verdict;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Reason;
import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.Cause.Code;
import dev.podlane.trace.cause.PacketOrigins.Place;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.step.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the step of a finished trace that decided how it ended. A pure function. */
public final class Causes {
  /** Facts that are there, but the engine does nothing with them yet. */
  private static final Set<String> UNSIMULATED = Set.of("ipv6", "sctp");

  private final Trace trace;
  private final PacketOrigins beginnings;

  private Causes(Trace trace) {
    this.trace = trace;
    this.beginnings = new PacketOrigins(trace);
  }

  /** Finds the deciding step; empty if the probe was delivered. */
  public static Optional<Cause> of(Trace trace) {
    return trace.outcome().result() == Outcome.Result.DELIVERED
        ? Optional.empty()
        : Optional.of(new Causes(trace).find());
  }

  private Cause find() {
    Outcome.End end = trace.outcome().end();
    if (end != null && !(end.reason() instanceof Reason.Drop)) {
      return said(end);
    }
    Place at =
        switch (trace.outcome().result()) {
          case REFUSED, RESET -> told(SocketStep.ResetReceived.class);
          case ICMP_UNREACHABLE, TTL_EXCEEDED, FRAG_NEEDED -> told(SocketStep.ErrorReceived.class);
          case LOCAL_ERROR -> failed();
          case UNKNOWN, PENDING, LOOP, NXDOMAIN -> unmodelled();
          case DELIVERED, TIMEOUT -> null;
        };
    Place found = at == null ? Losses.worst(beginnings, trace) : at;
    return found == null ? silence() : decided(found);
  }

  /**
   * The host that heard the question for a neighbour and would have answered, but for a setting.
   */
  private @Nullable Place withheld(Step asked) {
    Ip target =
        asked instanceof NeighbourStep.NeighbourFailed failed
            ? failed.ip()
            : asked instanceof NeighbourStep.NeighbourMissing missing
                ? missing.ip()
                : asked instanceof NeighbourStep.NeighbourWaiting waiting ? waiting.ip() : null;
    if (target == null) {
      return null;
    }
    for (Hop hop : trace.hops()) {
      for (int at = 0; at < hop.steps().size(); at++) {
        if (hop.steps().get(at).step() instanceof NeighbourStep.ArpIgnored ignored
            && ignored.target().equals(target)
            && ignored.why().withholds()) {
          return new Place(hop, at);
        }
      }
    }
    return null;
  }

  /** The walk itself was ended, or did not begin. */
  private Cause said(Outcome.End end) {
    Code code;
    List<Field> fields = List.of();
    if (trace.outcome().result() == Outcome.Result.NXDOMAIN) {
      code = Code.DNS;
    } else if (end.reason() instanceof Reason.Loop) {
      code = Code.LOOP;
    } else if (end.reason() instanceof Reason.Limit limit) {
      code = Code.LIMIT;
      fields = List.of(new Field(limit.bound().text(), Long.toString(limit.most()), null));
    } else {
      boolean isRead =
          end.reason() instanceof Reason.MissingFact fact && UNSIMULATED.contains(fact.code());
      code = isRead ? Code.NOT_SIMULATED : Code.FACT_MISSING;
    }
    return new Cause(
        code, end.flow(), end.namespace(), end.device(), null, null, end.reason(), fields);
  }

  /** Finds the step that an answer was about: the step before the answer was made. */
  private @Nullable Place told(Class<? extends Step> kind) {
    Place received = beginnings.last(kind);
    Place maker = received == null ? null : beginnings.maker(received.hop());
    return maker == null ? null : maker.back(Causes::ends);
  }

  private static boolean ends(Step step) {
    return step instanceof IpStep.Dropped || step instanceof SocketStep.SocketMissing;
  }

  private @Nullable Place failed() {
    Place failure = beginnings.last(SocketStep.SendFailed.class);
    return failure == null ? null : failure.back(Causes::refuses);
  }

  private static boolean refuses(Step step) {
    return step instanceof IpStep.Dropped
        || step instanceof IpStep.TooBig
        || step instanceof IpStep.SourceRefused
        || (step instanceof IpStep.RouteLookup lookup && !leads(lookup.decision()));
  }

  private static boolean leads(RouteDecision decision) {
    return decision instanceof RouteDecision.Unicast || decision instanceof RouteDecision.Local;
  }

  private @Nullable Place unmodelled() {
    Place last = beginnings.last(IpStep.Dropped.class);
    boolean isIt =
        last != null
            && last.step() instanceof IpStep.Dropped drop
            && drop.reason() == DropReason.UNMODELLED;
    return isIt ? last : null;
  }

  private Cause decided(Place at) {
    if (!(at.step() instanceof IpStep.Dropped drop)) {
      Place silent = withheld(at.step());
      if (silent != null) {
        return unanswered(silent, at.hop().flow());
      }
      Decision decision = Decision.of(at.step()).orElseThrow();
      return cause(misdirected(at, decision), at, null, decision.device(), decision.fields());
    }
    Place shown = shown(at, drop.reason());
    Place decider = shown == null ? at : shown;
    Place silent = withheld(decider.step());
    if (silent != null) {
      return unanswered(silent, at.hop().flow());
    }
    List<Field> fields = new ArrayList<>(drop.fields());
    Optional<Decision> shows = Decision.of(decider.step());
    shows.ifPresent(decision -> fields.addAll(decision.fields()));
    String device =
        drop.device() == null ? shows.map(Decision::device).orElse(null) : drop.device();
    Reason reason = new Reason.Drop(drop.reason());
    return cause(DropCodes.code(drop.reason()), decider, reason, device, fields);
  }

  private static @Nullable Place shown(Place at, DropReason reason) {
    Class<? extends Step> kind = DropCodes.evidence(reason);
    return reason == DropReason.UNMODELLED
        ? at.back(Causes::isOpen)
        : kind == null ? null : at.back(kind::isInstance);
  }

  /** Returns true for a rule that could decide and of which it is unknown if it matches. */
  private static boolean isOpen(Step step) {
    return step instanceof RuleStep.RulesRead read
        && read.verdict().ending() instanceof Verdict.Ending.Unknown;
  }

  private static Cause unanswered(Place silent, Flow about) {
    Decision decision = Decision.of(silent.step()).orElseThrow();
    Hop hop = silent.hop();
    int seq = silent.stepRecord().seq();
    Reason reason = new Reason.Drop(DropReason.NEIGHBOUR_FAILED);
    return new Cause(
        decision.code(),
        about,
        hop.namespace(),
        decision.device(),
        seq,
        silent.step(),
        reason,
        decision.fields());
  }

  /** An answer that reached another host is no request that found no socket. */
  private Code misdirected(Place at, Decision decision) {
    boolean isElsewhere = !at.hop().namespace().equals(trace.probe().namespace());
    return at.hop().flow() == Flow.REPLY && isElsewhere ? Code.REPLY_MISMATCH : decision.code();
  }

  private Cause cause(
      Code code, Place at, @Nullable Reason reason, @Nullable String device, List<Field> given) {
    Hop hop = at.hop();
    List<Field> fields = new ArrayList<>(given);
    Reason why = reason;
    if (code == Code.REPLY_MISMATCH) {
      ReplyMismatch.Astray astray = ReplyMismatch.of(trace, at);
      fields.addAll(astray.fields());
      why = astray.reason();
    }
    int seq = at.stepRecord().seq();
    return new Cause(code, hop.flow(), hop.namespace(), device, seq, at.step(), why, fields);
  }

  /**
   * Returns the last known event of the conversation, if no packet was dropped and none was
   * answered.
   */
  private Cause silence() {
    Hop last = null;
    for (Hop hop : trace.hops()) {
      last = hop.flow().isConversation() && !hop.steps().isEmpty() ? hop : last;
    }
    String namespace = last == null ? trace.probe().namespace() : last.namespace();
    Hop.StepRecord end = last == null ? null : last.steps().get(last.steps().size() - 1);
    return new Cause(
        Code.NO_SOCKET,
        last == null ? Flow.REQUEST : last.flow(),
        namespace,
        null,
        end == null ? null : end.seq(),
        end == null ? null : end.step(),
        null,
        List.of());
  }
}
