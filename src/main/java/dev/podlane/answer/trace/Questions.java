package dev.podlane.answer.trace;

import dev.podlane.answer.FoldView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.TraceView.ParentView;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Hop.Parent;
import dev.podlane.trace.step.LinkStep;
import dev.podlane.trace.step.NeighbourStep.ArpReplySent;
import dev.podlane.trace.step.NeighbourStep.ArpRequestSent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Address resolution in short: each question of a walk, with all requests, answers and bystanders
 * that came of it, as one step.
 */
final class Questions {
  /** The number of hosts that are named among those that answered. */
  private static final int NAMED = 3;

  private final Levels levels;
  private final Selection selection;
  private final Localizer words;

  Questions(Levels levels, Selection selection, Localizer words) {
    this.levels = levels;
    this.selection = selection;
    this.words = words;
  }

  /**
   * The questions of a walk, in the order they were asked.
   *
   * @param folded hops that are folded with others already
   */
  List<FoldView> of(List<Hop> hops, Predicate<Hop> folded) {
    List<@Nullable Question> ofHops = new ArrayList<>(hops.size());
    Map<Asked, Question> latest = new HashMap<>();
    List<Question> all = new ArrayList<>();
    for (Hop hop : hops) {
      Question question = folded.test(hop) ? null : question(hop, ofHops, latest);
      ofHops.add(question);
      if (question != null && question.hops++ == 0) {
        all.add(question);
      }
      if (question != null) {
        add(hop, question);
      }
    }
    return all.stream().map(this::view).toList();
  }

  /** A request that is repeated belongs to the question it repeats. */
  private static @Nullable Question question(
      Hop hop, List<@Nullable Question> ofHops, Map<Asked, Question> latest) {
    Parent parent = hop.parent();
    if (hop.flow() != Flow.ARP || parent == null || hop.steps().isEmpty()) {
      return null;
    }
    Question around = ofHops.get(parent.hop());
    Hop.StepRecord first = hop.steps().get(0);
    if (around != null || !(first.step() instanceof ArpRequestSent request)) {
      return around;
    }
    Asked asked = new Asked(parent.hop(), request.device(), request.target().toString());
    Question known = latest.get(asked);
    if (known == null || request.attempt() == 1) {
      known = new Question(hop, parent, first.seq(), request);
      latest.put(asked, known);
    }
    known.requests.add(hop.id());
    return known;
  }

  private void add(Hop hop, Question question) {
    for (int i = 0; i < hop.steps().size(); i++) {
      question.steps += Detail.STAGES.tells(levels.of(hop, i)) ? 1 : 0;
      if (hop.steps().get(i).step() instanceof LinkStep.BridgeFlooded flooded) {
        question.others += flooded.others();
      }
      if (hop.steps().get(i).step() instanceof ArpReplySent reply
          && reply.address().equals(question.request.target())) {
        question.answered.add(hop.namespace());
      }
    }
  }

  private FoldView view(Question question) {
    ArpRequestSent request = question.request;
    Parent after = selection.told(question.parent);
    List<String> answered = List.copyOf(question.answered);
    List<String> args =
        List.of(
            question.asking.namespace(),
            request.device(),
            request.target().toString(),
            String.join(", ", answered.subList(0, Math.min(NAMED, answered.size()))),
            Integer.toString(question.requests.size()));
    String key = answered.isEmpty() ? "fold.arp.unanswered" : "fold.arp.answered";
    return new FoldView(
        "arp",
        question.seq,
        after == null ? null : new ParentView(after.hop(), after.step()),
        List.copyOf(question.requests),
        question.asking.namespace(),
        request.device(),
        request.target().toString(),
        answered,
        question.hops,
        question.steps,
        question.others,
        words.say(key, args));
  }

  private record Asked(int hop, String device, String address) {}

  /** A question while the walk is read. */
  private static final class Question {
    final Hop asking;
    final Parent parent;
    final int seq;
    final ArpRequestSent request;
    final List<Integer> requests = new ArrayList<>();
    final Set<String> answered = new LinkedHashSet<>();
    int hops;
    int steps;
    int others;

    Question(Hop asking, Parent parent, int seq, ArpRequestSent request) {
      this.asking = asking;
      this.parent = parent;
      this.seq = seq;
      this.request = request;
    }
  }
}
