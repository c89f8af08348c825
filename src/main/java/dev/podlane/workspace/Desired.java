package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.compile.Compiled;
import dev.podlane.compile.Compiler;
import dev.podlane.document.Document;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.ConsoleEdits;
import dev.podlane.notation.Expectations;
import dev.podlane.notation.LinuxNetworks;
import dev.podlane.notation.ReadNetwork;
import dev.podlane.time.state.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The cluster according to documents and the events about their objects: the layer below all
 * commands.
 *
 * @param documents with every event about objects carried out
 * @param cluster the settled cluster; null for a Linux network
 * @param compiled its network with the objects of the namespaces; null for a Linux network
 * @param network as it is before any command
 * @param problems problems of the documents
 * @param refused events about objects that do not apply, by the id of their edit
 * @param names its names
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
   * @param before the same documents with other events; null if there is none. What has not changed
   *     since is not settled again where that is proved to be right
   */
  static Desired of(
      List<Document> given,
      @Nullable List<Edit> written,
      List<Edit> events,
      @Nullable Desired before) {
    return carriedOut(given, Map.of(), written, events, events, before);
  }

  /**
   * Returns the state after further events, none of which is about a pod's end or a container.
   *
   * @param written the events that stand in the documents
   * @param events those that have happened, the further ones last
   * @param further so many of them
   */
  Desired after(List<Edit> written, List<Edit> events, int further) {
    List<Edit> last = events.subList(events.size() - further, events.size());
    return carriedOut(documents, refused, written, events, last, this);
  }

  private static Desired carriedOut(
      List<Document> given,
      Map<String, Problem> already,
      @Nullable List<Edit> written,
      List<Edit> events,
      List<Edit> further,
      @Nullable Desired before) {
    List<Document> documents = given;
    Map<String, Problem> refused = new HashMap<>(already);
    Map<Integer, String> podEnds = new HashMap<>();
    for (Edit edit : further) {
      try {
        documents = edit.isWritten() ? documents : ObjectChanges.apply(documents, edit.event());
        if (!edit.isWritten() && edit.event() instanceof Event.PodEnd) {
          podEnds.put(documents.get(documents.size() - 1).number(), edit.id());
        }
      } catch (ChangeException no) {
        refused.put(edit.id(), no.problem());
      }
    }
    List<Document> now = documents;
    return documents.stream()
        .filter(LinuxNetworks::isNetwork)
        .findFirst()
        .map(network -> ofNetwork(network, now, refused))
        .orElseGet(
            () ->
                amended(before, now, events, refused)
                    .orElseGet(() -> ofCluster(now, happened(written, events), refused))
                    .withoutEffect(podEnds));
  }

  /** Returns true if one is about a pod's end or a container: what has happened matters then. */
  static boolean hasEnds(List<Edit> events) {
    return events.stream()
        .map(Edit::event)
        .anyMatch(each -> each instanceof Event.PodEnd || each instanceof Event.ContainerChange);
  }

  /** The state without a look at what has not changed; empty where that may be wrong. */
  private static Optional<Desired> amended(
      @Nullable Desired before,
      List<Document> documents,
      List<Edit> events,
      Map<String, Problem> refused) {
    Cluster settled = before == null ? null : before.cluster;
    return before == null || settled == null || hasEnds(events)
        ? Optional.empty()
        : Clusters.amended(settled, before.documents, documents)
            .map(cluster -> compiled(documents, cluster, refused, before.compiled));
  }

  /**
   * Returns a copy in which events of pods that are no longer there are refused.
   *
   * @param podEnds ids of edits by the number of the document that says them
   */
  private Desired withoutEffect(Map<Integer, String> podEnds) {
    if (podEnds.isEmpty()) {
      return this;
    }
    List<Problem> left = new ArrayList<>();
    Map<String, Problem> all = new HashMap<>(refused);
    for (Problem problem : problems) {
      String edit = podEnds.get(problem.place().document());
      boolean isRefusal = edit != null && problem.severity() != Severity.INFO;
      if (edit != null && isRefusal) {
        all.put(edit, refusal(problem));
      } else {
        left.add(problem);
      }
    }
    return new Desired(documents, cluster, compiled, network, left, all, names);
  }

  /** The same, said of an edit instead of a document. */
  private static Problem refusal(Problem problem) {
    boolean isContainer = problem.args().size() > 1;
    ChangeException reason =
        isContainer
            ? ChangeException.of(
                "event", "no-container", problem.args().get(0), problem.args().get(1), "–")
            : ChangeException.of("event", "no-pod", problem.args().get(0));
    return reason.problem();
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
    return compiled(documents, Clusters.read(documents, happened), refused, null);
  }

  /** Returns a copy with another settled cluster of the same documents. */
  Desired of(Cluster changed) {
    return compiled(documents, changed, refused, compiled);
  }

  /**
   * Returns the same at a moment of the time line.
   *
   * @param cluster the cluster of the moment
   * @param state its state; machines that are gone have no carrier
   * @param refusedThen events that do not apply, by the id of their edit
   */
  Desired at(Cluster cluster, State state, Map<String, Problem> refusedThen) {
    Desired made = compiled(documents, cluster, refusedThen, compiled);
    return new Desired(
        documents,
        cluster,
        made.compiled,
        LostMachines.in(made.network, state),
        made.problems,
        refusedThen,
        made.names);
  }

  private static Desired compiled(
      List<Document> documents,
      Cluster cluster,
      Map<String, Problem> refused,
      @Nullable Compiled before) {
    Compiled compiled =
        before == null ? Compiler.compile(cluster) : Compiler.compile(cluster, before);
    List<Problem> problems = new ArrayList<>(cluster.problems());
    problems.addAll(Refusals.problems(cluster, compiled.refusals()));
    Network network = compiled.network();
    Names names = new Names(cluster, compiled);
    return new Desired(documents, cluster, compiled, network, problems, refused, names);
  }

  /** Returns true for documents that say something about a network without being part of it. */
  private static boolean isBesides(Document document) {
    return ConsoleEdits.isEdit(document) || Expectations.isOne(document);
  }

  /**
   * Opens a LinuxNetwork, which is complete but for its edits; other documents beside it are left
   * out and reported.
   */
  private static Desired ofNetwork(
      Document network, List<Document> documents, Map<String, Problem> refused) {
    ReadNetwork reading = LinuxNetworks.read(network);
    List<Problem> problems = new ArrayList<>(reading.problems());
    documents.stream()
        .filter(document -> !document.equals(network) && !isBesides(document))
        .map(document -> Problem.warning(document.place(), "network.alone"))
        .forEach(problems::add);
    Names names = new Names(null, null);
    return new Desired(documents, null, null, reading.network(), problems, refused, names);
  }
}
