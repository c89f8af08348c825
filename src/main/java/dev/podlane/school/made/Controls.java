package dev.podlane.school.made;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Pod;
import dev.podlane.finding.found.Probing;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.lesson.ProbeText;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.school.fact.EngineFacts;
import dev.podlane.school.fact.Walks;
import dev.podlane.workspace.Workspace;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a probe that works before and after a repair, so that a repair that breaks it is none. */
final class Controls {
  private static final int TRIES = 8;

  private Controls() {}

  /**
   * A probe between pods other than the one that shows the harm, in its namespace if there is one;
   * empty if none was found.
   */
  static Optional<ProbeText> find(String name, ProbeText harm, Workspace broken, Workspace mended) {
    String home = harm.from().substring(0, Math.max(0, harm.from().indexOf('/')));
    List<Pod> pods =
        broken.cluster().map(Cluster::pods).orElse(List.of()).stream()
            .sorted(Comparator.comparing(pod -> !pod.ref().namespace().equals(home)))
            .toList();
    return pods.stream()
        .limit(TRIES)
        .flatMap(to -> between(name, pods, to, broken))
        .filter(probe -> !(probe.from().equals(harm.from()) && probe.to().equals(harm.to())))
        .limit(TRIES)
        .filter(probe -> works(probe, broken) && works(probe, mended))
        .findFirst();
  }

  private static Stream<ProbeText> between(String name, List<Pod> pods, Pod to, Workspace broken) {
    return pods.stream()
        .filter(from -> !from.ref().equals(to.ref()) && !from.hostNetwork())
        .limit(2)
        .flatMap(
            from ->
                port(broken, to.ref().path())
                    .map(port -> Probing.tcp(from.ref().path(), to.ref().path(), port))
                    .map(probing -> Probes.of(name, probing))
                    .stream());
  }

  private static Optional<Integer> port(Workspace broken, String pod) {
    return broken
        .network()
        .namespace(pod)
        .map(NetworkNamespace::sockets)
        .flatMap(
            sockets ->
                sockets.listening().stream()
                    .filter(each -> each.protocol() == Protocol.TCP)
                    .findFirst()
                    .map(each -> each.port()));
  }

  private static boolean works(ProbeText probe, Workspace place) {
    Ground ground = new Ground("", "", List.of(), List.of(probe), Map.of(), List.of());
    Evaluation facts = new Evaluation(EngineFacts.of(new Walks(place, ground), null));
    return facts.holds(Conditions.result(probe.name(), "delivered"));
  }
}
