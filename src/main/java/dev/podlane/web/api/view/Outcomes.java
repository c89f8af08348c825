package dev.podlane.web.api.view;

import dev.podlane.notation.OutcomeNote;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Reason;
import dev.podlane.web.api.view.TraceView.AtView;
import dev.podlane.web.api.view.TraceView.IcmpView;
import dev.podlane.web.api.view.TraceView.LimitView;
import dev.podlane.web.api.view.TraceView.OutcomeView;
import dev.podlane.web.api.view.TraceView.ServerView;
import dev.podlane.workspace.Walked;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the sending program saw, in one sentence and in fields. */
final class Outcomes {
  private final Words words;
  private final StepWords stepWords;

  Outcomes(Words words, StepWords stepWords) {
    this.words = words;
    this.stepWords = stepWords;
  }

  OutcomeView view(Walked walked) {
    Outcome outcome = walked.trace().outcome();
    OutcomeNote note = OutcomeNote.of(outcome);
    OutcomeNote.Icmp icmp = note.icmp();
    OutcomeNote.Server server = note.server();
    Outcome.End end = outcome.end();
    return new OutcomeView(
        note.result(),
        note.errno(),
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
        sentence(walked, outcome),
        end == null ? null : new AtView(lower(end.flow()), end.namespace(), end.device()),
        end == null ? null : code(end.reason()),
        end == null ? null : Loops.view(end.reason()),
        end == null ? null : limit(end.reason()));
  }

  private String meaning(Outcome.IcmpError icmp) {
    return stepWords.icmp(icmp.type(), icmp.code());
  }

  private static String code(Reason reason) {
    if (reason instanceof Reason.Drop drop) {
      return lower(drop.reason());
    }
    if (reason instanceof Reason.MissingFact fact) {
      return fact.code();
    }
    return reason instanceof Reason.Loop ? "loop" : "limit";
  }

  private static @Nullable LimitView limit(Reason reason) {
    return reason instanceof Reason.Limit limit
        ? new LimitView(limit.bound().text(), limit.most())
        : null;
  }

  /** Arguments: destination, errno, ICMP meaning, ICMP source, server, place, reason. */
  private String sentence(Walked walked, Outcome outcome) {
    String result = outcome.result().text();
    if (outcome.end() != null && outcome.end().reason() instanceof Reason.Loop loop) {
      return Loops.sentence(words, loop);
    }
    Outcome.Server server = outcome.server();
    Outcome.IcmpError icmp = outcome.icmp();
    Outcome.End end = outcome.end();
    String to = walked.request().to();
    List<String> args =
        List.of(
            to,
            Objects.toString(outcome.errno(), ""),
            icmp == null ? "" : meaning(icmp),
            icmp == null ? "" : icmp.from().toString(),
            server == null ? "" : server.listener(),
            end == null ? "" : place(end),
            end == null ? "" : reason(end.reason()),
            server == null ? "" : server.seesSource().toString());
    return words.sayFirst(
        List.of("outcome." + result + "." + variant(outcome), "outcome." + result), args);
  }

  private static String variant(Outcome outcome) {
    if (outcome.server() != null) {
      return "server";
    }
    if (outcome.result() == Outcome.Result.LOCAL_ERROR) {
      return String.valueOf(outcome.errno());
    }
    return outcome.end() == null ? "silent" : "at";
  }

  private static String place(Outcome.End end) {
    String device = end.device();
    return device == null ? end.namespace() : end.namespace() + "/" + device;
  }

  private String reason(@Nullable Reason reason) {
    if (reason instanceof Reason.Drop drop) {
      return stepWords.drop(drop.reason());
    }
    if (reason instanceof Reason.MissingFact fact) {
      return words.say("missing." + fact.code());
    }
    return reason instanceof Reason.Limit limit
        ? words.say("limit." + limit.bound().text(), Long.toString(limit.most()))
        : "";
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
