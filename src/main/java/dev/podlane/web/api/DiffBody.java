package dev.podlane.web.api;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Two clusters, or two positions of one. */
@Schema(name = "DiffRequest", example = DiffBody.EXAMPLE)
record DiffBody(
    @Schema(
            description =
                "The cluster before: its id, {cluster, edit}, or the number of an edit of cluster",
            oneOf = {String.class, Integer.class, DiffBody.Position.class},
            example = "c-7hk2m9xq4p")
        @Nullable JsonNode before,
    @Schema(
            description = "The cluster after: the same",
            oneOf = {String.class, Integer.class, DiffBody.Position.class},
            example = "c-9wq3n5tb2f")
        @Nullable JsonNode after,
    @Schema(description = "The cluster of which before and after name edits") @Size(max = 100)
        @Nullable String cluster) {
  static final String EXAMPLE = "{\"cluster\": \"c-7hk2m9xq4p\", \"before\": 0, \"after\": 2}";

  /** A cluster as it was after some of its edits. */
  @Schema(name = "DiffPosition")
  record Position(String cluster, @Nullable Integer edit) {}

  /**
   * A cluster at a position.
   *
   * @param id id of the cluster
   * @param edit number of edits that have happened; null for all
   */
  record End(String id, @Nullable Integer edit) {}

  /**
   * The end that a field names.
   *
   * @throws ApiException if it names none
   */
  End end(String field, @Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      throw new ApiException(ProblemKind.INVALID_FIELDS, Fault.field("api.field.missing", field));
    }
    if (value.isString() && !value.asString().isBlank()) {
      return new End(value.asString().strip(), null);
    }
    if (value.isInt()) {
      if (cluster == null) {
        throw new ApiException(
            ProblemKind.INVALID_FIELDS, Fault.field("api.field.missing", "cluster"));
      }
      return new End(cluster, edit(field, value));
    }
    if (value.isObject() && value.path("cluster").isString()) {
      JsonNode edit = value.path("edit");
      boolean isAll = edit.isMissingNode() || edit.isNull();
      String id = value.path("cluster").asString();
      return new End(id, isAll ? null : (Integer) edit(field + ".edit", edit));
    }
    throw new ApiException(
        ProblemKind.INVALID_FIELDS,
        Fault.field("api.field.choice", field, "id, number, {cluster, edit}"));
  }

  private static int edit(String field, JsonNode value) {
    if (!value.isInt() || value.asInt() < 0) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.edit.position", field, shortened(value.toString())));
    }
    return value.asInt();
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) : text;
  }
}
