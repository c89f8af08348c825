package dev.podlane.answer.sentence;

import dev.podlane.answer.Localizer;
import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.NameAbsence;
import dev.podlane.cluster.dns.Resolution;
import dev.podlane.trace.cause.Cause;
import dev.podlane.workspace.NameCause;
import dev.podlane.workspace.NameLookup;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells why a name leads to no address. */
public final class NameWords {
  private static final int MOST_NAMES = 5;

  private final Workspace workspace;
  private final Localizer words;
  private final CauseWords causes;

  NameWords(Workspace workspace, Localizer words, CauseWords causes) {
    this.workspace = workspace;
    this.words = words;
    this.causes = causes;
  }

  /** Returns false if the walk that is told is that of a query, as its name led to no address. */
  public static boolean isConnected(Walked walked) {
    NameLookup lookup = walked.lookup();
    return lookup == null || !lookup.attempts().isEmpty();
  }

  /** The sentence of a walk that ended with its queries. */
  String sentence(Walked walked, Cause cause) {
    NameLookup lookup = walked.lookup();
    if (lookup == null) {
      return causes.sentence(cause);
    }
    return sentence(lookup, causes.sentence(cause));
  }

  /** Arguments: the name, names asked for, their number, the server, what came of the query. */
  private String sentence(NameLookup lookup, String decision) {
    Resolution resolution = lookup.resolution();
    List<DnsName> names = resolution.names();
    String asked =
        names.stream().limit(MOST_NAMES).map(DnsName::toString).collect(Collectors.joining(", "));
    String server =
        resolution.tries().isEmpty()
            ? ""
            : resolution.tries().get(resolution.tries().size() - 1).server().toString();
    String first =
        words.say(
            "outcome.name." + resolution.result().name().toLowerCase(Locale.ROOT),
            resolution.asked(),
            names.size() > MOST_NAMES ? asked + ", …" : asked,
            "" + names.size(),
            server,
            decision);
    return NameCause.of(lookup)
        .map(why -> words.say("outcome.and_cause", first, reason(why)))
        .orElse(first);
  }

  /** The sentence of a headless Service whose name leads to no address. */
  String ofService(Walked walked, String missing) {
    Optional<NameCause> why = NameCause.of(workspace, walked);
    String first = words.say("outcome.nxdomain", walked.request().to(), missing);
    return why.map(each -> words.say("outcome.and_cause", first, reason(each))).orElse(first);
  }

  /** Arguments: the object, then wanted and found of the first fact. */
  private String reason(NameCause why) {
    NameAbsence.Fact fact =
        why.facts().isEmpty() ? new NameAbsence.Fact("", "", "") : why.facts().get(0);
    String other = fact.had().equals("–") || !why.why().equals("no_service") ? "" : ".elsewhere";
    return words.say(
        "cause.name." + why.why() + other,
        why.object() == null ? "" : why.object().path(),
        fact.field(),
        fact.wanted(),
        fact.had());
  }
}
