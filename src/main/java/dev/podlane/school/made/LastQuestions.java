package dev.podlane.school.made;

import dev.podlane.net.packet.IpPacket;
import dev.podlane.scenario.lesson.Phrase;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Skb;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.workspace.Walked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Questions about the end of a walk: the time to live on arrival, and what the sender gets. */
record LastQuestions(Walked walked, Speech speech) {
  private static final List<Outcome.Result> RESULTS =
      List.of(
          Outcome.Result.DELIVERED,
          Outcome.Result.TIMEOUT,
          Outcome.Result.REFUSED,
          Outcome.Result.ICMP_UNREACHABLE,
          Outcome.Result.TTL_EXCEEDED);

  /**
   * Asked before the last router counts it down, if routers alone do; with none, on its last hop.
   */
  Optional<WalkQuestions.Open> ttl() {
    Hop arrival =
        walked.trace().hops().stream()
            .filter(hop -> hop.flow() == Flow.REQUEST && hop.parent() != null)
            .filter(
                hop ->
                    hop.steps().stream()
                        .anyMatch(each -> each.step() instanceof SocketStep.SocketDelivered))
            .findFirst()
            .orElse(null);
    Integer ttl = arrival == null ? null : ttl(arrival);
    Hop.Parent parent = arrival == null ? null : arrival.parent();
    if (arrival == null || ttl == null || parent == null) {
      return Optional.empty();
    }
    List<Hop> way = way(arrival);
    Integer begun = ttl(way.get(0));
    long routers =
        way.stream()
            .flatMap(hop -> hop.steps().stream())
            .filter(each -> each.step() instanceof IpStep.TtlDecremented)
            .count();
    if (begun == null || begun - ttl != routers) {
      return Optional.empty();
    }
    Words reason = speech.say("question.ttl.counted", "" + begun, "" + routers);
    List<WalkQuestions.Option> others = new ArrayList<>();
    for (int other : new int[] {ttl + 1, ttl - 1, begun}) {
      others.add(ttl(other, reason, other - ttl));
    }
    Hop.Parent stop = way.stream().flatMap(LastQuestions::counting).reduce(parent, (a, b) -> b);
    return Optional.of(
        new WalkQuestions.Open(
            "ttl",
            walked.trace().hops().get(stop.hop()),
            stop.step(),
            speech.say("question.ttl", arrival.namespace()),
            ttl(ttl, reason, 0),
            others));
  }

  /** Of a hop that counts it down: the look into the routing tables, behind which that is told. */
  private static Stream<Hop.Parent> counting(Hop hop) {
    List<Hop.StepRecord> steps = hop.steps();
    boolean counts = steps.stream().anyMatch(s -> s.step() instanceof IpStep.TtlDecremented);
    return IntStream.range(0, counts ? steps.size() : 0)
        .filter(i -> steps.get(i).step() instanceof IpStep.RouteLookup)
        .mapToObj(i -> new Hop.Parent(hop.id(), i))
        .limit(1);
  }

  private WalkQuestions.Option ttl(int ttl, Words reason, int off) {
    Words because =
        off == 0
            ? reason
            : joined(
                speech.say(off > 0 ? "question.ttl.too-many" : "question.ttl.too-few", "" + ttl),
                reason);
    return new WalkQuestions.Option("" + ttl, speech.say("question.ttl.number", "" + ttl), because);
  }

  /** The hops that led to one, the first first. */
  private List<Hop> way(Hop last) {
    List<Hop> way = new ArrayList<>(List.of(last));
    Hop.Parent parent = last.parent();
    while (parent != null) {
      Hop hop = walked.trace().hops().get(parent.hop());
      way.add(0, hop);
      parent = hop.parent();
    }
    return way;
  }

  private static @Nullable Integer ttl(Hop hop) {
    return hop.steps().stream()
        .flatMap(
            each ->
                Stream.concat(Stream.ofNullable(each.before()), Stream.ofNullable(each.after())))
        .map(Skb::payload)
        .flatMap(payload -> payload instanceof IpPacket ip ? Stream.of(ip.ttl()) : Stream.empty())
        .findFirst()
        .orElse(null);
  }

  /**
   * Asked where the last hop of the request begins. If something else is asked later, the result
   * would give that away: then it is asked after it in that hop, or where the next hop of the reply
   * begins.
   *
   * @param asked number of the last step that is asked about otherwise
   */
  Optional<WalkQuestions.Open> end(int asked) {
    Outcome outcome = walked.trace().outcome();
    Hop arrival = arrival(outcome);
    if (arrival == null || !RESULTS.contains(outcome.result())) {
      return Optional.empty();
    }
    Words reason = reason(outcome, arrival);
    List<WalkQuestions.Option> others =
        RESULTS.stream()
            .filter(each -> each != outcome.result())
            .map(each -> option(each, joined(speech.say("question.end.not." + word(each)), reason)))
            .toList();
    WalkQuestions.Option right = option(outcome.result(), reason);
    int in = placeOf(asked, arrival);
    if (in >= 0 || begins(arrival) > asked) {
      Words question = speech.say("question.end", arrival.namespace());
      return Optional.of(
          new WalkQuestions.Open("end", arrival, Math.max(0, in), question, right, others));
    }
    return walked.trace().hops().stream()
        .filter(hop -> hop.flow() == Flow.REPLY && begins(hop) > asked)
        .findFirst()
        .map(
            hop -> {
              Words question = speech.say("question.end.back", hop.namespace());
              return new WalkQuestions.Open("end", hop, 0, question, right, others);
            });
  }

  /** Place in a hop of the step with a number, -1 if it has none. */
  private static int placeOf(int seq, Hop hop) {
    return hop.steps().stream().map(Hop.StepRecord::seq).toList().indexOf(seq);
  }

  private static int begins(Hop hop) {
    return hop.steps().isEmpty() ? -1 : hop.steps().get(0).seq();
  }

  private @Nullable Hop arrival(Outcome outcome) {
    return walked.trace().hops().stream()
        .filter(hop -> hop.flow() == Flow.REQUEST)
        .filter(hop -> isLast(hop, outcome))
        .findFirst()
        .orElse(null);
  }

  private static boolean isLast(Hop hop, Outcome outcome) {
    Outcome.End end = outcome.end();
    boolean isDelivered = outcome.result() == Outcome.Result.DELIVERED;
    return hop.steps().stream()
        .anyMatch(
            each ->
                each.step() instanceof SocketStep.SocketDelivered
                    || each.step() instanceof SocketStep.SocketMissing
                    || each.step() instanceof SocketStep.EchoAnswered
                    || (!isDelivered
                        && end != null
                        && end.flow() == Flow.REQUEST
                        && end.namespace().equals(hop.namespace())
                        && each.step() instanceof IpStep.Dropped));
  }

  private Words reason(Outcome outcome, Hop last) {
    Outcome.IcmpError error = outcome.icmp();
    String key = "question.end.is." + word(outcome.result());
    Outcome.End end = outcome.end();
    return switch (outcome.result()) {
      case TIMEOUT ->
          end == null
              ? speech.say(key + "-lost")
              : speech.say(end.flow() == Flow.REQUEST ? key : key + "-back", end.namespace());
      case ICMP_UNREACHABLE, TTL_EXCEEDED ->
          speech.say(key, error == null ? last.namespace() : error.from().toString());
      default -> speech.say(key, last.namespace());
    };
  }

  private WalkQuestions.Option option(Outcome.Result result, Words because) {
    return new WalkQuestions.Option(
        word(result), speech.say("question.end.result." + word(result)), because);
  }

  private static String word(Outcome.Result result) {
    return result.text().toLowerCase(Locale.ROOT);
  }

  private static Words joined(Words first, Words second) {
    List<Phrase.Part> en = new ArrayList<>(first.en().parts());
    en.add(new Phrase.Written(" "));
    en.addAll(second.en().parts());
    List<Phrase.Part> zh = new ArrayList<>(first.zh().parts());
    zh.addAll(second.zh().parts());
    return new Words(new Phrase(en), new Phrase(zh));
  }
}
