package dev.podlane.scenario.read;

import dev.podlane.scenario.lesson.Beside;
import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.term.TermParser;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code compare}: two walks side by side. */
record BesideReader(Ground ground, TermParser.Names names) {
  static final String[] KEYS = {"left", "right", "facts"};

  private static final int MOST_FACTS = 8;

  Beside read(Sheet sheet) {
    List<Sheet> rows =
        sheet.has("facts") ? sheet.maps("facts", "name", "left", "right") : List.of();
    if (rows.size() > MOST_FACTS) {
      sheet.error("facts", "too-many", "facts", Integer.toString(MOST_FACTS));
    }
    List<Beside.Row> facts = new ArrayList<>();
    for (Sheet row : rows) {
      row.value("left", names)
          .ifPresent(
              left ->
                  row.value("right", names)
                      .ifPresent(
                          right ->
                              facts.add(new Beside.Row(row.words("name", names), left, right))));
    }
    return new Beside(side(sheet, "left"), side(sheet, "right"), facts);
  }

  private Beside.Side side(Sheet sheet, String key) {
    Sheet side =
        sheet
            .map(key, "name", "sample", "manifests", "edits", "walk", "stop")
            .orElseGet(() -> sheet.absent(key));
    String walk = side.text("walk");
    if (side.has("walk") && ground.probe(walk).isEmpty()) {
      side.error("walk", "no-probe", walk);
    }
    boolean isOther = side.has("sample") || side.has("manifests");
    return new Beside.Side(
        side.words("name", names),
        isOther ? GroundReader.other(side, ground) : null,
        ChangeReader.list(side, "edits"),
        walk,
        StopReader.read(side));
  }
}
