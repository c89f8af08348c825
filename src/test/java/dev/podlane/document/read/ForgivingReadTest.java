package dev.podlane.document.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.JsonText;
import dev.podlane.document.Limits;
import dev.podlane.document.MapValue;
import dev.podlane.document.Problem;
import dev.podlane.document.YamlText;
import dev.podlane.document.redact.Redacted;
import dev.podlane.document.redact.Redaction;
import dev.podlane.document.tree.Wanted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An error in one document is a problem of that one; the others are read. */
final class ForgivingReadTest {
  private static final String GOOD = "kind: Pod\nmetadata:\n  name: good\n";

  private static String said(Read read) {
    String documents =
        read.documents().stream()
            .map(document -> document.number() + "@" + document.line())
            .collect(Collectors.joining(" "));
    String problems =
        read.problems().stream()
            .map(p -> p.code() + " " + p.place().document() + "@" + p.place().line())
            .collect(Collectors.joining(", "));
    return documents + " | " + problems;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: {{ .Values.x }}|text.template|5",
        "a: 1\\n\\tb: 2|text.tab|6",
        "a:\\n  b: 1\\n c: 2|text.indentation|7",
        "a: 'open|text.open-quote|5",
        "a: *nobody|text.alias-unknown|5",
        "a: b: c|text.colon|5",
        "kind: Service\\n  metadata: {name: x}|text.indented-further|6",
        "kind: Service\\n  metadata:\\n    name: x|text.indented-further|6",
        "$ kubectl get pods -o yaml\\nkind: Pod\\nmetadata: {name: a}|text.prompt|5",
        "kind: Pod\\nme@host:~$ kubectl get x\\nmetadata: {name: a}|text.prompt|6",
        "a: <BEL>|text.control|5",
        "a: 1\\nb: [<BEL>]|text.control|6",
        "{\"a\": 1,,}|text.json|5",
        "{\"a\": 1} x|text.json-after|5",
        "{\"a\": NaN}|text.json-value|5",
        "{\"a\": 01}|text.json-says|5",
        "a: &x [*x]|text.alias-inside-itself|5"
      })
  void theOthersAreReadAndThePlaceIsTold(String escaped, String code, int line) {
    String broken = escaped.translateEscapes().replace("<BEL>", "\u0007");
    String text = GOOD + "---\n" + broken + "\n---\n# c\n" + GOOD;
    String file = broken.startsWith("{") ? "f.json" : "f";
    Read read = Documents.read(file, text);

    String documents = code.equals("text.json-after") ? "1@1 2@4 " : "1@1 ";
    int after = text.substring(0, text.lastIndexOf("---")).split("\n", -1).length;
    assertThat(said(read)).isEqualTo(documents + "3@" + after + " | " + code + " 2@" + line);
    assertThat(
            catchThrowableOfType(DocumentException.class, () -> Documents.parse(file, text))
                .problems())
        .isEqualTo(read.problems());
  }

  /** As pasted from a README: the fences go, and lines keep their numbers. */
  @Test
  void aMarkdownFenceHidesNothing() {
    String text = "```yaml\n" + GOOD + "---\n" + GOOD + "```\n";
    assertThat(said(Documents.read("f", text))).isEqualTo("1@1 2@5 | ");
    assertThat(Redaction.redact("f", text, Limits.DEFAULT).read().documents()).hasSize(2);
  }

  @Test
  void ofJoinedJsonFilesTheOthersAreRead() {
    String text = "{\n \"a\": 1\n}\n{\n \"b\": oops\n}\n{\n \"c\": [}\n{\n \"d\": 1\n}\n";
    assertThat(said(Documents.read("all.json", text)))
        .isEqualTo("1@1 4@9 | text.json-value 2@5, text.json 3@8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void byteOrderMarksOfJoinedFilesStartDocuments(String end) {
    String text =
        "\ufeffa: 1\n---\n\ufeffb: 2\n\ufeff# c\nc: 3\n\ufeff{\"d\": 4}\n\ufeff---\ne: 5\n";
    Read read = Documents.read("f", text.replace("\n", end));
    assertThat(said(read)).isEqualTo("1@1 2@2 3@5 4@6 5@7 | ");
    assertThat(
            read.documents().stream()
                .map(document -> ((MapValue) document.root()).entries().keySet().toString()))
        .containsExactly("[a]", "[b]", "[c]", "[d]", "[e]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: b\t# c\n",
        "a: [b]\t# c\n",
        "a: \"b\"\t\n",
        "a: !!str b\t# c\n",
        "\t# c\na: b\n"
      })
  void tabsBeforeCommentsAreValid(String text) {
    assertThat(Documents.read("f", text).problems()).isEmpty();
    assertThat(Documents.read("f", text).documents().get(0).root().toString()).doesNotContain("\t");
  }

  @Test
  void aProblemShowsALongLineAroundItsColumn() {
    String text = "a: 1\nb: " + "x".repeat(54_000) + "y: z: " + "x".repeat(54_000) + "\n";
    Problem problem = problemsOf(text).get(0);
    assertThat(problem.place().line()).isEqualTo(2);
    assertThat(problem.args().get(0)).isEqualTo("54005");
    assertThat(problem.args().get(1)).contains("y: z").hasSizeLessThan(100);
  }

  private static List<Problem> problemsOf(String text) {
    return catchThrowableOfType(DocumentException.class, () -> Documents.read("f", text))
        .problems();
  }

  @ParameterizedTest
  @CsvSource({
    "PK\\3\\4x,text.format-zip",
    "\\37\\213\\b,text.format-gzip",
    "\\211PNG\\r\\n\\32,text.format-image",
    "GIF89a,text.format-image",
    "%PDF-1.7,text.format-pdf",
    "k\\0i\\0n\\0d\\0:\\0,text.format-utf-16"
  })
  void whatIsNoTextIsNamed(String escaped, String code) {
    byte[] bytes = escaped.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
    DocumentException refused =
        catchThrowableOfType(DocumentException.class, () -> Encodings.text("f", bytes));
    assertThat(refused.problems().get(0).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void theMarkOfAnEncodingIsBelieved(String encoding) throws IOException {
    String text = "\ufeffkind: Pöd\n";
    byte[] bytes = text.getBytes(Charset.forName(encoding));
    assertThat(Encodings.text("f", bytes)).isEqualTo("kind: Pöd\n");
    Read read =
        Documents.read(
            "f", new ByteArrayInputStream(bytes), Limits.DEFAULT, Wanted.EVERYTHING, n -> {});
    assertThat(read.documents()).hasSize(1);
  }

  @Test
  void whatIsNotReadIsNotKeptAndSaysSo() {
    String text =
        "kind: Secret\ndata: {{ s3cr3t }}\n---\n" + GOOD + "---\n{\"a\": s3cr3t,,}\n---\nb: 1\n";
    Redacted redacted = Redaction.redact("f", text, Limits.DEFAULT);
    assertThat(redacted.text()).doesNotContain("s3cr3t").hasLineCount((int) text.lines().count());
    assertThat(redacted.counts()).isEqualTo(Map.of("unread", 2, "other", 1));
    List<Document> again = Documents.parse("f", redacted.text());
    assertThat(again.stream().map(d -> d.number() + "@" + d.line() + d.isUnread()))
        .containsExactly("1@1true", "2@3false", "3@7true", "4@9false");
  }

  @Test
  void onlyWantedFieldsAreKeptAndTheOthersAreCounted() throws IOException {
    String pod =
        "{\"kind\": \"Pod\", \"metadata\": {\"name\": \"a\", \"uid\": \"u\"}, \"spec\": {\"c\":"
            + " [{\"p\": 1, \"q\": {\"x\": [1]}}, {\"q\": 2}], \"d\": {}}}";
    String late = "{\"spec\": {\"c\": [{\"p\": 2, \"q\": 3}]}, \"kind\": \"Pod\"}";
    String other = "{\"kind\": \"Other\", \"metadata\": {\"name\": \"o\"}, \"spec\": {\"c\": 1}}";
    String list = "{\"items\": [{\"spec\": {\"c\": [{\"q\": 1}]}}], \"kind\": \"PodList\"}";
    String text = String.join("\n---\n", pod, late, other, list, "{\"a\": 1}");
    Wanted wanted = Wanted.of(Map.of("Pod", List.of("spec.c.p")));
    for (String written : List.of(text, asYaml(text))) {
      byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
      Read read =
          Documents.read("f", new ByteArrayInputStream(bytes), Limits.DEFAULT, wanted, n -> {});
      assertThat(read.documents().stream().map(d -> JsonText.print(d.root()).replaceAll("\\s", "")))
          .containsExactly(
              "{\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"},\"spec\":{\"c\":[{\"p\":1},{}]}}",
              "{\"spec\":{\"c\":[{\"p\":2}]},\"kind\":\"Pod\"}",
              "{\"kind\":\"Other\",\"metadata\":{\"name\":\"o\"}}",
              "{\"items\":[{\"spec\":{\"c\":[{}]}}],\"kind\":\"PodList\"}",
              "{\"a\":1}");
      assertThat(read.leftOut().kinds()).isEqualTo(Map.of("Other", 1L));
      assertThat(read.leftOut().fields())
          .isEqualTo(Map.of("Pod metadata.uid", 1L, "Pod spec.c.q", 4L, "Pod spec.d", 1L));
    }
  }

  private static String asYaml(String text) {
    List<String> documents = new ArrayList<>();
    Documents.parse("f", text).forEach(each -> documents.add(YamlText.print(each.root())));
    return String.join("---\n", documents);
  }

  @Test
  void progressIsToldToTheLastByte() throws IOException {
    byte[] bytes = ("a: 1\n#" + "x".repeat(20_000_000)).getBytes(StandardCharsets.UTF_8);
    List<Long> told = new ArrayList<>();
    Documents.read(
        "f",
        new ByteArrayInputStream(bytes),
        Limits.ofHeap(1L << 30),
        Wanted.EVERYTHING,
        told::add);
    assertThat(told).hasSizeGreaterThan(1).isSorted();
    assertThat(told.get(told.size() - 1)).isEqualTo(bytes.length);
  }
}
