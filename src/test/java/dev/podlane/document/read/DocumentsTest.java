package dev.podlane.document.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.document.YamlText;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The meaning of YAML and JSON, and the places of all values. */
final class DocumentsTest {
  private static String tree(Value value) {
    if (value instanceof ScalarValue scalar) {
      return scalar.type() + ":" + scalar.text() + "@" + scalar.line();
    }
    if (value instanceof ListValue list) {
      return list.items().stream()
          .map(DocumentsTest::tree)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return ((MapValue) value)
        .entries().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + tree(entry.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String trees(String text) {
    return Documents.parse("f", text).stream()
        .map(document -> "#" + document.number() + " " + tree(document.root()))
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "80,INTEGER:80",
        "'80',TEXT:80",
        "\"80\",TEXT:80",
        "!!str 80,TEXT:80",
        "-1,INTEGER:-1",
        "0x1F,INTEGER:0x1F",
        "0644,INTEGER:0644",
        "1.5,FLOAT:1.5",
        "1e3,FLOAT:1e3",
        "1.2.3,TEXT:1.2.3",
        "10.0.0.1,TEXT:10.0.0.1",
        "100m,TEXT:100m",
        "true,BOOLEAN:true",
        "yes,BOOLEAN:yes",
        "Off,BOOLEAN:Off",
        "None,TEXT:None",
        "y,TEXT:y",
        "null,NULL:null",
        "~,NULL:~",
        "'',TEXT:",
        "12:30,TEXT:12:30",
        "2026-01-01,TEXT:2026-01-01"
      })
  void scalars(String written, String meaning) {
    assertThat(trees("k: " + written)).isEqualTo("#1 {k=" + meaning + "@1}");
  }

  @Test
  void documentsAreCountedAndEmptyOnesLeftOut() {
    assertThat(trees("# c\n---\na: 1\n---\n---\n# only a comment\n---\nb: [x, {c: 2}]\n"))
        .isEqualTo("#1 {a=INTEGER:1@3}\n#4 {b=[TEXT:x@8, {c=INTEGER:2@8}]}");
  }

  @Test
  void jsonIsReadAsJson() {
    String json =
        "\ufeff{\n\t\"a\": \"\\ud83d\\ude00\\/\\n\",\n\t\"b\"\n:[1,-2.5e3,true,null,{},[]]}\n{}";
    assertThat(trees(json))
        .isEqualTo(
            "#1 {a=TEXT:😀/\n@2, b=[INTEGER:1@4, FLOAT:-2.5e3@4, BOOLEAN:true@4, NULL:null@4, {},"
                + " []]}\n#2 {}");
  }

  @Test
  void aliasesAndMergeKeysAreResolvedAndTheNearerValueWins() {
    assertThat(trees("base: &b {x: 1, y: 2}\nderived:\n  <<: *b\n  y: 3\nagain: *b\n"))
        .isEqualTo(
            "#1 {base={x=INTEGER:1@1, y=INTEGER:2@1}, derived={y=INTEGER:3@4, x=INTEGER:1@1},"
                + " again={x=INTEGER:1@1, y=INTEGER:2@1}}");
  }

  @Test
  void aKeyWrittenTwiceIsAProblemThatNamesBothLines() {
    Document document = Documents.parse("f", "spec:\n  a: 1\n  b: 2\n  a: 3\n").get(0);
    assertThat(tree(document.root())).contains("a=INTEGER:3@4");
    assertThat(document.problems())
        .containsExactly(
            Problem.warning(new Place("f", 1, 4, "spec.a"), "text.duplicate-key", "a", "2", "4"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|text.empty|0",
        "a: b: c|text.colon|1",
        "x: 1<LF>a: 'open<LF>b: 2|text.open-quote|2",
        "a: 1<LF><TAB>b: 2|text.tab|2",
        "a: 1<LF>b: {{ .Values.x }} y|text.template|2",
        "a: [1, 2<LF>b: 3|text.yaml-at|2",
        "a: *nobody|text.alias-unknown|1",
        "a: &a [*a]|text.alias-inside-itself|1",
        "? [a, b]<LF>: c|text.key|1",
        "a: {<<: 1}|text.merge|1",
        "a: &k b<LF>*k : c|text.key-anchor|2",
        "a: <NUL>|text.binary|1",
        "a: 1<LF>b: <BEL>|text.control|2",
        "a: <HALF>|text.control|1",
        "{<LF>\"a\": 1,<LF>}|text.json|3",
        "{\"a\": [1, 2}|text.json|1",
        "{\"a\": nope}|text.json-value|1",
        "{\"a\": \"\\x\"}|text.json-string|1",
        "[1, 2|text.json-end|1"
      })
  void whatCannotBeReadSaysWhereAndWhy(String escaped, String code, int line) {
    String plain = escaped == null ? " \n" : unescaped(escaped);
    String file = plain.startsWith("{") || plain.startsWith("[") ? "f.json" : "f.yaml";
    DocumentException refused =
        catchThrowableOfType(DocumentException.class, () -> Documents.parse(file, plain));
    assertThat(refused.problems()).hasSize(1);
    Problem problem = refused.problems().get(0);
    assertThat(problem.code() + " " + problem.place().line()).isEqualTo(code + " " + line);
  }

  private static String unescaped(String row) {
    return row.replace("<LF>", "\n")
        .replace("<TAB>", "\t")
        .replace("<NUL>", "\0")
        .replace("<BEL>", "\u0007")
        .replace("<HALF>", "\ud800");
  }

  @Test
  void whatIsPrintedReadsBackEqual() {
    String text =
        """
        a: [1, "1", true, "true", null, "null", "", " x ", "a: b", "#c", "é\\n\\t\\"\\\\", "-", "~"]
        b: {c: [[1, [2, {}]], {d: []}], "e f": {g: 'x'}}
        """;
    Value root = Documents.parse("f", text).get(0).root();
    Value again = Documents.parse("f", YamlText.print(root)).get(0).root();
    assertThat(tree(again).replaceAll("@\\d+", "")).isEqualTo(tree(root).replaceAll("@\\d+", ""));
  }

  @Test
  void fieldsOfTheWrongTypeAreReportedWithTheirPath() {
    Document document =
        Documents.parse("f", "spec:\n  name: 12\n  port: http\n  list: {a: b}\n  on: [yes]\n")
            .get(0);
    List<String> found = new java.util.ArrayList<>();
    Fields fields =
        Fields.of(
            document.place(),
            (MapValue) document.root(),
            p -> found.add(p.code() + " " + p.place().line() + " " + p.place().path()));
    Fields spec = fields.map("spec").orElseThrow();
    assertThat(spec.text("name")).isEmpty();
    assertThat(spec.integer("port")).isEmpty();
    assertThat(spec.maps("list")).isEmpty();
    assertThat(spec.flag("on")).isFalse();
    assertThat(found)
        .containsExactly(
            "field.quote 2 spec.name",
            "field.not-integer 3 spec.port",
            "field.not-list 4 spec.list",
            "field.not-boolean 5 spec.on");
  }
}
