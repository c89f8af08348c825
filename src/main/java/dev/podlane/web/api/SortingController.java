package dev.podlane.web.api;

import dev.podlane.scenario.lesson.Sorting;
import dev.podlane.school.Desk;
import dev.podlane.school.Sorter;
import dev.podlane.web.api.AsideViews.SortedView;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.Schoolroom;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Judges things that were sorted. */
@RestController
@Tag(name = "School")
class SortingController {
  private final Schoolroom school;
  private final ClusterAnswers answers;
  private final WalkPlaces places;
  private final Validator validator;

  SortingController(
      Schoolroom school, ClusterAnswers answers, WalkPlaces places, Validator validator) {
    this.school = school;
    this.answers = answers;
    this.places = places;
    this.validator = validator;
  }

  /** Things in their places. */
  @Schema(
      name = "LessonPlacing",
      example = "{\"question\": \"words\", \"placed\": {\"cluster-ip\": \"rule\"}}")
  record PlacingBody(
      @Schema(description = "Id of the task", example = "words") @NotBlank @Size(max = 60)
          @Nullable String question,
      @Schema(
              description = "Bins by the ids of items; any number of them",
              example = "{\"cluster-ip\": \"rule\"}")
          @Size(max = 10)
          @Nullable Map<String, String> placed,
      @Schema(
              description = "Ids of all items in order, instead of placed",
              example = "[\"send\", \"nat\", \"arrive\"]")
          @Size(max = 10)
          @Nullable List<String> order) {}

  @PostMapping(
      path = "/api/lessons/{id}/sorted",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Judge things that were sorted",
      description =
          "The engine says where each belongs; a wrong place has a sentence of its own. Nothing is"
              + " stored, so the same can be asked in the other language.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PlacingBody.class),
              examples =
                  @ExampleObject(
                      name = "one word",
                      value =
                          "{\"question\": \"words\", \"placed\": {\"cluster-ip\": \"device\"}}")))
  @ApiDocs.Problems
  SortedView sort(
      @Parameter(example = "six-words") @PathVariable String id,
      @RequestBody PlacingBody body,
      HttpServletRequest request) {
    ExceptionTranslator.valid(validator, body);
    Desk desk =
        school
            .lesson(id)
            .orElseThrow(
                () ->
                    new ApiException(
                        ProblemKind.NOT_FOUND, Fault.request("api.lesson.unknown", id)));
    String question = body.question() == null ? "" : body.question();
    Sorting task =
        desk.lesson().pages().stream()
            .flatMap(page -> Stream.ofNullable(page.sorting()))
            .filter(each -> each.id().equals(question))
            .findFirst()
            .orElseThrow(() -> wrong("api.lesson.question", "question", question));
    Map<String, String> placed = placed(task, body);
    WalkPlaces.Place place = places.enter();
    try {
      Sorter.Sorted sorted = desk.sorted(question, placed).orElseThrow();
      return AsideViews.sorted(sorted, LessonAnswers.in(answers.words(request)));
    } finally {
      place.close();
    }
  }

  private static Map<String, String> placed(Sorting task, PlacingBody body) {
    Map<String, String> found = new LinkedHashMap<>();
    List<String> order = body.order();
    Map<String, String> bins = body.placed();
    if (task.isOrder()) {
      if (order == null) {
        throw EditBody.missing("order");
      }
      for (String item : order) {
        require(task.item(item).isPresent() && !found.containsKey(item), "order", item);
        found.put(item, Integer.toString(found.size() + 1));
      }
      require(found.size() == task.items().size(), "order", String.join(", ", order));
      return found;
    }
    if (bins == null || bins.isEmpty()) {
      throw EditBody.missing("placed");
    }
    bins.forEach(
        (item, bin) -> {
          require(task.item(item).isPresent(), "placed", item);
          require(
              bin != null && task.bins().stream().anyMatch(each -> each.id().equals(bin)),
              "placed",
              "" + bin);
          found.put(item, bin);
        });
    return found;
  }

  private static void require(boolean isKnown, String field, String word) {
    if (!isKnown) {
      throw wrong("api.lesson.placing", field, word);
    }
  }

  private static ApiException wrong(String code, String field, String word) {
    return new ApiException(ProblemKind.INVALID_FIELDS, Fault.field(code, field, word));
  }
}
