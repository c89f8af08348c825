package dev.podlane.document.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.MapValue;
import dev.podlane.document.Problem;
import dev.podlane.document.tree.FieldFilter;
import dev.podlane.document.tree.KeyArrays;
import dev.podlane.document.tree.Symbols;
import dev.podlane.document.tree.TreeBuilder;
import dev.podlane.document.tree.Weight;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Objects that are read from bytes are those that a parser reads, and nothing else is read. */
final class ObjectReaderTest {
  private static final int SEEDS = Integer.getInteger("podlane.json.seeds", 20_000);

  /** Documents read, or the problem. */
  private static String read(Limits limits, Consumer<JsonReader> reading) {
    FieldFilter filter = new FieldFilter(RandomObjects.WANTED);
    TreeBuilder builder = new TreeBuilder("f", limits, new Symbols(1 << 20), filter);
    try {
      reading.accept(new JsonReader(builder, "f", limits, null));
    } catch (DocumentException broken) {
      Problem problem = broken.problems().get(0);
      return problem.code() + problem.place() + problem.args();
    }
    return builder.documents() + "\n" + filter.leftOut();
  }

  private static String fast(Limits limits, byte[] bytes) {
    return read(limits, reader -> reader.read(trickling(bytes)));
  }

  private static String parsed(Limits limits, byte[] bytes) {
    JsonFactory json =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();
    return read(
        limits,
        reader ->
            reader.read(json.createParser(ObjectReadContext.empty(), trickling(bytes)), 0, 0));
  }

  private static void assertReadAlike(byte[] bytes, Limits limits, String as) {
    assertThat(fast(limits, bytes)).as(as).isEqualTo(parsed(limits, bytes));
  }

  /** A stream that gives few bytes at once. */
  private static InputStream trickling(byte[] bytes) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(length, 1_000));
      }
    };
  }

  @Test
  void isWhatAParserReads() {
    int sure = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      String object = RandomObjects.object(seed);
      byte[] bytes = (object + " ").getBytes(UTF_8);
      FieldFilter filter = new FieldFilter(RandomObjects.WANTED);
      Weight weight = new Weight(Long.MAX_VALUE);
      ObjectReader reader = new ObjectReader(filter, weight, new KeyArrays());
      MapValue read = reader.read(bytes, 1, bytes.length, 1, 200, "");
      if (read == null) {
        assertThat(weight.bytes()).isZero();
        assertThat(filter.leftOut().isEmpty()).isTrue();
        continue;
      }
      sure++;
      byte[] whole = Arrays.copyOf(bytes, reader.bytes().at);
      List<Document> documents = List.of(new Document("f", 1, 1, read, List.of()));
      assertThat(documents + "\n" + filter.leftOut())
          .as("seed %d: %s", seed, object)
          .isEqualTo(parsed(Limits.DEFAULT, whole));
    }
    assertThat(sure).isGreaterThan(SEEDS / 4);
  }

  @Test
  void listsOfThemAreReadAsByAParser() {
    for (int seed = 0; seed < SEEDS / 4; seed++) {
      String list = RandomObjects.list(seed, 0, 5);
      assertReadAlike(list.getBytes(UTF_8), Limits.DEFAULT, "seed " + seed + ": " + list);
    }
  }

  @Test
  void limitsHoldAtTheSamePlaces() {
    for (int seed = 0; seed < SEEDS / 10; seed++) {
      byte[] all = RandomObjects.list(seed, 2, 4).getBytes(UTF_8);
      assertReadAlike(all, new Limits(1 << 20, 4 + seed % 5, 1 << 20, 0, 9), "seed " + seed);
      Limits small = new Limits(1 << 20, 200, 500 + 7L * seed % 6000, 0, 9);
      String parsed = parsed(small, all);
      if (parsed.startsWith("text.too-much-memory")) {
        assertThat(fast(small, all)).as("seed " + seed).startsWith("text.too-much-memory");
      }
    }
  }

  @Test
  void buffersEndAnywhere() {
    for (int seed = 0; seed < 8; seed++) {
      String list = RandomObjects.list(seed, 4_000, 4_100);
      assertReadAlike(list.getBytes(UTF_8), Limits.ofHeap(4L << 30), "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"spec\":{\"nodeName\":\"%s\"}", "\"s\":\"%s\"", "\"s\":{\"%s\":1}"})
  void isAsStrictAsTheParserAboutUtf8(String form) {
    Random bytes = new Random(form.length());
    List<String> starts = List.of("\u00c3", "\u00e4\u00b8", "\u00f0\u009f\u0098", "", "\u00c0");
    for (int i = 0; i < 4_000; i++) {
      String some = starts.get(bytes.nextInt(starts.size()));
      for (int more = bytes.nextInt(3); more > 0; more--) {
        some += (char) (0x80 + bytes.nextInt(0x80));
      }
      String pod = "{\"kind\":\"Pod\"," + form.formatted(some) + "}";
      byte[] all = pod.getBytes(ISO_8859_1);
      assertReadAlike(all, Limits.DEFAULT, pod);
    }
  }
}
