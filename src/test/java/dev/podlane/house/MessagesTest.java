package dev.podlane.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.answer.text.Messages;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** English and 中文 say the same things. */
class MessagesTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+}");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  static List<Path> bundles() {
    return Sources.below("src/main/resources/i18n", name -> name.endsWith(".properties")).stream()
        .filter(file -> !file.toString().endsWith("_zh.properties"))
        .toList();
  }

  @Test
  void everyBundleIsRead() {
    assertThat(bundles())
        .extracting(file -> file.getFileName().toString().replace(".properties", ""))
        .containsExactlyInAnyOrderElementsOf(Messages.BUNDLES);
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void bothLanguagesHaveTheSameKeysAndPlaceholders(Path english) throws IOException {
    Path chinese = Path.of(english.toString().replace(".properties", "_zh.properties"));
    assertThat(Files.exists(chinese)).as(chinese + " exists").isTrue();
    Properties en = read(english);
    Properties zh = read(chinese);

    assertThat(keys(en)).isNotEmpty();
    assertThat(keys(zh)).isEqualTo(keys(en));
    assertThat(keys(en))
        .allSatisfy(
            key -> {
              assertThat(en.getProperty(key)).as(key).isNotBlank();
              assertThat(zh.getProperty(key)).as(key).isNotBlank();
              assertThat(placeholders(zh.getProperty(key)))
                  .as(key)
                  .isEqualTo(placeholders(en.getProperty(key)));
              assertThat(en.getProperty(key)).as(key).doesNotContainPattern(HAN);
              // A quote needs no second one: these are not patterns of MessageFormat.
              assertThat(en.getProperty(key) + zh.getProperty(key)).as(key).doesNotContain("''");
            });
    assertThat(Sources.text(chinese)).as(chinese.toString()).containsPattern(HAN);
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void noKeyIsWrittenTwice(Path english) {
    for (Path file :
        List.of(english, Path.of(english.toString().replace(".properties", "_zh.properties")))) {
      List<String> keys =
          Sources.text(file)
              .lines()
              .filter(line -> line.matches("[A-Za-z][\\w.-]*\\s*[=:].*"))
              .map(line -> line.split("[=:]", 2)[0].strip())
              .toList();
      assertThat(keys).as(file.toString()).doesNotHaveDuplicates();
    }
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(Sources.text(file)));
    return properties;
  }

  private static SortedSet<String> keys(Properties properties) {
    return new TreeSet<>(properties.stringPropertyNames());
  }

  private static SortedSet<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
