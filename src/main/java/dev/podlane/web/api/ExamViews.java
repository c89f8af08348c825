package dev.podlane.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.school.ExamPlan;
import dev.podlane.web.api.LessonViews.ShownCommandView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The views of exams. */
final class ExamViews {
  private ExamViews() {}

  /** All exams. */
  @Schema(name = "ExamList")
  record ExamsView(List<ExamEntryView> exams) {}

  /** An exam in the list. */
  @Schema(name = "ExamEntry")
  record ExamEntryView(
      @Schema(example = "part-1") String id,
      @Schema(description = "The part of the lessons it is about", example = "1") int part,
      @Schema(example = "Twelve questions about pod networks") String title,
      String about,
      @Schema(
              description = "Its forms, the one to begin with first",
              example = "[\"pre\", \"post\"]")
          List<String> forms,
      @Schema(description = "Questions of a form", example = "12") int questions) {}

  /** One form. */
  @Schema(name = "Exam")
  record ExamView(
      String id,
      @Schema(example = "pre") String form,
      @Schema(
              description = "Its cluster; it can be looked at, not changed",
              example = "exam.part-1.pre")
          String cluster,
      @Schema(description = "False if only the number of right answers is told afterwards")
          boolean reveals,
      ExamPlanView plan,
      List<ExamQuestionView> questions) {}

  /** The parts of the cluster. */
  @Schema(
      name = "ExamPlan",
      description = "What the cluster is made of, as the questions take it to be known")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ExamPlanView(
      List<ExamNodeView> nodes,
      @Schema(description = "The router between the nodes; absent for none")
          @Nullable ExamGatewayView gateway) {}

  /** A node. */
  @Schema(name = "ExamNode")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ExamNodeView(
      @Schema(example = "oak") String name,
      @Schema(description = "Absent for none", example = "192.168.40.21") @Nullable String address,
      @Schema(description = "Its block of pod addresses; absent for none", example = "10.64.3.0/24")
          @Nullable String podCidr,
      List<ExamPodView> pods) {}

  /** A pod. */
  @Schema(name = "ExamPod")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ExamPodView(
      @Schema(example = "cart") String name,
      @Schema(description = "Absent for none", example = "10.64.3.2") @Nullable String address,
      List<ExamContainerView> containers) {}

  /** A container. */
  @Schema(name = "ExamContainer")
  record ExamContainerView(
      @Schema(example = "main") String name,
      @Schema(description = "Ports it listens on; empty for none", example = "[8080]")
          List<Integer> ports) {}

  /** The gateway. */
  @Schema(name = "ExamGateway")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ExamGatewayView(
      @Schema(
              description = "In the network of the nodes; absent for none",
              example = "192.168.40.1")
          @Nullable String address,
      @Schema(description = "Its rows that have a next hop") List<ExamRouteView> routes) {}

  /** A row of the gateway. */
  @Schema(name = "ExamRoute")
  record ExamRouteView(
      @Schema(example = "10.64.3.0/24") String to, @Schema(example = "192.168.40.21") String via) {}

  /** The view of a plan. */
  static ExamPlanView of(ExamPlan plan) {
    ExamPlan.Router gateway = plan.gateway();
    return new ExamPlanView(
        plan.nodes().stream().map(ExamViews::node).toList(),
        gateway == null
            ? null
            : new ExamGatewayView(
                gateway.address(),
                gateway.routes().stream()
                    .map(row -> new ExamRouteView(row.to(), row.via()))
                    .toList()));
  }

  private static ExamNodeView node(ExamPlan.PlannedNode node) {
    return new ExamNodeView(
        node.name(),
        node.address(),
        node.podCidr(),
        node.pods().stream().map(ExamViews::pod).toList());
  }

  private static ExamPodView pod(ExamPlan.PlannedPod pod) {
    return new ExamPodView(
        pod.name(),
        pod.address(),
        pod.containers().stream()
            .map(each -> new ExamContainerView(each.name(), each.ports()))
            .toList());
  }

  /** A question. */
  @Schema(name = "ExamQuestion")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ExamQuestionView(
      @Schema(example = "bridge") String id,
      @Schema(description = "The ability that is asked for; the same in all forms") String aim,
      String question,
      @Schema(description = "Three; the keys 1 2 3 choose") List<String> choices,
      @Schema(description = "A command with its output, to be shown beside it; absent for none")
          @Nullable ShownCommandView command) {}

  /** The right answers, counted. */
  @Schema(name = "ExamMarks")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MarksView(
      @Schema(description = "Number of right answers", example = "7") int right,
      @Schema(description = "Number of questions", example = "12") int of,
      @Schema(description = "In the order of the questions; absent for a form that does not reveal")
          @Nullable List<MarkView> answers) {}

  /** One answer. */
  @Schema(name = "ExamMark")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MarkView(
      @Schema(example = "bridge") String question,
      @Schema(description = "The choice that was made; absent for none", example = "2")
          @Nullable Integer choice,
      boolean right,
      @Schema(
              description = "The choice that is true; absent if the engine knows none",
              example = "2")
          @Nullable Integer answer,
      @Schema(
              description =
                  "The reason for or against the choice, or for the true one if none was made")
          String because) {}
}
