package dev.podlane.document.read;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.Value;
import dev.podlane.document.YamlText;
import dev.podlane.document.json.RandomObjects;
import dev.podlane.document.tree.Wanted;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The text written while reading is the one that its trees would be written as. */
final class CondensedTextTest {
  private static final int SEEDS = Integer.getInteger("podlane.json.seeds", 20_000) / 10;
  private static final Wanted WANTED = RandomObjects.WANTED;

  private static String condensed(String text) throws IOException {
    try {
      var in = new ByteArrayInputStream(text.getBytes(UTF_8));
      Condensed read = Documents.condense("f", in, Limits.DEFAULT, WANTED, bytes -> {});
      return read.documents() + " " + read.problems() + "\n" + read.text();
    } catch (DocumentException broken) {
      return broken.problems().toString();
    }
  }

  private static String printed(String text) throws IOException {
    try {
      var in = new ByteArrayInputStream(text.getBytes(UTF_8));
      Read read = Documents.read("f", in, Limits.DEFAULT, WANTED, bytes -> {});
      List<Value> values =
          read.documents().stream().map(Document::root).collect(Collectors.toList());
      if (!read.leftOut().isEmpty()) {
        values.add(read.leftOut().toDocument());
      }
      return read.documents().size()
          + " "
          + read.problems()
          + "\n"
          + values.stream().map(YamlText::print).collect(Collectors.joining("---\n"));
    } catch (DocumentException broken) {
      return broken.problems().toString();
    }
  }

  @Test
  void isAsIfItWereWrittenAtTheEnd() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      String text =
          seed % 3 == 0
              ? RandomObjects.list(seed, 0, 4)
              : RandomObjects.list(seed, 0, 4) + "\n---\n" + RandomObjects.list(-seed, 0, 3);
      assertThat(condensed(text)).as("seed %d: %s", seed, text).isEqualTo(printed(text));
    }
  }

  @Test
  void yamlIsWrittenLikeJson() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      List<Document> documents;
      try {
        documents = Documents.parse("f", RandomObjects.list(seed, 0, 4));
      } catch (DocumentException broken) {
        continue;
      }
      String text = YamlText.print(documents.get(0).root());
      String anchored = text.replaceFirst("(?m)^items:$", "items: &all") + "again: *all\n";
      assertThat(condensed(text)).as("seed %d: %s", seed, text).isEqualTo(printed(text));
      assertThat(condensed(anchored)).as("seed %d: %s", seed, text).isEqualTo(printed(anchored));
    }
  }

  @Test
  void largeTextsAreWrittenAlike() throws IOException {
    List<String> readable = new ArrayList<>();
    for (int seed = 0; readable.size() < 60; seed++) {
      String list = RandomObjects.list(seed, 0, 10);
      if (condensed(list).startsWith("1 []")) {
        readable.add(list + "\n");
      }
    }
    int lists = (int) ((17L << 20) * readable.size() / String.join("", readable).length());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lists; i++) {
      text.append(readable.get(i % readable.size()));
    }
    String condensed = condensed(text.toString());
    assertThat(condensed).startsWith(lists + " []");
    assertThat(condensed.equals(printed(text.toString()))).isTrue();
  }

  @Test
  void whatIsWrittenIsHeldToTheLimitOfMemory() throws IOException {
    String pod = "{\"kind\":\"Pod\",\"spec\":{\"nodeName\":\"" + "n".repeat(1_000) + "\"}}";
    String list = "{\"items\":[" + pod + ("," + pod).repeat(999) + "]}";
    Limits enough = new Limits(1 << 24, 200, 2_400_000, 0, 9);
    Limits few = new Limits(1 << 24, 200, 1_900_000, 0, 9);
    assertThat(condensed(list, enough)).startsWith("items:");
    assertThat(condensed(list, few)).contains("text.too-much-memory", "items[9");
  }

  private static String condensed(String text, Limits limits) throws IOException {
    try {
      var in = new ByteArrayInputStream(text.getBytes(UTF_8));
      return Documents.condense("f", in, limits, WANTED, bytes -> {}).text();
    } catch (DocumentException broken) {
      return broken.problems().toString();
    }
  }
}
