package dev.podlane.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Problem;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Repeats;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Of what is told as a problem and as a finding, the finding is known by its document. */
class RepeatsTest {
  private static final Path CLUSTER = Path.of("src/test/resources/findings/repeats.yaml");

  @Test
  void aProblemOfSuchACodeIsToldByAFindingOfItsDocument() throws IOException {
    Workspace workspace = Workspace.open("repeats.yaml", Files.readString(CLUSTER));
    Predicate<Problem> told = Repeats.toldBy(workspace.findings().all());
    Set<String> codes = new TreeSet<>();
    List<String> untold =
        workspace.problems().stream()
            .filter(each -> !Repeats.of(each.code()).isEmpty())
            .peek(each -> codes.add(each.code()))
            .filter(told.negate())
            .map(each -> each.code() + " " + each.place())
            .toList();

    assertThat(untold).isEmpty();
    assertThat(codes)
        .contains("pod.ip-twice", "node.blocks", "network.pods-and-nodes", "service.no-pod-near")
        .hasSizeGreaterThan(18);
  }

  @Test
  void otherProblemsStayAndSoDoThoseOfOtherDocuments() throws IOException {
    Workspace workspace = Workspace.open("repeats.yaml", Files.readString(CLUSTER));
    List<Finding> none = List.of();
    Predicate<Problem> told = Repeats.toldBy(workspace.findings().all());

    assertThat(workspace.problems()).anyMatch(told.negate()).noneMatch(Repeats.toldBy(none));
    Workspace other = Workspace.open("other.yaml", Files.readString(CLUSTER));
    assertThat(other.problems()).noneMatch(told);
  }
}
