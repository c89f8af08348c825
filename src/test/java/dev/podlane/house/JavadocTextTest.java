package dev.podlane.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Javadoc names things by nouns and verbs: no description begins with a clause without a head, such
 * as one opened by "what" or "whether".
 */
class JavadocTextTest {
  private static final String WORDS = "(?:what|whether|how|which|why|who|whom|whose|where)\\b";

  /** A description, a further paragraph or the text of a tag, on the tag's line or the next. */
  private static final Pattern HEADLESS =
      Pattern.compile(
          "(?:/\\*\\*|<p>|@param\\s+\\S+|@return|@throws\\s+\\S+)\\s+(?:\\*\\s+)?("
              + WORDS
              + "[^\\n]*)"
              + "|<p>("
              + WORDS
              + "[^\\n]*)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern JAVADOC = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);

  @Test
  void noJavadocOpensWithAHeadlessClause() {
    List<Path> files =
        Stream.of("src/main/java", "src/test/java")
            .flatMap(folder -> Sources.below(folder, name -> name.endsWith(".java")).stream())
            .toList();
    List<String> found =
        files.stream()
            .flatMap(file -> headless(Sources.text(file)).stream().map(text -> file + ": " + text))
            .toList();

    assertThat(files).isNotEmpty();
    assertThat(found).isEmpty();
  }

  /** The fixture's comments are opened by a placeholder, so that this file holds none itself. */
  @Test
  void headlessClausesAreFoundWhereverADescriptionBegins() {
    String source =
        """
        ### What a walk asks. */
        int one();

        ###
         * Whether the device is up,
         * which it is not at first.
         *
         * <p>How it comes up.
         *
         * @param up whether it is up
         * @param down
         *     where it is down
         * @return Who did it
         * @throws Failure why it failed
         */
        """
            .replace("###", "/**");

    assertThat(headless(source))
        .containsExactly(
            "What a walk asks. */",
            "Whether the device is up,",
            "How it comes up.",
            "whether it is up",
            "where it is down",
            "Who did it",
            "why it failed");
  }

  @Test
  void clausesWithAHeadAndPlainCommentsPass() {
    String source =
        """
        ### Returns true if the device is up, which it is whenever nobody says how to set it. */
        boolean up();

        ###
         * The place where a rule is.
         *
         * @param up true if it is up
         * @return the one who did it
         */
        // What is up
        String text = "@param up whether it is up";
        """
            .replace("###", "/**");

    assertThat(headless(source)).isEmpty();
  }

  private static List<String> headless(String source) {
    List<String> found = new ArrayList<>();
    Matcher javadoc = JAVADOC.matcher(source);
    while (javadoc.find()) {
      Matcher clause = HEADLESS.matcher(javadoc.group());
      while (clause.find()) {
        found.add(clause.group(1) == null ? clause.group(2) : clause.group(1));
      }
    }
    return found;
  }
}
