package dev.podlane.document.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.redact.Redacted;
import dev.podlane.document.redact.Redaction;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts that were put together from files. */
final class FilePartsTest {
  private static final String SECRET =
      "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: aGlkZGVu}\n";

  private static String joined(String... namesAndTexts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      String own = namesAndTexts[i + 1];
      text.append(FileParts.boundary(namesAndTexts[i], i == 0, own.startsWith("%"))).append(own);
    }
    return text.toString();
  }

  private static String places(List<Document> documents) {
    return documents.stream()
        .map(each -> each.file() + "#" + each.number() + ":" + each.line())
        .collect(Collectors.joining(" "));
  }

  @Test
  void placesAreInTheFiles() {
    String text =
        joined("a.yaml", "a: 1\n---\nb: 2\n", "x/b.json", "{\"c\": 3}\n", "c.yaml", "d:\n");

    Read read = Documents.read("", text);

    assertThat(places(read.documents())).isEqualTo("a.yaml#1:1 a.yaml#2:2 x/b.json#3:1 c.yaml#4:1");
    assertThat(places(Redaction.redact("", text, Limits.DEFAULT).read().documents()))
        .isEqualTo(places(read.documents()));
  }

  @Test
  void whatStandsBeforeTheFirstFileIsOfNone() {
    Read read =
        Documents.read("typed", "a: 1\n" + FileParts.boundary("b.yaml", false, false) + "b: 1\n");
    assertThat(places(read.documents())).isEqualTo("typed#1:1 b.yaml#2:1");
  }

  @Test
  void oneFileThatCannotBeReadLeavesTheOthers() {
    String text =
        joined(
            "good.yaml",
            SECRET,
            "tab.yaml",
            "a:\n\tb: 1\n",
            "image.yaml",
            "ab\0cdefgh\n",
            "e.yaml",
            "\n");

    Redacted redacted = Redaction.redact("", text, Limits.DEFAULT);

    assertThat(redacted.read().problems())
        .extracting(p -> p.place().file() + ":" + p.place().line() + " " + p.code())
        .containsExactly("tab.yaml:2 text.tab", "image.yaml:1 text.binary");
    assertThat(redacted.text()).doesNotContain("aGlkZGVu").contains("# File: tab.yaml\n");
    assertThat(redacted.text().lines().count()).isEqualTo(text.lines().count());
    Redacted again = Redaction.redact("", redacted.text(), Limits.DEFAULT);
    assertThat(again.text()).isEqualTo(redacted.text());
    assertThat(places(Documents.read("", redacted.text()).documents())).contains("good.yaml#1:1");
  }

  @Test
  void ifNoFileCanBeReadTheTextIsRefused() {
    String text = joined("a.yaml", "a:\n\tb: 1\n", "b.yaml", "\"open\n");
    assertThatExceptionOfType(DocumentException.class)
        .isThrownBy(() -> Redaction.redact("", text, Limits.DEFAULT))
        .satisfies(
            refused ->
                assertThat(refused.problems())
                    .extracting(p -> p.place().file())
                    .containsExactly("a.yaml", "b.yaml"));
  }

  @ParameterizedTest
  @CsvSource({
    "'a: |\n  # File: x\n  b\n'",
    "'a: 1\n# File: x\nb: 2\n'",
    "'--- # File: x\na: 1\n'",
    "'# File:x\na: 1\n'"
  })
  void onlyWholeLinesBehindHyphensPart(String text) {
    assertThat(FileParts.of("f", text)).hasSize(1).first().extracting(p -> p.file()).isEqualTo("f");
  }

  @Test
  void namesBecomeNoLines() {
    assertThat(FileParts.boundary("a\n---\n# File: b\u0000", false, false))
        .isEqualTo("---\n# File: a?---?# File: b?\n");
    assertThat(FileParts.boundary("x".repeat(9_000), true, true)).hasSizeLessThan(600);
  }

  @Test
  void limitsAreOfAllFilesTogether() {
    Limits few = new Limits(1_000_000, 200, 1_000_000, 1_000, 3);
    assertThatExceptionOfType(DocumentException.class)
        .isThrownBy(
            () -> Documents.read("", joined("a", "1\n", "b", "2\n", "c", "3\n", "d", "4\n"), few));
  }
}
