package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.read.NotSimulated;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.workspace.Workspace;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The views of what a whole cluster holds. */
public final class ClusterViews {
  /** Problems, and assumptions, that one answer tells; some hundred octets each. */
  static final int MOST_TOLD = 10_000;

  private ClusterViews() {}

  /** The number of problems and assumptions that an answer leaves out. */
  @Schema(name = "OmittedWords")
  public record OmittedWords(int problems, int assumptions) {}

  /** The number of objects and devices of each kind. */
  @Schema(name = "Counts")
  public record CountsView(
      int nodes,
      int pods,
      @Schema(description = "Namespaces of Kubernetes") int namespaces,
      @Schema(description = "Nodes that no Node object describes") int assumedNodes,
      @Schema(description = "Pods that are drawn: with a node and an address") int drawnPods,
      @Schema(description = "Pods that have succeeded or failed") int finishedPods,
      @Schema(description = "Pods that should run and have no node or no address") int waitingPods,
      @Schema(description = "Pods whose names workloads of the documents stand for")
          int broughtPods,
      @Schema(description = "CronJobs that wait with the pod they would make") int dormantPods,
      @Schema(description = "Services of every type") int services,
      @Schema(
              description =
                  "Kinds that were read and take no part in walks: all of the three below")
          Map<String, Integer> unused,
      @Schema(description = "Kinds that can change a walk and are not simulated")
          Map<String, Integer> notSimulated,
      @Schema(description = "Kinds that change no walk") Map<String, Integer> withoutEffect,
      @Schema(description = "Kinds that Podlane does not know") Map<String, Integer> unknown,
      @Schema(description = "Network namespaces, those that only stand for a wire left out")
          int networkNamespaces,
      @Schema(description = "Network devices of these namespaces, lo left out") int devices) {}

  /** Something the documents do not say and Podlane decided. */
  @Schema(name = "Assumption")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record AssumptionView(String code, String message, @Nullable ObjectView object) {}

  /** Names a Kubernetes object. */
  @Schema(name = "ObjectRef")
  public record ObjectView(String apiVersion, String kind, String namespace, String name) {}

  /** The counts of an opened cluster. */
  public static CountsView counts(Workspace workspace) {
    Optional<Cluster> cluster = workspace.cluster();
    NotSimulated beside = cluster.map(Cluster::notSimulated).orElse(NotSimulated.NONE);
    List<Pod> pods = cluster.map(Cluster::pods).orElse(List.of());
    List<Node> nodes = cluster.map(Cluster::nodes).orElse(List.of());
    return new CountsView(
        nodes.size(),
        pods.size(),
        cluster.map(found -> found.namespaces().size()).orElse(0),
        count(nodes, Node::assumed),
        count(pods, Pod::hasNetwork),
        count(pods, Pod::isFinished),
        count(pods, pod -> !pod.hasNetwork() && !pod.isFinished()),
        count(pods, pod -> pod.traits().origin() == PodTraits.Origin.BROUGHT),
        cluster.map(found -> found.dormant().size()).orElse(0),
        cluster.map(found -> found.services().all().size()).orElse(0),
        beside.all(),
        beside.counts(),
        beside.withoutEffect(),
        beside.unknown(),
        workspace.network().namespaces().size() - workspace.network().infra().size(),
        workspace.network().devices());
  }

  private static <T> int count(List<T> all, Predicate<T> wanted) {
    return (int) all.stream().filter(wanted).count();
  }

  /** Returns the assumptions in words; the first of very many. */
  public static List<AssumptionView> assumptions(Workspace workspace, Localizer words) {
    return assumed(workspace).stream()
        .limit(MOST_TOLD)
        .map(assumption -> view(assumption, words))
        .toList();
  }

  private static List<Assumption> assumed(Workspace workspace) {
    return workspace.cluster().map(Cluster::assumptions).orElse(List.of());
  }

  /** Returns the number of problems and assumptions left out; null if none are. */
  public static @Nullable OmittedWords omitted(Workspace workspace) {
    int problems = Math.max(0, workspace.problems().size() - MOST_TOLD);
    int assumptions = Math.max(0, assumed(workspace).size() - MOST_TOLD);
    return problems + assumptions == 0 ? null : new OmittedWords(problems, assumptions);
  }

  public static AssumptionView view(Assumption assumption, Localizer words) {
    ObjectView object = assumption.object() == null ? null : ObjectViews.view(assumption.object());
    String sentence = words.say("assumption." + assumption.code(), assumption.args());
    return new AssumptionView(assumption.code(), sentence, object);
  }

  /** Problems of documents, in words and their order; of very many the most severe. */
  public static List<ProblemView> problems(List<Problem> problems, Localizer words) {
    return mostSevere(problems).stream().map(problem -> problem(problem, words)).toList();
  }

  private static List<Problem> mostSevere(List<Problem> problems) {
    if (problems.size() <= MOST_TOLD) {
      return problems;
    }
    Map<Severity, AtomicInteger> left = new EnumMap<>(Severity.class);
    int room = MOST_TOLD;
    for (Severity severity : Severity.values()) {
      int told = Math.min(room, count(problems, problem -> problem.severity() == severity));
      left.put(severity, new AtomicInteger(told));
      room -= told;
    }
    return problems.stream()
        .filter(
            problem -> Objects.requireNonNull(left.get(problem.severity())).getAndDecrement() > 0)
        .toList();
  }

  /** One problem of a document, in words. */
  public static ProblemView problem(Problem problem, Localizer words) {
    return ProblemView.of(problem.severity(), problem.code(), words.say(problem), problem.place());
  }
}
