package dev.podlane.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.finding.found.Finding;
import dev.podlane.scenario.Samples;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The findings of real files and of the samples, all of them: each line of the golden text was
 * looked at, and nothing else is told. With {@code -Dpodlane.findings.sets=FOLDER} the findings of
 * the sets in another folder are printed instead.
 */
class RealFindingsTest {
  private static final Path REAL = Path.of("src/test/resources/real");
  private static final Path GOLDEN = Path.of("src/test/resources/findings/real.txt");

  @Test
  void nothingElseIsFound() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path folder : Sets.folders(REAL)) {
      lines.addAll(lines(folder.getFileName().toString(), Sets.open(folder)));
    }
    for (String name : Samples.names()) {
      Workspace sample = Workspace.open("", Samples.text(name).orElseThrow());
      lines.addAll(lines("sample " + name, sample));
    }
    if (Boolean.getBoolean("podlane.golden")) {
      Files.writeString(GOLDEN, String.join("\n", lines) + "\n");
    }

    assertThat(lines).isEqualTo(Files.readAllLines(GOLDEN));
  }

  private static List<String> lines(String set, Workspace workspace) {
    return workspace.findings().all().stream().map(each -> set + ": " + line(each)).toList();
  }

  private static String line(Finding each) {
    return "%s %s %s %s: %s | %s"
        .formatted(
            each.kind().level().name().toLowerCase(java.util.Locale.ROOT),
            each.kind().code(),
            each.object(),
            each.path(),
            each.expected(),
            each.actual());
  }
}
