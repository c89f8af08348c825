package dev.podlane.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.podlane.answer.ProblemView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The views of lessons. */
final class LessonViews {
  private LessonViews() {}

  /** All lessons. */
  @Schema(name = "LessonList")
  record LessonsView(
      @Schema(description = "In the order in which they are taught") List<EntryView> lessons,
      @Schema(description = "Files of podlane.lessons.dir that cannot be used")
          List<ProblemView> problems) {}

  /** A lesson in the list. */
  @Schema(name = "LessonEntry")
  record EntryView(
      @Schema(example = "gateway") String id,
      @Schema(description = "Its place in the list, from 1", example = "10") int number,
      @Schema(
              description =
                  "1 pods, 2 services, 3 from outside, 4 when it changes, 5 when it breaks, 6"
                      + " migrations",
              example = "1")
          int part,
      @Schema(example = "How does the gateway know?") String title,
      String aim,
      @Schema(example = "6") int minutes,
      @Schema(description = "Lessons that it assumes; nothing is locked") List<String> needs,
      @Schema(description = "Number of pages", example = "8") int pages,
      @Schema(description = "The file of the teacher's directory; absent if it is built in")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable String file) {}

  /** A lesson with everything filled in. */
  @Schema(name = "Lesson")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record LessonView(
      String id,
      int number,
      int part,
      String title,
      String aim,
      String analogy,
      int minutes,
      List<String> needs,
      @Schema(description = "The sentence of the article that it stands on")
          @Nullable ArticleView article,
      @Schema(description = "The wrong idea that it is about, in a learner's words")
          @Nullable String intuition,
      @Schema(description = "Sentences of the article, and how it really is")
          List<ErratumView> errata,
      @Schema(
              description = "A cluster that can be looked at and not changed: the lesson's first",
              example = "lesson.gateway")
          String cluster,
      @Schema(description = "The built-in cluster it comes from; absent if the file has its own")
          @Nullable String sample,
      @Schema(description = "Network namespaces that are not dimmed") List<String> focus,
      List<PageView> pages,
      List<WordView> glossary,
      @Schema(description = "Lessons to go on with") List<String> see,
      @Schema(
              description =
                  "Things that the engine sees otherwise than the file; of a teacher's lesson only")
          @Nullable List<FlawView> flaws) {}

  /** Something that the engine sees otherwise than the file. */
  @Schema(name = "LessonFlaw")
  record FlawView(
      int page,
      @Schema(allowableValues = {"edit", "stop", "expect", "question", "world", "task", "sort"})
          String code,
      String message) {}

  /** A sentence of the article. */
  @Schema(name = "LessonArticle")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ArticleView(
      String section,
      String quote,
      @Schema(description = "The words to underline; empty for all") String part,
      @Schema(description = "The same put into English; absent where the article is in English")
          @Nullable EnglishView en) {}

  /** A quotation in English. */
  @Schema(name = "LessonQuotation")
  record EnglishView(String section, String quote, String part) {}

  /** A correction of the article. */
  @Schema(name = "LessonErratum")
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record ErratumView(
      String quote,
      @Schema(description = "The sentence put into English; absent where it is in English")
          String en,
      String really) {}

  /** A word of the glossary, in both languages. */
  @Schema(name = "LessonWord")
  record WordView(
      String en,
      String zh,
      @Schema(
              description = "The thing on the stage it points at; empty for none",
              example = "gateway/route/10.0.2.0-24")
          String points,
      String say) {}

  /** A page. */
  @Schema(name = "LessonPage")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PageView(
      int number,
      @Nullable String id,
      @Schema(allowableValues = {"look", "walk", "ask", "try", "compare", "sort"}) String kind,
      String say,
      @Schema(description = "Things to be lit, by kind: table, focus, device, object, board")
          Map<String, String> show,
      @Schema(
              description = "The cluster as it is on this page; it can be looked at, not changed",
              example = "lesson.gateway.p5")
          String cluster,
      @Schema(description = "Edits that the lesson makes on this page") List<GivenEditView> edits,
      @Schema(description = "The walk that is shown; absent before the first")
          @Nullable WalkView walk,
      @Schema(description = "The step at which it stands; absent if it goes on to its end")
          @Nullable StopView stop,
      @Schema(description = "Conditions that hold here, with their values")
          List<ExpectedView> expect,
      @Nullable AskView ask,
      @Nullable ShownCommandView command,
      @Schema(name = "try") @JsonProperty("try") @Nullable TaskView task,
      @Schema(description = "Two walks side by side") AsideViews.@Nullable ComparisonView compare,
      @Schema(description = "Things to be put in their places")
          AsideViews.@Nullable SortingView sort) {}

  /** A walk. */
  @Schema(name = "LessonWalk")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WalkView(
      @Schema(example = "there") String name,
      @Schema(description = "True if it is sent on this page, false if it goes on") boolean sent,
      @Schema(
              description = "The body of POST …/traces of the page's cluster",
              type = "object",
              example = "{\"from\": \"default/web-1\", \"to\": \"10.0.2.2\", \"port\": 80}")
          @JsonRawValue
          String probe,
      @Schema(description = "Seconds of the time line, for ?moment=; absent for its beginning")
          @Nullable Double moment,
      @Schema(
              description = "Result that its sender observes; absent beside a question",
              example = "delivered")
          @Nullable String result) {}

  /** A step. */
  @Schema(name = "LessonStop")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StopView(
      @Schema(description = "Number of the hop in the trace") int hop,
      @Schema(description = "Place of the step in the hop, from 0") int step,
      @Schema(description = "Number of the step in the whole trace") int seq,
      @Schema(example = "route") String stage,
      @Schema(example = "gateway") @Nullable String netns,
      @Nullable String device,
      @Schema(example = "request") @Nullable String flow) {}

  /** A condition with its values. */
  @Schema(name = "LessonExpectation")
  record ExpectedView(@Schema(example = "63 == 63") String values, boolean holds) {}

  /** A question. */
  @Schema(name = "LessonQuestion")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AskView(
      @Schema(example = "next") String id,
      String question,
      @Schema(description = "Three; the keys 1 2 3 choose") List<String> choices,
      @Schema(
              description = "The cluster that the question is about",
              example = "lesson.gateway.q.next")
          String cluster,
      @Schema(
              description =
                  "The walk that the question is about; absent if it is the page's own, from where"
                      + " that stands")
          @Nullable WalkView walk) {}

  /** A command with its output. */
  @Schema(name = "LessonCommand")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ShownCommandView(
      @Schema(example = "gateway") String namespace,
      @Schema(example = "ip route get 10.0.2.2 from 10.0.1.2 iif eth0") String command,
      @Schema(description = "Output of the engine, here and now") String output,
      @Schema(description = "The way to the same on a real machine; absent if it is the same")
          @Nullable String real) {}

  /** Something to change. */
  @Schema(name = "LessonTask")
  record TaskView(
      @Schema(
              description =
                  "Edits to offer: those that do it and some that only look right; others are as"
                      + " good")
          List<GivenEditView> offer,
      @Schema(description = "True if the page is to take the learner's edits back afterwards")
          boolean undo) {}

  /** The answer to a choice. */
  @Schema(name = "LessonAnswer")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AnswerView(
      @Schema(description = "Whether the choice is true, computed; false if nobody knows")
          boolean right,
      @Schema(description = "Number of the choice that is true; absent if the engine knows none")
          @Nullable Integer answer,
      @Schema(description = "The reason for or against this choice") String because,
      @Schema(description = "A cluster in which this choice is true; absent if there is none")
          @Nullable WorldView world) {}

  /** A cluster in which a choice is true. */
  @Schema(name = "LessonWorld")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record WorldView(
      @Schema(description = "Can be looked at, not changed", example = "lesson.gateway.q.next.1")
          String cluster,
      @Schema(description = "Changes that lead to it from the page's cluster; none if it is it")
          List<GivenEditView> edits,
      @Schema(description = "Result of the question's probe there") @Nullable String result) {}

  /** The result of a task's check. */
  @Schema(name = "LessonCheck")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CheckView(
      boolean passed,
      @Schema(description = "Code of something that the engine does not know; absent if it knows")
          @Nullable String unknown,
      @Schema(description = "That it is done, or the reason why this well-known try is not enough")
          @Nullable String say,
      @Schema(description = "Number of the learner's edits") int edits,
      @Schema(description = "Number of edits made that the page offers and that belong to the task")
          int steps,
      @Schema(description = "Number of edits that the page offers for the task") int needed,
      @Schema(
              description =
                  "Numbers of edits that the page offers as well and that do not belong to it;"
                      + " DELETE …/edits/{number} takes one back")
          List<Integer> mistaken) {}
}
