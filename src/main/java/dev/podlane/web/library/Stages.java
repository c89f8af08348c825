package dev.podlane.web.library;

import dev.podlane.store.NewEdit;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The states of lessons and challenges as clusters. */
final class Stages {
  private Stages() {}

  /** A state, opened. */
  static Workspace open(Schoolroom.Stage stage) {
    List<Edit> edits = new ArrayList<>();
    for (Event event : stage.events()) {
      edits.add(Edit.asked(EditJson.id(edits.size() + 1), event, Instant.EPOCH));
    }
    return Workspace.open("", stage.documents()).with(edits);
  }

  /** Its events, to be saved. */
  static List<NewEdit> rows(Schoolroom.Stage stage) {
    return stage.events().stream().map(EditJson::row).toList();
  }
}
