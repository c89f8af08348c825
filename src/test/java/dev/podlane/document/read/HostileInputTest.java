package dev.podlane.document.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.Problem;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts made to hurt are refused with a problem, in little time and memory. */
@Timeout(30)
final class HostileInputTest {
  /** Those of the smallest heap that is supported. */
  private static final Limits LIMITS = Limits.ofHeap(512L << 20);

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("text.too-many-aliases", laughs(30)),
        Arguments.of("text.too-many-aliases", merges()),
        Arguments.of("text.too-deep", "[".repeat(100_000)),
        Arguments.of("text.too-deep", "{\"a\":".repeat(100_000)),
        Arguments.of("text.too-deep", "a:\n - ".repeat(1) + "- ".repeat(100_000)),
        Arguments.of("text.too-deep", "{a: ".repeat(1_000)),
        Arguments.of("text.too-deep", deepAliases()),
        Arguments.of("text.too-much-memory", "[" + "0,".repeat(8_000_000) + "0]"),
        Arguments.of("text.too-much-memory", "[" + "{},".repeat(3_900_000) + "{}]"),
        Arguments.of("text.too-much-memory", "a:\n" + "- {}\n".repeat(3_900_000)),
        Arguments.of("text.too-many-documents", "---\na: 1\n".repeat(200_001)),
        Arguments.of("text.too-long", "a".repeat((64 << 20) + 1)));
  }

  private static String laughs(int levels) {
    StringBuilder text = new StringBuilder("a0: &a0 [lol, lol]\n");
    for (int i = 1; i < levels; i++) {
      String last = "*a" + (i - 1);
      text.append("a" + i + ": &a" + i + " [" + (last + ", ").repeat(9) + last + "]\n");
    }
    return text.toString();
  }

  private static String merges() {
    StringBuilder text = new StringBuilder("a: &a {");
    for (int i = 0; i < 2_000; i++) {
      text.append("k" + i + ": 1, ");
    }
    text.append("}\nb:\n");
    return text + "- {<<: *a}\n".repeat(2_000);
  }

  private static String deepAliases() {
    StringBuilder text = new StringBuilder("a0: &a0 [1]\n");
    for (int i = 1; i < 300; i++) {
      text.append("a" + i + ": &a" + i + " [*a" + (i - 1) + "]\n");
    }
    return text.toString();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void isRefused(String code, String text) {
    DocumentException refused =
        catchThrowableOfType(DocumentException.class, () -> Documents.parse("f", text, LIMITS));
    assertThat(refused).isNotNull();
    assertThat(refused.problems().get(0).code()).isEqualTo(code);
    assertThat(refused.problems().get(0).args()).allMatch(arg -> arg.length() <= Problem.MAX_ARG);
  }

  static Stream<String> longTexts() {
    String x = "x".repeat(3_000_000);
    return Stream.of(
        "a: " + x,
        "a: 1 #" + x,
        "a: &b " + x,
        "a: \"" + x + "\"",
        "a: \"\\u0041" + x + "\"",
        "a: '''" + x + "'",
        "a: [" + x + "]",
        "a: {b: '" + x + "'}",
        "a: !!str |\n " + x,
        "a: " + "y ".repeat(1_500_000),
        "a: [\"" + "y ".repeat(1_000_000) + "\"]",
        "a:\n" + "  b\n".repeat(1_000_000),
        "a: \"b\n" + "  b\n".repeat(1_000_000) + "  \"",
        "a: >\n" + "  b\n".repeat(1_000_000),
        "# c\n".repeat(1_500_000) + "a: 1",
        "a: 1\n" + "#\n".repeat(1_500_000) + "b: [1]",
        "a: 1\n" + "\n".repeat(3_000_000),
        "{\"a\": \"" + x + "\"}",
        "{" + "\"a\":1,".repeat(3_000_000) + "\"a\":1}");
  }

  @ParameterizedTest
  @MethodSource("longTexts")
  void isReadHoweverLongItsParts(String text) {
    assertThat(Documents.parse("f", text, LIMITS)).hasSize(1);
  }
}
