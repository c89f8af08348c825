package dev.podlane.document.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.Problem;
import dev.podlane.document.tree.FieldFilter;
import dev.podlane.document.tree.Symbols;
import dev.podlane.document.tree.TreeBuilder;
import dev.podlane.document.tree.Wanted;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Skipped values are valid JSON, end where a parser says, and change nothing around them. */
final class SkimTest {
  private static final int SEEDS = Integer.getInteger("podlane.json.seeds", 20_000);
  private static final int ROOM = 6;

  private static final List<String> ATOMS =
      List.of("1", "0", "-12", "01", "1.5e3", "-", "true", "false", "null", "nul", "\"a\"", "\"\"");
  private static final List<String> STRINGS =
      List.of(
          "\"k\"",
          "\"a}b\"",
          "\"q\\\"]\"",
          "\"\\u00e9\"",
          "\"\\\\\"",
          "\"ä世\"",
          "\"\\x\"",
          "\"\t\"");
  private static final List<String> SPACES = List.of("", "", "", " ", "\n", "\r\n", "\r", "\t");
  private static final String NOISE = "{}[],:\"\\ 1at\n";

  private static void value(Random random, int depth, StringBuilder to) {
    to.append(SPACES.get(random.nextInt(SPACES.size())));
    int kind = depth > 5 ? 0 : random.nextInt(4);
    if (kind < 2) {
      List<String> from = random.nextBoolean() ? ATOMS : STRINGS;
      int usual = Math.min(from.size(), random.nextInt(8) == 0 ? from.size() : 3);
      to.append(from.get(random.nextInt(usual)));
    } else {
      to.append(kind == 2 ? '{' : '[');
      for (int i = random.nextInt(4); i > 0; i--) {
        if (kind == 2) {
          to.append('"').append((char) ('a' + random.nextInt(5))).append("\":");
        }
        value(random, depth + 1, to);
        to.append(i > 1 ? "," : "");
      }
      to.append(SPACES.get(random.nextInt(SPACES.size()))).append(kind == 2 ? '}' : ']');
    }
    to.append(SPACES.get(random.nextInt(SPACES.size())));
  }

  private static String text(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("{\"x\":");
    value(random, 0, text);
    text.append('}');
    if (random.nextBoolean()) {
      char noise = NOISE.charAt(random.nextInt(NOISE.length()));
      text.setCharAt(1 + random.nextInt(text.length() - 1), noise);
    }
    return text.toString();
  }

  @Test
  void endsWhereJacksonDoes() {
    int sure = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      String text = text(seed);
      byte[] bytes = (text + " 1").getBytes(UTF_8);
      JsonBytes skim = new JsonBytes();
      skim.start(bytes, 1, bytes.length);
      if (!Skim.value(skim, '{', ROOM)) {
        continue;
      }
      sure++;
      try (JsonParser parser =
          JsonFactory.builder().build().createParser(ObjectReadContext.empty(), bytes)) {
        parser.nextToken();
        parser.skipChildren();
        var end = parser.currentLocation();
        int column = skim.lines == 0 ? skim.at + 1 : skim.at - skim.lastLine + 1;
        assertThat(List.of(skim.at, skim.lines + 1, column))
            .as("seed %d: %s", seed, text)
            .isEqualTo(List.of((int) end.getByteOffset(), end.getLineNr(), end.getColumnNr()));
      } catch (JacksonException broken) {
        throw new AssertionError("seed " + seed + " is no JSON: " + text, broken);
      }
    }
    assertThat(sure).isGreaterThan(SEEDS / 4);
  }

  /** Documents read, or the problem. */
  private static String read(Consumer<JsonReader> reading) {
    FieldFilter filter = new FieldFilter(Wanted.of(Map.of("Pod", List.of("spec.nodeName"))));
    TreeBuilder builder = new TreeBuilder("f", Limits.DEFAULT, new Symbols(1000), filter);
    try {
      reading.accept(new JsonReader(builder, "f", Limits.DEFAULT, null));
    } catch (DocumentException broken) {
      Problem problem = broken.problems().get(0);
      return problem.code() + " in line " + problem.place().line();
    }
    return builder.documents() + "\n" + filter.leftOut();
  }

  @Test
  void whatIsAroundSkimmedValuesIsReadAsByItself() {
    for (int seed = 0; seed < SEEDS / 4; seed++) {
      Random random = new Random(seed);
      StringBuilder status = new StringBuilder();
      value(random, 0, status);
      String text =
          "{\"kind\":\"Pod\",\n\"status\":%s,\n\"spec\":{\"a\":%s,\"nodeName\":\n\"n\"}} "
              .formatted(status, status);
      String skimmed = read(reader -> reader.read(new ByteArrayInputStream(text.getBytes(UTF_8))));
      String parsed = read(reader -> reader.read(new StringReader(text)));
      assertThat(skimmed).as("seed %d: %s", seed, text).isEqualTo(parsed);
    }
  }

  @Test
  void passesOverValuesThatEndAfterWhatWasRead() {
    String large = "[" + "{\"a\":[1,2,\"3\"]},".repeat(20_000) + "0]";
    String text = "{\"kind\":\"Pod\",\"status\":" + large + ",\n\"spec\":{\"nodeName\":\"n\"}}";
    String skimmed = read(reader -> reader.read(new ByteArrayInputStream(text.getBytes(UTF_8))));
    assertThat(skimmed).isEqualTo(read(reader -> reader.read(new StringReader(text))));
  }

  @Test
  void whatIsWrongInWhatNobodyWantsIsAProblem() {
    for (String broken : List.of("{\"a\":1,}", "[1 2]", "[01]", "{\"a\"}", "[\"\u0001\"]")) {
      String text = "{\"kind\":\"Pod\",\n\"status\":" + broken + "}";
      assertThat(read(reader -> reader.read(new ByteArrayInputStream(text.getBytes(UTF_8)))))
          .as(broken)
          .contains("in line 2");
    }
  }

  @Test
  void looksNoDeeperThanAllowed() {
    byte[] deep = "[[[1]]]".getBytes(UTF_8);
    assertThat(skips(deep, 2)).isFalse();
    assertThat(skips(deep, 3)).isTrue();
  }

  private static boolean skips(byte[] list, int room) {
    JsonBytes skim = new JsonBytes();
    skim.start(list, 1, list.length);
    return Skim.value(skim, '[', room);
  }
}
