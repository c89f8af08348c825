package dev.podlane.web.api.view;

import dev.podlane.cluster.ObjectRef;
import dev.podlane.notation.OutcomeNote;
import dev.podlane.trace.Answerer;
import dev.podlane.trace.Cause;
import dev.podlane.trace.Causes;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Reason;
import dev.podlane.web.api.view.CauseView.AnsweredByView;
import dev.podlane.web.api.view.CauseView.FieldView;
import dev.podlane.web.api.view.CauseView.MeantView;
import dev.podlane.web.api.view.CauseView.ObjectView;
import dev.podlane.web.api.view.TraceView.AtView;
import dev.podlane.web.api.view.TraceView.IcmpView;
import dev.podlane.web.api.view.TraceView.LimitView;
import dev.podlane.web.api.view.TraceView.OutcomeView;
import dev.podlane.web.api.view.TraceView.ServerView;
import dev.podlane.workspace.CauseOrigin;
import dev.podlane.workspace.CauseOrigins;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the sending program saw, in words and in fields. */
final class Outcomes {
  private final CauseOrigins origins;
  private final CauseWords causeWords;
  private final OutcomeSentence sentence;

  Outcomes(Workspace workspace, Words words, StepWords stepWords) {
    this.origins = new CauseOrigins(workspace);
    this.causeWords = new CauseWords(workspace, words, stepWords);
    this.sentence = new OutcomeSentence(workspace, words, stepWords, causeWords);
  }

  OutcomeView view(Walked walked) {
    Outcome outcome = walked.trace().outcome();
    Cause cause = Causes.of(walked.trace()).orElse(null);
    OutcomeNote note = OutcomeNote.of(outcome);
    OutcomeNote.Icmp icmp = note.icmp();
    OutcomeNote.Server server = note.server();
    Reason reason = cause == null ? null : cause.reason();
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
                server.listener(),
                server.sees_src(),
                server.sees_sport(),
                server.local()),
        note.reply_from(),
        note.reply_ttl(),
        answeredBy(walked),
        sentence.of(walked, cause),
        cause == null ? null : at(cause),
        cause == null ? null : code(cause),
        reason == null ? null : Loops.view(reason),
        reason == null ? null : limit(reason));
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
        CauseWords.fields(cause).stream()
            .map(field -> new FieldView(field.name(), field.wanted(), field.had()))
            .toList());
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

  private static AtView at(Cause cause) {
    return new AtView(lower(cause.flow()), cause.namespace(), cause.device());
  }

  /** The finer reason behind the code of the cause. */
  private static String code(Cause cause) {
    Reason reason = cause.reason();
    if (reason instanceof Reason.Drop drop) {
      return lower(drop.reason());
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
