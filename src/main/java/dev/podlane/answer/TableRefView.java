package dev.podlane.answer;

import dev.podlane.answer.TraceView.SeenTableView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A table by its place in the list of tables of its trace. */
@Schema(name = "EvidenceRef", description = "With packets=refs: a table, and what a step found")
public record TableRefView(
    @Schema(description = "Index in the tables of the trace, from 0") int table,
    @Schema(description = "One for each row of the table, in its order") List<NotedRowView> rows,
    @Schema(description = "Rows left out because the table is long") int omitted)
    implements SeenTableView {
  /** The verdict of a step on a row. */
  @Schema(name = "EvidenceRefRow")
  public record NotedRowView(
      @Schema(allowableValues = {"matched", "near", "other"}) String verdict,
      @Schema(description = "Why it matched or missed") String note) {}
}
