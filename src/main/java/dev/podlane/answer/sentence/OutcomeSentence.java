package dev.podlane.answer.sentence;

import dev.podlane.answer.Localizer;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Reason;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.Answerer;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.workspace.HttpAnswer;
import dev.podlane.workspace.PolicyFacts;
import dev.podlane.workspace.ServiceFacts;
import dev.podlane.workspace.Unsimulated;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells the result seen by the sending program, and the decision behind it, in one or two
 * sentences.
 */
public final class OutcomeSentence {
  private final Workspace workspace;
  private final Localizer words;
  private final StepWords stepWords;
  private final CauseWords causes;
  private final NameWords names;

  public OutcomeSentence(
      Workspace workspace, Localizer words, StepWords stepWords, CauseWords causes) {
    this.workspace = workspace;
    this.words = words;
    this.stepWords = stepWords;
    this.causes = causes;
    this.names = new NameWords(workspace, words, causes);
  }

  /**
   * The namespace that was meant, if another that has the same address answered in its place.
   *
   * @param answerer the namespace that answered
   */
  public Optional<String> meant(Walked walked, String answerer) {
    Ip address = walked.trace().probe().destination();
    return Optional.ofNullable(walked.toNamespace())
        .filter(meant -> !address.isLoopback()) // every host has it, and means itself by it
        .filter(meant -> !meant.equals(answerer) && owns(meant, address))
        .filter(meant -> owns(answerer, address));
  }

  private boolean owns(String namespace, Ip address) {
    return workspace.network().namespace(namespace).filter(ns -> ns.owns(address)).isPresent();
  }

  /**
   * The sentence.
   *
   * @param cause the decision against the probe; null if it was delivered
   * @param onward the connection that a proxy made in its turn; none if none did
   */
  public String of(Walked walked, @Nullable Cause cause, @Nullable Trace onward) {
    String told = told(walked, cause, onward);
    return cause == null
        ? told
        : ServiceFacts.of(workspace, walked, cause)
            .map(this::service)
            .or(
                () ->
                    PolicyFacts.of(workspace, cause)
                        .map(facts -> new PolicyWords(words).sentence(facts, port(walked))))
            .map(why -> (isClosed(told) ? told : told + words.say("outcome.stop")) + " " + why)
            .orElse(told);
  }

  private static int port(Walked walked) {
    return walked.trace().probe().port();
  }

  /** Returns true unless a sentence ends in the text of a rule. */
  private static boolean isClosed(String sentence) {
    return sentence.endsWith(".") || sentence.endsWith("。");
  }

  /** The reason of a Service. Arguments: the Service, then field, wanted and found of the facts. */
  private String service(ServiceFacts facts) {
    ServiceFacts.Fact first = facts.facts().get(0);
    String wanted =
        facts.facts().stream().map(ServiceFacts.Fact::wanted).collect(Collectors.joining(", "));
    String fields =
        facts.facts().stream().map(ServiceFacts.Fact::field).collect(Collectors.joining(", "));
    String key = "outcome.service." + facts.why().name().toLowerCase(Locale.ROOT);
    boolean isNear = facts.facts().size() == 1 && first.hasOther();
    String told =
        words.say(
            facts.why() == ServiceFacts.Why.NO_POD && !isNear ? key + ".none" : key,
            facts.service().path(),
            fields,
            wanted,
            first.had());
    return facts.elsewhere().isEmpty()
        ? told
        : told + " " + words.say("outcome.service.elsewhere", facts.elsewhere());
  }

  private String told(Walked walked, @Nullable Cause cause, @Nullable Trace onward) {
    HttpAnswer answer = walked.answer();
    if (answer != null) {
      return new HttpSentence(words, causes).of(walked, answer);
    }
    Outcome outcome = walked.trace().outcome();
    Optional<Answerer> answerer = Answerer.of(walked.trace());
    Optional<String> meant = answerer.flatMap(by -> meant(walked, by.namespace()));
    boolean isMine = outcome.result() == Result.DELIVERED || outcome.result() == Result.REFUSED;
    if (cause != null && !NameWords.isConnected(walked)) {
      return names.sentence(walked, cause);
    }
    if (cause != null && outcome.result() == Result.NXDOMAIN) {
      return names.ofService(walked, unknown(cause));
    }
    if (cause != null && cause.reason() instanceof Reason.Loop loop) {
      return Loops.sentence(words, loop);
    }
    if (isMine && meant.isPresent()) {
      return inPlaceOf(walked, answerer.get().namespace(), cause);
    }
    Cause beyond = onward == null ? null : Causes.of(onward).orElse(null);
    if (onward != null && beyond != null) {
      return words.say(
          "outcome.delivered.onward",
          Objects.requireNonNull(outcome.server()).listener(),
          onward.probe().namespace(),
          onward.probe().destination().toString(),
          Integer.toString(onward.probe().port()),
          causes.sentence(beyond));
    }
    Optional<Answerer> elsewhere =
        answerer
            .filter(by -> outcome.result() == Result.DELIVERED && outcome.server() == null)
            .filter(by -> !by.namespace().equals(walked.trace().probe().namespace()))
            .filter(by -> !owns(by.namespace(), walked.trace().probe().destination()));
    if (cause == null && elsewhere.isPresent()) {
      return words.say(
          "outcome.delivered.elsewhere", elsewhere.get().namespace(), walked.request().to());
    }
    if (cause == null) {
      String told = outcome.exchanged() == null ? "server" : "exchanged";
      return first(walked, outcome, outcome.server() == null ? "" : told);
    }
    String sender = walked.trace().probe().namespace();
    boolean isOwn =
        outcome.result() == Result.ICMP_UNREACHABLE
            && answerer.filter(by -> by.namespace().equals(sender)).isPresent();
    if (outcome.result() == Result.REFUSED && cause.decider() instanceof SocketStep.SocketMissing) {
      return words.say("outcome.refused.no_socket", causes.sentence(cause));
    }
    if (isOwn) {
      return words.say(
          "outcome.icmp_unreachable.own",
          causes.sentence(cause),
          walked.request().from(),
          Objects.toString(outcome.errno(), ""));
    }
    if (outcome.result() == Result.UNKNOWN || outcome.result() == Result.PENDING) {
      return words.say("outcome." + outcome.result().text(), unknown(cause));
    }
    String errno = String.valueOf(outcome.errno());
    String variant =
        outcome.result() != Result.LOCAL_ERROR
            ? outcome.exchanged() == null || outcome.server() == null ? "" : "connected"
            : CauseWords.isBroadcast(cause) ? errno + ".broadcast" : errno;
    return words.say("outcome.and_cause", first(walked, outcome, variant), causes.sentence(cause));
  }

  /**
   * Names a part that is not simulated. Arguments: kind, name, pods or address, destination, the
   * sentence about the walk, number of further ones.
   *
   * @param said the sentence about the walk; empty if there was none
   */
  public String unsimulated(Walked walked, Unsimulated what, String said) {
    ObjectRef object = what.object();
    int more = walked.unsimulated().size() - 1;
    String key = "outcome.unsimulated." + what.effect().name().toLowerCase(Locale.ROOT);
    String first =
        words.say(
            what.concerns().isEmpty() ? key + ".none" : key,
            object == null ? "" : object.kind(),
            object == null ? "" : object.path(),
            String.join(", ", what.concerns().stream().limit(5).toList()),
            walked.request().to());
    String others = more == 0 ? "" : words.say("outcome.unsimulated.more", Integer.toString(more));
    String routed = said.isEmpty() ? "" : words.say("outcome.unsimulated.routed", said);
    return String.join(" ", List.of(first, others, routed)).replaceAll(" +", " ").strip();
  }

  private String unknown(Cause cause) {
    if (cause.reason() instanceof Reason.MissingFact fact) {
      return words.say("missing." + fact.code());
    }
    return cause.reason() instanceof Reason.Limit limit
        ? words.say("limit." + limit.bound().text(), Long.toString(limit.most()))
        : causes.sentence(cause);
  }

  /** Tells that another host with the same address answered. */
  private String inPlaceOf(Walked walked, String answerer, @Nullable Cause cause) {
    Probe probe = walked.trace().probe();
    boolean isSelf = answerer.equals(probe.namespace());
    String key = "outcome." + walked.trace().outcome().result().text() + ".other";
    String said =
        words.say(
            isSelf ? key + ".self" : key,
            isSelf ? walked.request().from() : answerer,
            walked.request().to(),
            probe.destination().toString());
    return cause == null ? said : words.say("outcome.and_cause", said, causes.sentence(cause));
  }

  /** Arguments: destination, errno, ICMP meaning, ICMP source, listener, its client, its place. */
  private String first(Walked walked, Outcome outcome, String variant) {
    Outcome.Server server = outcome.server();
    Outcome.IcmpError icmp = outcome.icmp();
    Outcome.Exchanged exchanged = outcome.exchanged();
    List<String> args =
        List.of(
            walked.request().to(),
            Objects.toString(outcome.errno(), ""),
            icmp == null ? "" : stepWords.icmp(icmp.type(), icmp.code()),
            icmp == null ? "" : icmp.from().toString(),
            server == null ? "" : server.listener(),
            server == null ? "" : server.seesSource().toString(),
            server == null ? "" : server.namespace(),
            exchanged == null ? "" : Integer.toString(exchanged.request()),
            exchanged == null ? "" : Integer.toString(exchanged.response()));
    String key = "outcome." + outcome.result().text();
    return words.sayFirst(List.of(key + "." + variant, key), args);
  }
}
