package dev.podlane.school.made;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.Side;
import dev.podlane.net.filter.Branches.Branch;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.Backends;
import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.trace.step.IpStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The question for the address that a rule writes, asked before it. The other choices are the
 * address as it is, other endpoints that could have been drawn, and the others that the machine has
 * seen.
 *
 * @param index place of the translation in the hop, from 1
 */
record NatQuestion(Trace trace, Hop hop, int index, ConnectionStep.Translated to, Speech speech) {
  Optional<WalkQuestions.Open> open() {
    Ip before = to.fromAddress();
    Ip after = to.toAddress();
    if (before.equals(after)) {
      return Optional.empty();
    }
    boolean isDestination = to.side() == Side.DESTINATION;
    String place = hop.namespace();
    String key = isDestination ? "question.nat.destination" : "question.nat.source";
    Words question = speech.say(key, before.toString(), place);
    WalkQuestions.Option right =
        option(after, speech.say("question.nat.writes", place, after.toString()));
    List<WalkQuestions.Option> others = new ArrayList<>();
    others.add(option(before, speech.say("question.nat.not-kept", place, after.toString())));
    if (isDestination) {
      for (Branch each : Backends.of(trace)) {
        others.add(
            option(
                each.address(),
                speech.say("question.nat.drawn", each.address().toString(), after.toString())));
      }
    }
    for (Ip each : seen()) {
      others.add(
          option(
              each, speech.say("question.nat.another", each.toString(), place, after.toString())));
    }
    return Optional.of(new WalkQuestions.Open("nat", hop, index - 1, question, right, others));
  }

  /** Addresses that other machines on the way chose, were asked for, or sent from. */
  private List<Ip> seen() {
    List<Ip> found = new ArrayList<>();
    for (Hop each : trace.hops()) {
      for (Hop.StepRecord step : each.steps()) {
        if (step.step() instanceof IpStep.RouteLookup lookup) {
          Ip source = lookup.query().source();
          found.add(lookup.query().destination());
          if (source != null) {
            found.add(source);
          }
        }
      }
    }
    return found;
  }

  private WalkQuestions.Option option(Ip address, Words because) {
    String text = address.toString();
    return new WalkQuestions.Option(text, speech.say("question.nat.address", text), because);
  }
}
