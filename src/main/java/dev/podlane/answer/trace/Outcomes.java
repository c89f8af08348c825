package dev.podlane.answer.trace;

import dev.podlane.answer.CauseView;
import dev.podlane.answer.CauseView.AnsweredByView;
import dev.podlane.answer.CauseView.FieldView;
import dev.podlane.answer.CauseView.MeantView;
import dev.podlane.answer.CauseView.ObjectView;
import dev.podlane.answer.CauseView.OnwardView;
import dev.podlane.answer.ClusterViews;
import dev.podlane.answer.ClusterViews.AssumptionView;
import dev.podlane.answer.ExchangedView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.ServerView;
import dev.podlane.answer.TraceView.AtView;
import dev.podlane.answer.TraceView.IcmpView;
import dev.podlane.answer.TraceView.LimitView;
import dev.podlane.answer.TraceView.OutcomeView;
import dev.podlane.answer.UnsimulatedView;
import dev.podlane.answer.sentence.CauseWords;
import dev.podlane.answer.sentence.Loops;
import dev.podlane.answer.sentence.NameWords;
import dev.podlane.answer.sentence.OutcomeSentence;
import dev.podlane.answer.sentence.StepWords;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.notation.OutcomeNote;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Reason;
import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.Answerer;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import dev.podlane.trace.step.Field;
import dev.podlane.workspace.CauseOrigin;
import dev.podlane.workspace.CauseOrigins;
import dev.podlane.workspace.HttpAnswer;
import dev.podlane.workspace.NameCause;
import dev.podlane.workspace.PodNames;
import dev.podlane.workspace.PolicyFacts;
import dev.podlane.workspace.Relays;
import dev.podlane.workspace.ServiceFacts;
import dev.podlane.workspace.Unsimulated;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The result seen by the sending program, in words and in fields. */
final class Outcomes {
  private final Workspace workspace;
  private final PodNames ends;
  private final CauseOrigins origins;
  private final CauseWords causeWords;
  private final OutcomeSentence sentence;
  private final Relays relays;
  private final Localizer words;

  Outcomes(Workspace workspace, Localizer words, StepWords stepWords) {
    this.words = words;
    this.workspace = workspace;
    this.ends = new PodNames(workspace);
    this.origins = new CauseOrigins(workspace);
    this.causeWords = new CauseWords(workspace, words, stepWords);
    this.relays = new Relays(workspace);
    this.sentence = new OutcomeSentence(workspace, words, stepWords, causeWords);
  }

  OutcomeView view(Walked walked) {
    List<AssumptionView> assumed =
        walked.assumed().stream().map(each -> ClusterViews.view(each, words)).toList();
    Outcome outcome = walked.trace().outcome();
    Cause cause = Causes.of(walked.trace()).orElse(null);
    Outcome.Exchanged exchanged = outcome.exchanged();
    OutcomeNote note = OutcomeNote.of(outcome);
    OutcomeNote.Icmp icmp = note.icmp();
    Trace served = served(walked);
    OutcomeNote.Server server = OutcomeNote.of(served).server();
    Reason reason = cause == null ? null : cause.reason();
    HttpAnswer answer = walked.answer();
    Trace onward =
        answer == null
            ? relays.onward(walked.trace()).orElse(null)
            : Traces.onward(walked).map(Walked::trace).orElse(null);
    if (!walked.unsimulated().isEmpty()) {
      // an answer from outside would be made up: nothing says what listens there
      boolean isKnown =
          !walked.trace().hops().isEmpty()
              && NameWords.isConnected(walked)
              && walked.unsimulated().stream()
                  .noneMatch(
                      each ->
                          each.effect() == Unsimulated.Effect.OUTSIDE
                              || each.effect() == Unsimulated.Effect.NODE_NETWORK);
      String routed = isKnown ? sentence.of(walked, cause, onward) : "";
      return unknown(walked, isKnown ? note.result() : null, routed, assumed);
    }
    return new OutcomeView(
        note.result(),
        note.errno(),
        cause == null ? null : view(walked, cause),
        icmp == null
            ? null
            : new IcmpView(icmp.type(), icmp.code(), icmp.from(), icmp.mtu(), icmp.meaning()),
        server == null
            ? null
            : new ServerView(
                server.ns(),
                pod(served),
                server.listener(),
                server.sees_src(),
                server.sees_sport(),
                server.local()),
        answer == null || answer.proxy().isEmpty()
            ? BackendViews.of(walked, ends)
            : HttpViews.backends(answer),
        note.reply_from(),
        note.reply_ttl(),
        exchanged == null ? null : new ExchangedView(exchanged.request(), exchanged.response()),
        answeredBy(walked),
        onward == null ? null : onward(walked, onward),
        and(sentence.of(walked, cause, onward), assumed),
        cause == null ? null : at(cause),
        cause == null ? null : code(cause),
        reason == null ? null : Loops.view(reason),
        reason == null ? null : limit(reason),
        null,
        null,
        assumed,
        HttpViews.of(walked));
  }

  /** The walk that the serving program answered: the proxy's, if it made one that was answered. */
  private static Trace served(Walked walked) {
    return Traces.onward(walked)
        .map(Walked::trace)
        .filter(trace -> trace.outcome().server() != null)
        .orElse(walked.trace());
  }

  private @Nullable String pod(Trace served) {
    Outcome.Server server = served.outcome().server();
    return server == null ? null : ends.listening(server);
  }

  /** Appends the assumptions to a sentence. */
  private static String and(String sentence, List<AssumptionView> assumed) {
    return Stream.concat(Stream.of(sentence), assumed.stream().map(AssumptionView::message))
        .collect(Collectors.joining(" "));
  }

  /**
   * Returns the unknown outcome of a walk that parts of the input could change without being
   * simulated.
   *
   * @param routed the result of the walk; null if there was none
   * @param said the sentence about the walk; empty if there was none
   */
  private OutcomeView unknown(
      Walked walked, @Nullable String routed, String said, List<AssumptionView> assumed) {
    Unsimulated first = walked.unsimulated().get(0);
    String code = first.code();
    String path = first.path().isEmpty() ? null : first.path();
    String sender = walked.trace().probe().namespace();
    return new OutcomeView(
        "unknown",
        null,
        new CauseView(code, object(first.object()), path, null, null, sender, null, List.of()),
        null,
        null,
        BackendViews.of(walked, ends),
        null,
        null,
        null,
        null,
        null,
        and(sentence.unsimulated(walked, first, said), assumed),
        null,
        code,
        null,
        null,
        routed,
        walked.unsimulated().stream()
            .map(
                each ->
                    new UnsimulatedView(
                        lower(each.effect()),
                        object(each.object()),
                        each.path().isEmpty() ? null : each.path()))
            .toList(),
        assumed,
        HttpViews.of(walked));
  }

  private CauseView view(Walked walked, Cause cause) {
    CauseOrigin origin = origins.of(walked, cause);
    return new CauseView(
        origin.code(),
        object(origin.object()),
        origin.path(),
        causeWords.rule(cause),
        cause.device(),
        cause.namespace(),
        cause.seq(),
        fields(walked, cause).stream()
            .map(field -> new FieldView(field.name(), field.wanted(), field.had()))
            .toList());
  }

  /** Returns the values compared; of a name, those of the input. */
  private List<Field> fields(Walked walked, Cause cause) {
    return NameCause.of(workspace, walked)
        .map(
            name ->
                name.facts().stream()
                    .map(fact -> new Field(fact.field(), fact.wanted(), fact.had()))
                    .toList())
        .or(
            () ->
                ServiceFacts.of(workspace, walked, cause)
                    .map(
                        service ->
                            service.facts().stream()
                                .map(each -> new Field(each.field(), each.wanted(), each.had()))
                                .toList()))
        .or(() -> PolicyFacts.of(workspace, cause).map(Outcomes::fields))
        .orElseGet(() -> CauseWords.fields(cause));
  }

  private static List<Field> fields(PolicyFacts facts) {
    return facts.deciding().fields().stream()
        .map(each -> new Field(each.field(), each.wanted(), each.had()))
        .toList();
  }

  private static @Nullable ObjectView object(@Nullable ObjectRef ref) {
    return ref == null
        ? null
        : new ObjectView(
            ref.kind(), ref.namespace().isEmpty() ? null : ref.namespace(), ref.name());
  }

  private @Nullable AnsweredByView answeredBy(Walked walked) {
    return Answerer.of(walked.trace())
        .map(
            by ->
                new AnsweredByView(
                    by.namespace(),
                    object(origins.object(by.namespace()).orElse(null)),
                    sentence
                        .meant(walked, by.namespace())
                        .map(ns -> new MeantView(ns, object(origins.object(ns).orElse(null))))
                        .orElse(null)))
        .orElse(null);
  }

  private OnwardView onward(Walked walked, Trace onward) {
    return new OnwardView(
        onward.probe().namespace(),
        onward.probe().destination() + ":" + onward.probe().port(),
        onward.outcome().result().text(),
        Causes.of(onward).map(cause -> view(walked, cause)).orElse(null));
  }

  private static AtView at(Cause cause) {
    return new AtView(lower(cause.flow()), cause.namespace(), cause.device());
  }

  /** The finer reason behind the code of the cause. */
  private static String code(Cause cause) {
    Reason reason = cause.reason();
    if (reason instanceof Reason.Drop drop) {
      return lower(drop.reason());
    }
    if (reason instanceof Reason.Unresolved unresolved) {
      return unresolved.code().toLowerCase(Locale.ROOT);
    }
    if (reason instanceof Reason.MissingFact fact) {
      return fact.code();
    }
    if (reason instanceof Reason.Reply reply) {
      return reply.fault().text();
    }
    return cause.code().text();
  }

  private static @Nullable LimitView limit(Reason reason) {
    return reason instanceof Reason.Limit limit
        ? new LimitView(limit.bound().text(), limit.most())
        : null;
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
