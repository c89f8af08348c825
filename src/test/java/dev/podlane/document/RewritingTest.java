package dev.podlane.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One document of a text changes; the others stay as they were written. */
final class RewritingTest {
  private static final MapValue NEW =
      new MapValue(
          0, Map.of("new", new ScalarValue(0, ScalarValue.Type.TEXT, "a: \"b\"")), List.of());

  @Test
  void aDocumentIsAddedAtTheEnd() {
    assertThat(Rewriting.append("# mine\na: 1", NEW).text())
        .isEqualTo("# mine\na: 1\n---\nnew: \"a: \\\"b\\\"\"\n");
    assertThat(Rewriting.append("a: 1\n...\n", NEW).text())
        .isEqualTo("a: 1\n...\n---\nnew: \"a: \\\"b\\\"\"\n");
  }

  @Test
  void jsonIsYamlThatKeepsItsForm() {
    String json = "{\"a\": 1,\n \"b\": [true]}";
    String text = Rewriting.append(json, NEW).text();
    assertThat(text).isEqualTo(json + "\n---\nnew: \"a: \\\"b\\\"\"\n");
    assertThat(Rewriting.replace(text, 2, null).text()).isEqualTo(json + "\n");
  }

  @Test
  void aDocumentIsTakenOutOrReplacedWhereItStands() {
    String text = "# one\na: 1\n---\n# two\nb: 2\n---\nc: 3 # three\n";
    assertThat(Rewriting.replace(text, 2, null).text())
        .isEqualTo("# one\na: 1\n---\nc: 3 # three\n");
    assertThat(Rewriting.replace(text, 2, NEW).text())
        .isEqualTo("# one\na: 1\n---\nnew: \"a: \\\"b\\\"\"\n---\nc: 3 # three\n");
    assertThat(Rewriting.replace(text, 1, null).text())
        .isEqualTo("# one\n---\n# two\nb: 2\n---\nc: 3 # three\n");
    assertThat(Rewriting.replace("a: 1\n", 1, null).text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": 1} {\"b\": 2}", "{\"a\": 1}\n{\"b\": 2}\n"})
  void jsonValuesKeepTheirFormBeforeAddedYaml(String json) {
    Rewriting.Changed changed = Rewriting.append(json, NEW);

    assertThat(changed.rewritten()).isFalse();
    assertThat(changed.text()).startsWith(json);
    assertThat(Documents.parse("", changed.text())).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: |\n  no line end"})
  void whatCannotBeTakenApartByLinesIsWrittenAnew(String text) {
    List<Document> before = Documents.parse("", text);
    Rewriting.Changed changed = Rewriting.append(text, NEW);

    assertThat(changed.rewritten()).isTrue();
    List<Document> after = Documents.parse("", changed.text());
    assertThat(after).hasSize(before.size() + 1);
    for (int i = 0; i < before.size(); i++) {
      assertThat(Meaning.isSame(after.get(i).root(), before.get(i).root())).isTrue();
    }
    assertThat(Meaning.isSame(after.get(before.size()).root(), NEW)).isTrue();
  }

  @Test
  void emptyDocumentsCountButAreNotThere() {
    String text = "a: 1\n---\n---\nb: 2\n";
    assertThat(Rewriting.replace(text, 3, NEW).text())
        .isEqualTo("a: 1\n---\n---\nnew: \"a: \\\"b\\\"\"\n");
    assertThatThrownBy(() -> Rewriting.replace(text, 2, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2");
  }
}
