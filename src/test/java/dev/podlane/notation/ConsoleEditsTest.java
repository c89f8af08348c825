package dev.podlane.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Problem;
import dev.podlane.document.read.Documents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Edits are read from documents. */
final class ConsoleEditsTest {
  private static final String EDIT =
      """
      apiVersion: podlane.dev/v1
      kind: ConsoleEdit
      metadata: {name: mine} # by hand
      spec:
        namespace: gateway
        commands:
        - ip route del 10.0.2.0/24
        - ip link set eth0 down
      """;
  private static final String OTHER = "kind: Pod # stays\n---\n";

  private static List<String> read(String text, List<Problem> problems) {
    return ConsoleEdits.read(Documents.parse("f", text), problems::add).stream()
        .map(edit -> edit.namespace() + "> " + edit.command() + " @" + edit.place())
        .toList();
  }

  private static List<String> read(String text) {
    return read(text, new ArrayList<>());
  }

  @Test
  void everyCommandKnowsWhereItStands() {
    assertThat(read(OTHER + EDIT))
        .containsExactly(
            "gateway> ip route del 10.0.2.0/24 @f#2:9 spec.commands[0]",
            "gateway> ip link set eth0 down @f#2:10 spec.commands[1]");
  }

  @Test
  void whatCannotBeReadIsReportedAndTheRestIsKept() {
    List<Problem> problems = new ArrayList<>();
    String wrong = EDIT.replace("- ip link", "- 5\n  - {a: b}\n  - ip link");

    assertThat(read(wrong, problems)).hasSize(2);
    assertThat(problems)
        .extracting(problem -> problem.code() + " " + problem.place().path())
        .containsExactly("field.not-text spec.commands[1]", "field.not-text spec.commands[2]");

    problems.clear();
    assertThat(read(EDIT.replace("namespace:", "namespaces:"), problems)).isEmpty();
    assertThat(read("apiVersion: podlane.dev/v1\nkind: ConsoleEdit\n", problems)).isEmpty();
    assertThat(problems)
        .extracting(Problem::code)
        .containsExactly("edit.no-namespace", "field.missing");
  }
}
