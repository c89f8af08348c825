package dev.podlane.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

  private static final Wanted WANTED =
      Wanted.of(
          Map.of(
              "Pod", List.of("spec.nodeName", "spec.c.p", "spec.c.w.**", "spec.late"),
              "Own", List.of("**")));

  private static final List<String> KINDS =
      List.of("\"Pod\"", "\"Pod\"", "\"Pod\"", "\"Own\"", "\"Other\"", "\"PodList\"", "\"\"");
  private static final List<String> ODD_KINDS = List.of("null", "1", "[]", "\"P\\u006fd\"", "{}");
  private static final List<String> SCALARS =
      List.of("\"text\"", "\"a longer text\"", "\"v1\"", "1", "0", "-12", "true", "false", "null");
  private static final List<String> RARE =
      List.of(
          "\"q\\\"\\u00e9\\n\\ud83d\\ude00\"",
          "\"Größe 世界 \ud83d\ude00\"",
          "\"" + "long ".repeat(30) + "\"",
          "1.5e3",
          "-0.25",
          "1E-2",
          "01",
          "1.",
          "-",
          "nul",
          "\"\t\"",
          "\"\\x\"",
          "1" + "0".repeat(700));
  private static final List<String> NAMES =
      List.of("a", "b", "p", "q", "w", "name", "a-longer-name/with.signs", "items", "kind");
  private static final List<String> RARE_NAMES = List.of("ä", "q\\u0071", "", "a\\\"b");
  private static final List<String> SPACES =
      List.of("", "", "", "", " ", "\n        ", "\r\n", "\r");
  private static final String NOISE = "{}[],:\"\\ 1at\n\u00e4";

  private final Random random = new Random();
  private final StringBuilder text = new StringBuilder();

  private <T> T one(List<T> of, List<T> rare) {
    List<T> from = random.nextInt(40) == 0 ? rare : of;
    return from.get(random.nextInt(from.size()));
  }

  private ObjectReaderTest space() {
    text.append(SPACES.get(random.nextInt(SPACES.size())));
    return this;
  }

  private void value(int depth) {
    space();
    int kind = depth > 4 ? 0 : random.nextInt(4);
    if (kind < 2) {
      text.append(one(SCALARS, RARE));
    } else if (kind == 2) {
      List<String> names = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        names.add(one(NAMES, RARE_NAMES));
      }
      map(names, depth);
    } else {
      list(random.nextInt(4), () -> value(depth + 1));
    }
    space();
  }

  private void map(List<String> names, int depth) {
    text.append('{');
    String comma = "";
    for (String name : names) {
      text.append(comma);
      space().text.append('"').append(name).append('"');
      space().text.append(':');
      switch (depth == 0 ? name : "") {
        case "kind" -> space().text.append(one(KINDS, ODD_KINDS));
        case "apiVersion" -> text.append("\"v1\"");
        case "metadata" -> map(List.of("name", "uid", "labels"), 1);
        case "spec" -> map(List.of("nodeName", "x", "c", "late"), 1);
        case "items" -> list(random.nextInt(3), this::object);
        default -> {
          if (name.equals("c")) {
            list(random.nextInt(3), () -> map(List.of("p", "q", "w"), 2));
          } else {
            value(depth + 1);
          }
        }
      }
      comma = ",";
    }
    space().text.append('}');
  }

  private void list(int count, Runnable item) {
    text.append('[');
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",");
      item.run();
    }
    space().text.append(']');
  }

  private void object() {
    List<String> names = new ArrayList<>(List.of("apiVersion", "kind", "metadata", "spec", "s"));
    switch (random.nextInt(12)) {
      case 0 -> Collections.shuffle(names, random);
      case 1 -> names.add(names.get(random.nextInt(names.size())));
      case 2 -> names.add("items");
      case 3 -> names.remove("kind");
      default -> names.remove("s");
    }
    map(names, 0);
  }

  private String text(long seed, Runnable what) {
    random.setSeed(seed);
    text.setLength(0);
    what.run();
    if (random.nextInt(4) == 0) {
      text.setCharAt(
          1 + random.nextInt(text.length() - 1), NOISE.charAt(random.nextInt(NOISE.length())));
    }
    return text.toString();
  }

  /** Documents read, or the problem. */
  private static String read(Limits limits, Consumer<JsonReader> reading) {
    Filter filter = new Filter(WANTED);
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
      String object = text(seed, this::object);
      byte[] bytes = (object + " ").getBytes(UTF_8);
      Filter filter = new Filter(WANTED);
      Weight weight = new Weight(Long.MAX_VALUE);
      ObjectReader reader = new ObjectReader(filter, weight, new Shapes());
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
      String list =
          text(
              seed,
              () -> {
                text.append(random.nextBoolean() ? "{\"kind\":\"PodList\"," : "{");
                space().text.append("\"items\":");
                list(random.nextInt(6), this::object);
                text.append(random.nextBoolean() ? ",\"kind\":\"List\"}" : "}");
              });
      assertReadAlike(list.getBytes(UTF_8), Limits.DEFAULT, "seed " + seed + ": " + list);
    }
  }

  @Test
  void limitsHoldAtTheSamePlaces() {
    for (int seed = 0; seed < SEEDS / 10; seed++) {
      String list = text(seed, () -> list(3, this::object));
      byte[] all = ("{\"items\":" + list + "}").getBytes(UTF_8);
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
    for (int seed = 0; seed < 40; seed++) {
      String list =
          text(
              seed,
              () -> {
                text.append("{\"items\":");
                list(4_000 + random.nextInt(100), this::object);
                text.append('}');
              });
      assertReadAlike(list.getBytes(UTF_8), Limits.ofHeap(4L << 30), "seed " + seed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"spec\":{\"nodeName\":\"%s\"}", "\"s\":\"%s\"", "\"s\":{\"%s\":1}"})
  void isAsStrictAsTheParserAboutUtf8(String form) {
    Random bytes = new Random(form.length());
    List<String> starts = List.of("\u00c3", "\u00e4\u00b8", "\u00f0\u009f\u0098", "", "\u00c0");
    for (int i = 0; i < 20_000; i++) {
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
