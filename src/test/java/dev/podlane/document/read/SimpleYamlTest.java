package dev.podlane.document.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.document.json.RandomJson;
import dev.podlane.document.tree.RangeListener;
import dev.podlane.document.tree.Symbols;
import dev.podlane.document.tree.TextPart;
import dev.podlane.document.tree.TreeBuilder;
import dev.podlane.document.yaml.BlockReader;
import dev.podlane.document.yaml.Lines;
import dev.podlane.document.yaml.NotSimple;
import dev.podlane.document.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader of simple YAML reads what it is sure of as the parser of all YAML does. */
final class SimpleYamlTest {
  private static final int FIRST = Integer.getInteger("podlane.yaml.first", 0);
  private static final int SEEDS = Integer.getInteger("podlane.yaml.seeds", 30_000);

  /** Writes down what is told of a text. */
  private static final class RecordedRanges implements RangeListener {
    private final List<String> all = new ArrayList<>();

    @Override
    public void key(int start, int end) {
      // Of JSON, what is after the name may count as a part of it.
      all.add("key " + start);
    }

    @Override
    public void scalar(ScalarValue value, int start, int end, String anchor, boolean block) {
      // Both may count empty lines behind a block, or not.
      all.add(value + " " + start + " " + (block ? "block" : end) + " " + anchor);
    }

    @Override
    public void alias(Value target, Value here, int start, int end) {
      all.add(target + " " + here + " " + start + " " + end);
    }

    @Override
    public int told() {
      return all.size();
    }

    @Override
    public void back(int told) {
      all.subList(told, all.size()).clear();
    }
  }

  private static @Nullable String fast(String text) {
    Lines lines = Lines.of(text);
    TreeBuilder builder = new TreeBuilder("f", Limits.DEFAULT, new Symbols(text.length()), null);
    RecordedRanges told = new RecordedRanges();
    do {
      if (!lines.advance() || lines.isStart() || lines.isEnd()) {
        return null;
      }
    } while (lines.isBlank() || lines.isComment());
    try {
      builder.startDocument(lines.number());
      new BlockReader(lines, builder, told).document();
      builder.endDocument();
    } catch (NotSimple | DocumentException unusual) {
      return null;
    }
    return lines.advance() ? null : builder.documents() + "\n" + told.all;
  }

  private static String slow(String text) {
    TreeBuilder builder = new TreeBuilder("f", Limits.DEFAULT, new Symbols(text.length()), null);
    RecordedRanges told = new RecordedRanges();
    try {
      new YamlReader(builder, "f", told, new TextPart(text, 0, 1), 1).read();
    } catch (DocumentException broken) {
      return "" + broken.getMessage();
    }
    return builder.documents() + "\n" + told.all;
  }

  @Test
  void randomTextsReadTheSame() {
    int sure = 0;
    for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
      String text = new RandomYaml(new Random(seed)).document();
      String fast = fast(text);
      if (fast != null) {
        sure++;
        assertThat(fast).as("seed %d:\n%s", seed, text).isEqualTo(slow(text));
      }
    }
    assertThat(sure).isGreaterThan(7_000);
  }

  /** As a document is read that looks like JSON: as that, and if it is none, as YAML. */
  private static String asJson(String text) {
    TreeBuilder builder = new TreeBuilder("f", Limits.DEFAULT, new Symbols(text.length()), null);
    RecordedRanges told = new RecordedRanges();
    List<String> broken = new ArrayList<>();
    new JsonParts("f", Limits.DEFAULT, builder, told, (why, part) -> broken.add("" + why))
        .read(new TextPart(text, 0, 1));
    return broken.isEmpty() ? builder.documents() + "\n" + told.all : "" + broken;
  }

  @Test
  void randomTextsInBracesReadTheSameWhetherTheyAreJsonOrNot() {
    int sure = 0;
    for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Random random = new Random(seed);
      String text = random.nextBoolean() ? RandomJson.text(random) : RandomFlow.text(random);
      String fast = fast(text);
      if (fast != null) {
        sure++;
        String json = asJson(text);
        // A comment behind what would be JSON makes it YAML.
        boolean yaml = json.contains("text.json-after") && text.contains("#");
        assertThat(fast).as("seed %d:\n%s", seed, text).isEqualTo(yaml ? slow(text) : json);
      }
    }
    assertThat(sure).isGreaterThan(SEEDS / 3);
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src"))) {
      return all.filter(path -> path.toString().matches(".*\\.(yaml|yml)")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void realFilesReadTheSame(Path file) throws IOException {
    for (String text :
        List.of(Files.readString(file), Files.readString(file).replace("\n", "\r\n"))) {
      for (String document : text.split("(?m)^---[ \t]*\r?$", -1)) {
        String fast = fast(document);
        if (fast != null) {
          assertThat(fast).isEqualTo(slow(document));
        }
      }
    }
  }
}
