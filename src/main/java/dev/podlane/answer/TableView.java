package dev.podlane.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A table that steps look at. */
@Schema(name = "Table")
public record TableView(
    @Schema(example = "node-1 · ip route show table main") String title,
    List<String> columns,
    @Schema(description = "Of each row its cells, one for each column") List<List<String>> rows) {}
