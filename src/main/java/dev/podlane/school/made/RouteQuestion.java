package dev.podlane.school.made;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteType;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.trace.Hop;
import dev.podlane.trace.step.IpStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The question for a packet's way, asked at the look into the routing table, whose other rows are
 * the other choices.
 *
 * @param index place of the step in the hop
 */
record RouteQuestion(Hop hop, int index, IpStep.RouteLookup lookup, Speech speech) {
  private Ip destination() {
    return lookup.query().destination();
  }

  private String place() {
    return hop.namespace();
  }

  Optional<WalkQuestions.Open> open() {
    RouteDecision decision = lookup.decision();
    if (decision instanceof RouteDecision.Broadcast || destination().isMulticast()) {
      return Optional.empty();
    }
    WalkQuestions.Option right = right(decision);
    String address = destination().toString();
    Words question = speech.say("question.route", address, place());
    return Optional.of(
        new WalkQuestions.Open("route", hop, index, question, right, others(decision)));
  }

  private WalkQuestions.Option right(RouteDecision decision) {
    String address = destination().toString();
    if (decision instanceof RouteDecision.Unicast to) {
      String prefix = named(to.row());
      return option(to.row(), speech.say("question.route.row-decides", prefix, address));
    }
    if (decision instanceof RouteDecision.Local) {
      return local(speech.say("question.route.own", address, place()));
    }
    if (decision instanceof RouteDecision.Refused refused) {
      String prefix = named(refused.row());
      return none(speech.say("question.route.row-refuses", prefix, address));
    }
    return none(speech.say("question.route.no-row", place(), address));
  }

  private List<WalkQuestions.Option> others(RouteDecision decision) {
    List<WalkQuestions.Option> all = new ArrayList<>();
    Route chosen =
        decision instanceof RouteDecision.Unicast to
            ? to.row()
            : decision instanceof RouteDecision.Refused no ? no.row() : null;
    String address = destination().toString();
    for (Route row : lookup.tables().main().rows()) {
      if (row.type() == RouteType.UNICAST && row.device() != null && !row.equals(chosen)) {
        all.add(option(row, against(row, chosen, decision)));
      }
    }
    if (!(decision instanceof RouteDecision.Local)) {
      all.add(local(speech.say("question.route.not-own", address, place())));
    }
    if (chosen != null && decision instanceof RouteDecision.Unicast) {
      String prefix = named(chosen);
      all.add(none(speech.say("question.route.has-row", place(), prefix, address)));
    } else if (decision instanceof RouteDecision.Local) {
      all.add(none(speech.say("question.route.own-first", address, place())));
    }
    return all;
  }

  /** The reason for which a row did not decide. */
  private Words against(Route row, @Nullable Route chosen, RouteDecision decision) {
    String prefix = named(row);
    String address = destination().toString();
    if (!row.destination().contains(destination())) {
      return speech.say("question.route.not-in", prefix, address);
    }
    if (decision instanceof RouteDecision.Local) {
      return speech.say("question.route.own-first", address, place());
    }
    return chosen != null && chosen.destination().length() > row.destination().length()
        ? speech.say("question.route.shorter", prefix, named(chosen), address)
        : speech.say("question.route.not-asked", prefix, place());
  }

  /** A row as {@code ip route} prints it. */
  private static String named(Route row) {
    return row.destination().length() == 0 ? "default" : row.destination().toString();
  }

  private WalkQuestions.Option option(Route row, Words because) {
    String device = String.valueOf(row.device());
    Ip via = row.via();
    // a next hop that is the receiver itself makes the same packet as none
    return via == null || row.self() || via.equals(destination())
        ? new WalkQuestions.Option(
            "dev " + device, speech.say("question.route.link", device), because)
        : new WalkQuestions.Option(
            "via " + via + " dev " + device,
            speech.say("question.route.via", via.toString(), device),
            because);
  }

  private WalkQuestions.Option local(Words because) {
    return new WalkQuestions.Option("local", speech.say("question.route.local", place()), because);
  }

  private WalkQuestions.Option none(Words because) {
    return new WalkQuestions.Option("none", speech.say("question.route.none", place()), because);
  }
}
