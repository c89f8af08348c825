package dev.podlane.kernel;

import dev.podlane.console.CommandList;
import dev.podlane.lab.LabComparison;
import dev.podlane.lab.LabProbe;
import dev.podlane.lab.Observation;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.OutcomeNote;
import dev.podlane.notation.PathLines;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The predictions of traces, and their differences from a kernel. */
final class Predictions {
  private Predictions() {}

  /** Walks probes over one memory, one after the other. */
  static List<Observation> of(Network network, List<LabProbe> probes) {
    return of(network, probes, List.of());
  }

  /**
   * Walks probes over one memory, when the real ones were sent: how often a host tells of errors
   * depends on it.
   */
  static List<Observation> of(Network network, List<LabProbe> probes, List<Long> moments) {
    Memory memory = new Memory();
    Network now = network;
    List<Observation> all = new ArrayList<>();
    int sent = 0;
    for (LabProbe probe : probes) {
      now = after(probe.before(), now, memory);
      Trace trace = null;
      for (int time = 0; time < probe.repeat(); time++) {
        if (!moments.isEmpty()) {
          memory.passTo(moments.get(sent));
        }
        sent++;
        trace = Walker.walk(now, probe.probe(), memory);
      }
      now = after(probe.after(), now, memory);
      Objects.requireNonNull(trace);
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
      if (isVerified(probes.get(at), predicted.get(at), observed.get(at))
          || isUnheard(probes.get(at), predicted.get(at), observed.get(at))) {
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
   * A rule rejects the first fragment of a ping or datagram. Its checksum cannot be verified, so
   * nobody is told; but where a host before has put the fragments together and verified it, a veth
   * hands that on with the packet (csum_valid), which no wire between machines does.
   */
  private static boolean isVerified(LabProbe probe, Observation predicted, Observation observed) {
    List<String> seen = List.of(predicted.paths().getOrDefault("request", "").split(" ", -1));
    return probe.probe().protocol() != Protocol.TCP
        && "timeout".equals(predicted.outcome().get("result"))
        && "icmp_unreachable".equals(observed.outcome().get("result"))
        && new HashSet<>(seen).size() < seen.size();
  }

  /**
   * A client is redirected while connect() still holds its socket, as between namespaces, where an
   * answer comes before the call has ended: TCP does not hear it (tcp_v4_err), and is redirected
   * again at the next SYN.
   */
  private static boolean isUnheard(LabProbe probe, Observation predicted, Observation observed) {
    int heard = redirects(predicted);
    return probe.probe().protocol() == Protocol.TCP && heard > 0 && redirects(observed) > heard;
  }

  private static int redirects(Observation seen) {
    String path = seen.paths().getOrDefault("redirects", "");
    return path.isEmpty() ? 0 : path.split(" ", -1).length;
  }

  /**
   * The connection stands, but a rule rejects the ACK with an error, which the lab's client asks to
   * be told (IP_RECVERR) and may hear before it has looked at its socket; or with a reset, before
   * connect() has ended.
   */
  private static boolean isHalfOpen(LabProbe probe, LabComparison flow) {
    return probe.probe().protocol() == Protocol.TCP
        && flow.flow().equals("outcome")
        && (flow.predicted().contains("result delivered")
            || flow.predicted().contains("result reset"))
        && (flow.observed().contains("errno EHOSTUNREACH")
            || flow.observed().contains("errno ECONNREFUSED")
            || flow.observed().contains("errno ECONNRESET"));
  }

  /**
   * A SYN is repeated 3.06 s after the first, when what waits for an address is given up as well:
   * whether it, or the answer to it, still joins the queue is a race of two timers. Its ICMP errors
   * are then one more or one less.
   */
  private static boolean isRace(LabProbe probe, LabComparison flow) {
    if (probe.probe().protocol() != Protocol.TCP || !flow.flow().equals("errors")) {
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
}
