package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every code that documents and clusters can report has its sentence, and every sentence a code.
 */
final class ProblemSentencesTest {
  private static final Pattern CODE =
      Pattern.compile(
          "\"((text|object|kind|file|selector|job|cronjob|service|policy|value|field|name|label|ip|cidr"
              + "|port|container|pod|node|nodes|pods|network|route|workload|limit|docker|list|cluster|dns"
              + "|ingress|gateway|http)\\.[a-z0-9-]*[a-z0-9])\"");

  private static final Pattern OF_EXPECTATIONS =
      Pattern.compile("\"(expectation\\.[a-z0-9-]*[a-z0-9])\"");

  private static final Pattern OF_LESSONS = Pattern.compile("\"(lesson\\.[a-z0-9.-]*[a-z0-9])\"");

  /** A field of a lesson that is wrong, in {@code Sheet}. */
  private static final Pattern OF_SHEETS =
      Pattern.compile("\\berror\\(\\s*[^,;]+,\\s*\"([a-z0-9-]+)\"");

  /** An expression that is wrong. */
  private static final Pattern OF_TERMS =
      Pattern.compile("TermException\\(\\s*[^,;]+,\\s*\"([a-z0-9-]+)\"");

  private static void collect(String room, Pattern code, Set<String> codes) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/podlane", room))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher matcher = code.matcher(Files.readString(file));
        while (matcher.find()) {
          codes.add(matcher.group(1));
        }
      }
    }
  }

  private static void collect(String room, Pattern code, String before, Set<String> codes)
      throws IOException {
    Set<String> found = new TreeSet<>();
    collect(room, code, found);
    found.forEach(each -> codes.add(before + each));
  }

  @Test
  void codesAndSentencesAreTheSame() throws IOException {
    TreeSet<String> codes = new TreeSet<>();
    for (String room : List.of("document", "cluster")) {
      collect(room, CODE, codes);
    }
    for (String room : List.of("cluster", "notation", "cli")) {
      collect(room, OF_EXPECTATIONS, codes);
    }
    for (String room : List.of("scenario", "web/library")) {
      collect(room, OF_LESSONS, codes);
    }
    collect("scenario", OF_SHEETS, "lesson.", codes);
    collect("scenario", OF_TERMS, "lesson.term.", codes);
    for (String limit : new String[] {"documents", "aliases"}) {
      codes.add("text.too-many-" + limit);
    }
    for (String format : new String[] {"gzip", "zip", "pdf", "image", "utf-16"}) {
      codes.add("text.format-" + format);
    }
    codes.addAll(List.of("text.too-deep", "text.unread", "text.no-object"));
    Properties sentences = new Properties();
    try (Reader reader =
        Files.newBufferedReader(Path.of("src/main/resources/i18n/problem.properties"))) {
      sentences.load(reader);
    }
    TreeSet<String> told = new TreeSet<>();
    sentences.stringPropertyNames().stream()
        .filter(key -> key.startsWith("problem.") || key.startsWith("assumption."))
        .forEach(key -> told.add(key.substring(key.indexOf('.') + 1)));
    assertThat(codes).hasSizeGreaterThan(90).isEqualTo(told);
  }
}
