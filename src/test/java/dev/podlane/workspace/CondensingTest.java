package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Of a file that is too large, what is used is kept, and what is not is said. */
final class CondensingTest {
  private static String condensed(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Condensing.condensed("all.json", new ByteArrayInputStream(bytes), read -> {});
  }

  @Test
  void theSameClusterIsOpenedAndSaysWhatWasLeftOut() throws IOException {
    String list =
        """
        {"apiVersion": "v1", "kind": "List", "items": [
          {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n", "uid": "1"}},
          {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p", "managedFields": [{"a": 1}]},
           "spec": {"containers": [{"name": "c", "image": "i", "env": [{"name": "A"}]}]}},
          {"apiVersion": "v1", "kind": "Event", "metadata": {"name": "e"}, "message": "m"}
        ]}
        """;
    String kept = condensed(list);
    Workspace whole = Workspace.open("", list);
    Workspace opened = Workspace.open("", kept);

    assertThat(kept).doesNotContain("- a: 1").doesNotContain("- name: A").contains("- name: c");
    assertThat(opened.network()).isEqualTo(whole.network());
    assertThat(opened.problems())
        .filteredOn(problem -> problem.code().equals("text.left-out"))
        .flatExtracting(Problem::args)
        .containsExactly(
            "Node metadata.uid × 1, Pod metadata.managedFields × 1, Pod spec.containers.env × 1",
            "Event × 1");
  }

  @Test
  void aDocumentThatCannotBeReadIsNotLostInSilence() {
    assertThatThrownBy(() -> condensed("{\"kind\": \"Pod\"}\n---\n{\"a\": }\n"))
        .isInstanceOf(DocumentException.class)
        .hasMessageContaining("text.json");
  }
}
