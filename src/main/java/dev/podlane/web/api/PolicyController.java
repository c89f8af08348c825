package dev.podlane.web.api;

import dev.podlane.answer.PolicyViews.DetailView;
import dev.podlane.answer.PolicyViews.OfPodView;
import dev.podlane.answer.PolicyViews.PoliciesView;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.PolicyPods;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The policies of a cluster, their selectors resolved both ways. */
@RestController
@Tag(name = "Policies")
class PolicyController {
  /** Stands for the namespace of policies that have none. */
  private static final String NO_NAMESPACE = "-";

  private final ClusterAnswers answers;

  PolicyController(ClusterAnswers answers) {
    this.answers = answers;
  }

  @GetMapping(path = "/api/clusters/{id}/policies", produces = "application/json")
  @Operation(
      summary = "List the policies of a cluster",
      description = "In the order of the documents, those of APIs that are not simulated too.")
  @ApiDocs.Problems
  PoliciesView policies(@ApiDocs.ClusterId @PathVariable String id) {
    return PoliciesView.of(pods(id));
  }

  @GetMapping(
      path = "/api/clusters/{id}/policies/{namespace}/{name}",
      produces = "application/json")
  @Operation(
      summary = "Show a policy with the pods that it selects and those of its peers",
      description = "The namespace of a policy that has none is written as -.")
  @ApiDocs.Problems
  DetailView policy(
      @ApiDocs.ClusterId @PathVariable String id,
      @PathVariable String namespace,
      @PathVariable String name,
      @Parameter(
              description = "Where kinds share a name; NetworkPolicy, else the first, if left out",
              example = "NetworkPolicy")
          @RequestParam(required = false)
          @Nullable String kind) {
    PolicyPods pods = pods(id);
    List<Policy> found = pods.named(namespace.equals(NO_NAMESPACE) ? "" : namespace, name);
    String wanted = kind == null ? "NetworkPolicy" : kind;
    return found.stream()
        .filter(each -> each.ref().kind().equals(wanted))
        .findFirst()
        .or(() -> kind == null ? found.stream().findFirst() : Optional.empty())
        .map(each -> DetailView.of(each, pods))
        .orElseThrow(() -> unknown("api.policy.unknown", namespace + "/" + name));
  }

  @GetMapping(
      path = "/api/clusters/{id}/pods/{namespace}/{pod}/policies",
      produces = "application/json")
  @Operation(
      summary = "Show the policies of a pod",
      description = "Those that select it, or may, for each direction; none of a hostNetwork pod.")
  @ApiDocs.Problems
  OfPodView ofPod(
      @ApiDocs.ClusterId @PathVariable String id,
      @PathVariable String namespace,
      @PathVariable String pod) {
    PolicyPods pods = pods(id);
    Pod its =
        pods.pod(namespace + "/" + pod)
            .orElseThrow(() -> unknown("api.pod.unknown", namespace + "/" + pod));
    return OfPodView.of(its, pods);
  }

  private PolicyPods pods(String id) {
    return PolicyPods.of(answers.open(id).workspace())
        .orElseThrow(
            () ->
                new ApiException(ProblemKind.NOT_FOUND, Fault.request("api.policies.no-cluster")));
  }

  private static ApiException unknown(String code, String path) {
    return new ApiException(ProblemKind.NOT_FOUND, Fault.request(code, path));
  }
}
