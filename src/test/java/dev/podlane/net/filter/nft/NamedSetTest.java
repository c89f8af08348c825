package dev.podlane.net.filter.nft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looking a key up finds what reading the elements one by one finds. */
class NamedSetTest {
  private static final int BITS = 8;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void lookingUpAnswersAsReading(int parts) {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      List<Element> elements = apart(random, parts);
      NamedSet.Shape shape =
          new NamedSet.Shape(
              List.of(DataType.PROTOCOL, DataType.PROTOCOL, DataType.PROTOCOL).subList(0, parts),
              List.of(BITS, BITS, BITS).subList(0, parts),
              List.of(),
              false,
              "");
      NamedSet set = new NamedSet("s", shape, NamedSet.Options.NONE, elements);
      for (int probe = 0; probe < 300; probe++) {
        List<Datum> key = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
          key.add(Datum.of(random.nextInt(40)));
        }
        assertThat(set.find(key)).as("seed %d key %s", seed, key).isEqualTo(read(elements, key));
      }
    }
  }

  private static List<Element> apart(Random random, int parts) {
    List<Element> all = new ArrayList<>();
    for (int at = 0; at < 12; at++) {
      List<Span> key = new ArrayList<>();
      for (int part = 0; part < parts; part++) {
        key.add(span(random));
      }
      Element one = Element.of(key, null);
      if (all.stream().noneMatch(other -> overlap(one, other))) {
        all.add(one);
      }
    }
    if (random.nextInt(4) == 0) {
      all.add(Element.of(List.of(), null));
    }
    return all;
  }

  private static Span span(Random random) {
    int first = random.nextInt(32);
    return switch (random.nextInt(3)) {
      case 0 -> Span.of(Datum.of(first));
      case 1 -> Span.of(Datum.of(first), BITS, BITS - random.nextInt(4));
      default -> new Span(Datum.of(first), Datum.of(first + random.nextInt(7)));
    };
  }

  private static boolean overlap(Element one, Element other) {
    for (int part = 0; part < one.key().size(); part++) {
      if (!one.key().get(part).overlaps(other.key().get(part))) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Element read(List<Element> elements, List<Datum> key) {
    Element rest = null;
    for (Element element : elements) {
      boolean holds = !element.isCatchAll();
      for (int part = 0; part < element.key().size(); part++) {
        holds &= element.key().get(part).contains(key.get(part));
      }
      if (holds) {
        return element;
      }
      rest = element.isCatchAll() ? element : rest;
    }
    return rest;
  }
}
