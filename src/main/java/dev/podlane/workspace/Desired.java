package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.Pod;
import dev.podlane.compile.Compiled;
import dev.podlane.compile.Compiler;
import dev.podlane.document.Document;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.ConsoleEdits;
import dev.podlane.notation.LinuxNetworks;
import dev.podlane.notation.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What documents and the events about their objects ask for: the layer below all commands.
 *
 * @param documents with every event about objects carried out
 * @param cluster the settled cluster; null for a Linux network
 * @param compiled its network with what it stands for; null for a Linux network
 * @param network as it is before any command
 * @param problems what is wrong with the documents
 * @param refused events about objects that do not apply, by the id of their edit
 * @param names who is who in it
 */
record Desired(
    List<Document> documents,
    @Nullable Cluster cluster,
    @Nullable Compiled compiled,
    Network network,
    List<Problem> problems,
    Map<String, Problem> refused,
    Names names) {

  /**
   * Settles and compiles documents.
   *
   * @param given as they were read; nothing is read again
   * @param written the events that stand in them; null to take all of them
   * @param events those that have happened
   */
  static Desired of(List<Document> given, @Nullable List<Edit> written, List<Edit> events) {
    List<Document> documents = given;
    Map<String, Problem> refused = new HashMap<>();
    for (Edit edit : events) {
      try {
        documents = ObjectChanges.apply(documents, edit.event());
      } catch (ChangeException no) {
        refused.put(edit.id(), no.problem());
      }
    }
    List<Document> now = documents;
    return documents.stream()
        .filter(LinuxNetworks::isNetwork)
        .findFirst()
        .map(network -> ofNetwork(network, now, refused))
        .orElseGet(() -> ofCluster(now, happened(written, events), refused));
  }

  /** An event of the documents happens unless it was taken out; others are not asked for. */
  private static Predicate<Place> happened(@Nullable List<Edit> written, List<Edit> events) {
    if (written == null) {
      return place -> true;
    }
    Set<Place> missing = new HashSet<>();
    written.forEach(edit -> missing.add(edit.place()));
    events.forEach(edit -> missing.remove(edit.place()));
    return place -> !missing.contains(place);
  }

  private static Desired ofCluster(
      List<Document> documents, Predicate<Place> happened, Map<String, Problem> refused) {
    return compiled(documents, Clusters.read(documents, happened), refused);
  }

  /** The same with pods that wait for their CronJobs. */
  Desired awake(Collection<Pod> pods) {
    return cluster == null ? this : compiled(documents, cluster.awake(pods), refused);
  }

  private static Desired compiled(
      List<Document> documents, Cluster cluster, Map<String, Problem> refused) {
    Compiled compiled = Compiler.compile(cluster);
    List<Problem> problems = new ArrayList<>(cluster.problems());
    problems.addAll(Refusals.problems(cluster, compiled.refusals()));
    Network network = compiled.network();
    Names names = new Names(cluster, compiled.containers(), compiled.structure(), network);
    return new Desired(documents, cluster, compiled, network, problems, refused, names);
  }

  /**
   * A LinuxNetwork says everything itself but for its edits; what else stands beside it is left
   * out, and said.
   */
  private static Desired ofNetwork(
      Document network, List<Document> documents, Map<String, Problem> refused) {
    Reading reading = LinuxNetworks.read(network);
    List<Problem> problems = new ArrayList<>(reading.problems());
    documents.stream()
        .filter(document -> !document.equals(network) && !ConsoleEdits.isEdit(document))
        .map(document -> Problem.warning(document.place(), "network.alone"))
        .forEach(problems::add);
    Names names = new Names(null, List.of(), null, reading.network());
    return new Desired(documents, null, null, reading.network(), problems, refused, names);
  }
}
