package dev.podlane.kernel;

import dev.podlane.console.CommandList;
import dev.podlane.lab.LabComparison;
import dev.podlane.lab.LabProbe;
import dev.podlane.lab.Observation;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.OutcomeNote;
import dev.podlane.notation.PathLines;
import dev.podlane.trace.Memory;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.Walker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What traces say, and where a kernel did something else. */
final class Predictions {
  private static final Pattern ROUTE_ERROR =
      Pattern.compile("^\\{[^ >]+(>[^ ]+) icmp3/(?:0|1|13)}");

  private Predictions() {}

  /** Walks probes over one memory. */
  static List<Observation> of(Network network, List<LabProbe> probes) {
    Memory memory = new Memory();
    Network now = network;
    List<Observation> all = new ArrayList<>();
    for (LabProbe probe : probes) {
      now = after(probe.before(), now, memory);
      Trace trace = Walker.walk(now, probe.probe(), memory);
      for (int again = 1; again < probe.repeat(); again++) {
        trace = Walker.walk(now, probe.probe(), memory);
      }
      now = after(probe.after(), now, memory);
      all.add(new Observation(OutcomeNote.of(trace.outcome()).lines(), PathLines.of(trace)));
    }
    return all;
  }

  private static Network after(List<LabProbe.Command> commands, Network before, Memory memory) {
    Network now = before;
    for (LabProbe.Command each : commands) {
      CommandList done = CommandList.run(now, each.namespace(), each.line());
      memory.pass(done.sleptMillis());
      now = done.network();
    }
    return now;
  }

  /** Texts of all differences, probe by probe; none if there are none. */
  static List<String> differences(
      List<LabProbe> probes, List<Observation> predicted, List<Observation> observed) {
    List<String> all = new ArrayList<>();
    for (int at = 0; at < probes.size(); at++) {
      if (isSpent(predicted.subList(0, at + 1), observed.get(at))) {
        continue;
      }
      for (LabComparison each : LabComparison.of(predicted.get(at), observed.get(at))) {
        if (!each.isEqual() && !isRace(probes.get(at), each) && !isHalfOpen(probes.get(at), each)) {
          all.add(
              "probe %d, %s%n  %s%n  trace  %s%n  kernel %s%n"
                  .formatted(at, probes.get(at), each.flow(), each.predicted(), each.observed()));
        }
      }
    }
    return all;
  }

  /**
   * The client has its answer, but a rule keeps the ACK that would complete the handshake from the
   * server, so that no program there ever sees the connection. Walks end with the answer.
   */
  private static boolean isHalfOpen(LabProbe probe, LabComparison flow) {
    List<String> answered = List.of("result delivered");
    return probe.probe().protocol() == Probe.Protocol.TCP
        && flow.flow().equals("outcome")
        && flow.observed().equals(answered)
        && flow.predicted().containsAll(answered);
  }

  /**
   * A SYN is repeated 3.06 s after the first, when what waits for an address is given up as well:
   * whether it, or the answer to it, still joins the queue is a race of two timers. Its ICMP errors
   * are then one more or one less.
   */
  private static boolean isRace(LabProbe probe, LabComparison flow) {
    if (probe.probe().protocol() != Probe.Protocol.TCP || !flow.flow().equals("errors")) {
      return false;
    }
    Set<Integer> apart = new HashSet<>();
    Set<String> places = new HashSet<>(flow.predicted());
    for (String place : places) {
      int predicted = Collections.frequency(flow.predicted(), place);
      apart.add(Collections.frequency(flow.observed(), place) - predicted);
    }
    boolean isSame = places.equals(new HashSet<>(flow.observed()));
    return isSame && (apart.equals(Set.of(1)) || apart.equals(Set.of(-1)));
  }

  /**
   * A router tells one sender of missing routes as long as it has tokens for it, which come with
   * real time, whatever icmp_ratelimit says (ip_error in net/ipv4/route.c). How much time has
   * passed between probes is not the same here and there: from the fifth on it may say nothing, and
   * after a redirect or another ICMP error to the same sender, which take the same tokens away
   * (ip_rt_send_redirect, inet_peer_xrlim_allow).
   */
  private static boolean isSpent(List<Observation> predicted, Observation observed) {
    int last = predicted.size() - 1;
    Matcher error = ROUTE_ERROR.matcher(errors(predicted.get(last)));
    if (!error.find() || !errors(observed).isEmpty()) {
      return false;
    }
    String sender = error.group(1);
    boolean told =
        predicted.subList(0, last).stream()
            .anyMatch(each -> errors(each).contains(sender + " icmp"));
    boolean redirected = predicted.stream().anyMatch(each -> each.paths().containsKey("redirects"));
    return redirected || told;
  }

  private static String errors(Observation observation) {
    return observation.paths().getOrDefault("errors", "");
  }
}
