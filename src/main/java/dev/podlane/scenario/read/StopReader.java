package dev.podlane.scenario.read;

import dev.podlane.scenario.lesson.Stage;
import dev.podlane.scenario.lesson.Stop;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads steps of walks: {@code {netns, device, stage, flow, nth}}. */
final class StopReader {
  private static final String[] KEYS = {"netns", "device", "stage", "flow", "nth"};

  private StopReader() {}

  /** The stop of a page, side or item; null if it has none. */
  static @Nullable Stop read(Sheet sheet) {
    return sheet.map("stop", KEYS).map(StopReader::stop).orElse(null);
  }

  private static Stop stop(Sheet sheet) {
    String word = sheet.text("stage");
    Optional<Stage> stage = Stage.of(word);
    if (stage.isEmpty() && sheet.has("stage")) {
      sheet.error("stage", "stage", word, String.join(", ", Stage.words()));
    }
    String flow = sheet.has("flow") ? sheet.text("flow") : null;
    if (flow != null && !GroundNames.FLOWS.contains(flow)) {
      sheet.error("flow", "flow", flow, String.join(", ", GroundNames.FLOWS));
    }
    return new Stop(
        sheet.has("netns") ? sheet.text("netns") : null,
        sheet.has("device") ? sheet.text("device") : null,
        stage.orElse(Stage.END),
        flow,
        sheet.number("nth", 1, 1_000, 1));
  }
}
