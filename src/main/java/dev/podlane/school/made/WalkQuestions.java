package dev.podlane.school.made;

import dev.podlane.net.route.RouteDecision;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.school.fact.Stages;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.trace.step.IpStep;
import dev.podlane.workspace.Walked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes questions of a walk: at a stop, what comes next. The right choice is what the walk did; the
 * wrong ones are other rows of the table that was asked, other endpoints that could have been
 * drawn, other addresses of the machine, other results. Of one seed the same questions come.
 */
public final class WalkQuestions {
  /** Most questions of one walk. */
  public static final int MOST = 12;

  private static final int CHOICES = 3;

  private final Walked walked;
  private final Speech speech;
  private final Random random;

  private WalkQuestions(Walked walked, Speech speech, long seed) {
    this.walked = walked;
    this.speech = speech;
    this.random = new Random(seed);
  }

  /**
   * A possible answer before three are drawn.
   *
   * @param claim equal claims are one answer
   */
  record Option(String claim, Words text, Words because) {}

  /**
   * The questions of a walk, in the order of its steps; none of one whose outcome is not known.
   *
   * @param seed draws the wrong choices, and the order of the three
   */
  public static List<MadeQuestion> of(Walked walked, Speech speech, long seed) {
    boolean isUnknown =
        !walked.unsimulated().isEmpty()
            || walked.trace().outcome().result() == Outcome.Result.UNKNOWN;
    return isUnknown ? List.of() : new WalkQuestions(walked, speech, seed).all();
  }

  private List<MadeQuestion> all() {
    List<MadeQuestion> found = new ArrayList<>();
    Set<String> asked = new HashSet<>();
    for (Hop hop : walked.trace().hops()) {
      if (hop.flow() == Flow.REQUEST || hop.flow() == Flow.REPLY) {
        for (int i = 0; i < hop.steps().size(); i++) {
          at(hop, i, asked).ifPresent(found::add);
        }
      }
    }
    LastQuestions last = new LastQuestions(walked, speech);
    last.ttl().flatMap(this::drawn).ifPresent(found::add);
    int latest = found.stream().mapToInt(each -> each.stop().seq()).max().orElse(-1);
    last.end(latest).flatMap(this::drawn).ifPresent(found::add);
    return found.stream()
        .sorted(Comparator.comparingInt(each -> each.stop().seq()))
        .limit(MOST)
        .toList();
  }

  /** A question with all its options, of which the first is right. */
  record Open(String kind, Hop hop, int index, Words question, Option right, List<Option> others) {}

  private Optional<MadeQuestion> at(Hop hop, int index, Set<String> asked) {
    if (hop.steps().get(index).step() instanceof IpStep.RouteLookup lookup) {
      if (hop.flow() == Flow.REPLY && lookup.decision() instanceof RouteDecision.Local) {
        return Optional.empty(); // whoever asked gets it: what comes of that is the last question
      }
      String key = hop.flow() + hop.namespace() + lookup.query().destination();
      Optional<Open> open = new RouteQuestion(hop, index, lookup, speech).open();
      return open.isPresent() && asked.add(key) ? open.flatMap(this::drawn) : Optional.empty();
    }
    if (index > 0
        && hop.flow() == Flow.REQUEST
        && hop.steps().get(index).step() instanceof ConnectionStep.Translated to
        && !to.undo()) {
      String key = "nat" + hop.namespace() + to.fromAddress() + to.side();
      return asked.add(key)
          ? new NatQuestion(walked.trace(), hop, index, to, speech).open().flatMap(this::drawn)
          : Optional.empty();
    }
    return Optional.empty();
  }

  private Optional<MadeQuestion> drawn(Open open) {
    List<Option> others = new ArrayList<>();
    Set<String> claims = new HashSet<>(Set.of(open.right().claim()));
    for (Option each : open.others()) {
      if (claims.add(each.claim())) {
        others.add(each);
      }
    }
    if (others.size() < CHOICES - 1) {
      return Optional.empty();
    }
    Collections.shuffle(others, random);
    List<Option> three =
        new ArrayList<>(
            Stream.concat(Stream.of(open.right()), others.stream().limit(CHOICES - 1L)).toList());
    Collections.shuffle(three, random);
    Hop hop = open.hop();
    Hop.StepRecord step = hop.steps().get(open.index());
    return Optional.of(
        new MadeQuestion(
            open.kind(),
            new Stages.Found(hop.id(), open.index(), step.seq()),
            hop.namespace(),
            step.step().device(),
            hop.flow().name().toLowerCase(Locale.ROOT),
            open.question(),
            three.stream()
                .map(
                    each ->
                        new MadeQuestion.Choice(
                            each.claim(),
                            each.text(),
                            each.claim().equals(open.right().claim()),
                            each.because()))
                .toList()));
  }
}
