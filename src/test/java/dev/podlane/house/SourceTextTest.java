package dev.podlane.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rules that the text of the project's files alone can show. */
class SourceTextTest {
  private static final int MOST_LINES = 300;

  /** Put together from parts, so that this file does not hold them itself. */
  private static final List<String> NOBODY_ELSES_BUSINESS =
      List.of(
          String.join("/", "", "root", ".m2"),
          String.join("/", "", "tmp", "wt", ""),
          String.join("/", "", "work", "shared"),
          String.join("/", "", "work", "main"),
          String.join(".", "repo", "maven", "apache", "org"),
          String.join(".", "repo1", "maven", "org"),
          String.join(".", "registry", "npmjs", "org"),
          String.join(".", "registry", "yarnpkg", "com"),
          String.join(".", "files", "pythonhosted", "org"));

  @Test
  void noFileIsTooLongToRead() {
    List<String> tooLong =
        Stream.of("src", "frontend")
            .flatMap(
                folder -> Sources.below(folder, ending(".java", ".js", ".css", ".html")).stream())
            .filter(file -> lines(file) > MOST_LINES)
            .map(file -> file + " has " + lines(file) + " lines, " + MOST_LINES + " are the most")
            .toList();

    assertThat(tooLong).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsAndIsNullMarked() {
    List<Path> folders =
        Sources.below("src/main/java", ending(".java")).stream()
            .map(Path::getParent)
            .distinct()
            .toList();

    assertThat(folders).isNotEmpty();
    assertThat(folders)
        .allSatisfy(
            folder -> {
              Path info = folder.resolve("package-info.java");
              assertThat(Files.exists(info)).as(info + " exists").isTrue();
              assertThat(Sources.text(info))
                  .contains("@NullMarked")
                  .containsPattern("/\\*\\*\\s+\\S");
            });
  }

  @Test
  void noFileNamesAPlaceOfOneMachineOrOneRegistry() {
    List<String> found =
        Sources.below(".", name -> true).stream()
            .flatMap(
                file ->
                    NOBODY_ELSES_BUSINESS.stream()
                        .filter(Sources.text(file)::contains)
                        .map(word -> file + " names " + word))
            .toList();

    assertThat(found).isEmpty();
  }

  @Test
  void thePageHoldsNoScriptOrStyleOfItsOwn() {
    Pattern inline = Pattern.compile("<script(?![^>]*\\bsrc=)|<style|\\sstyle=|\\son[a-z]+=");
    List<Path> pages = Sources.below("src/main/resources", ending(".html"));

    assertThat(pages)
        .allSatisfy(page -> assertThat(Sources.text(page)).doesNotContainPattern(inline));
  }

  private static Predicate<String> ending(String... endings) {
    return name -> Stream.of(endings).anyMatch(name::endsWith);
  }

  private static long lines(Path file) {
    return Sources.text(file).lines().count();
  }
}
