package dev.podlane.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
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
      List<ExamQuestionView> questions) {}

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
