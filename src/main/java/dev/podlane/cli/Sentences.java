package dev.podlane.cli;

import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;

/** Problems in English, from the bundles that the page has them from. */
final class Sentences {
  private static final List<String> BUNDLES = List.of("problem", "notation", "compile");
  private static final Properties TEXTS = read();

  private Sentences() {}

  private static Properties read() {
    Properties texts = new Properties();
    for (String bundle : BUNDLES) {
      try (InputStream in =
          Sentences.class.getResourceAsStream("/i18n/" + bundle + ".properties")) {
        if (in != null) {
          texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    return texts;
  }

  static String of(Problem problem) {
    String text = TEXTS.getProperty("problem." + problem.code(), problem.code());
    for (int at = 0; at < problem.args().size(); at++) {
      text = text.replace("{" + at + "}", problem.args().get(at));
    }
    return problem.place() + ": " + text;
  }

  /** Refuses documents with errors: a comparison of half a document would be worthless. */
  static void refuseErrors(List<Problem> problems) throws UsageException {
    List<String> errors =
        problems.stream()
            .filter(problem -> problem.severity() == Severity.ERROR)
            .map(Sentences::of)
            .toList();
    if (!errors.isEmpty()) {
      throw new UsageException(String.join("\n", errors));
    }
  }
}
