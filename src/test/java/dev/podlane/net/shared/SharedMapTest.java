package dev.podlane.net.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Maps of things that are made when somebody asks for them behave as any map. */
class SharedMapTest {
  private static final int SIZE = 5_000;
  private final AtomicInteger made = new AtomicInteger();

  private record Thing(String name, int value) implements Named {}

  private final OnDemand<Thing> things =
      new OnDemand<>() {
        @Override
        public int size() {
          return SIZE;
        }

        @Override
        public String name(int place) {
          return "t" + place;
        }

        @Override
        public int place(String name) {
          return name.matches("t[0-9]{1,4}") && Integer.parseInt(name.substring(1)) < SIZE
              ? Integer.parseInt(name.substring(1))
              : -1;
        }

        @Override
        public Thing make(int place) {
          made.incrementAndGet();
          return new Thing(name(place), 0);
        }
      };

  @Test
  void randomChangesAreAsOfAMap() {
    Random random = new Random(11);
    Map<String, Thing> expected = new LinkedHashMap<>();
    for (int place = 0; place < SIZE; place++) {
      expected.put("t" + place, new Thing("t" + place, 0));
    }
    SharedMap<Thing> map = SharedMap.of(things);
    List<SharedMap<Thing>> before = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      before.add(map);
      String name = (random.nextInt(4) == 0 ? "new" : "t") + random.nextInt(600);
      Thing changed = new Thing(name, random.nextInt(3));
      expected.put(name, changed);
      map = map.with(changed);
    }

    SharedMap<Thing> now = map;
    assertThat(made.get()).isZero();
    assertThat(List.copyOf(now.keySet())).isEqualTo(List.copyOf(expected.keySet()));
    assertThat(now).isEqualTo(expected).hasSameSizeAs(expected);
    assertThat(now.hashCode()).isEqualTo(expected.hashCode());
    assertThat(now.changedSince(before.get(250)))
        .containsAll(
            expected.keySet().stream()
                .filter(name -> !Objects.equals(expected.get(name), before.get(250).get(name)))
                .toList())
        .hasSizeLessThan(160);
    assertThat(now.get("t5000")).isNull();
    assertThat(now.containsKey("t4999")).isTrue();
  }

  @Test
  void namesMakeNothingAndLookingTwiceMakesOnce() {
    SharedMap<Thing> map = SharedMap.of(things);

    assertThat(map.keySet()).hasSize(SIZE).contains("t7").doesNotContain("x");
    assertThat(map.containsKey("t7")).isTrue();
    assertThat(map.changed()).isEmpty();
    assertThat(made.get()).isZero();
    assertThat(map.get("t7")).isSameAs(map.get("t7"));
    assertThat(made.get()).isEqualTo(1);
  }

  @Test
  void lookingAtAllOfThemKeepsOnlySome() {
    SharedMap<Thing> map = SharedMap.of(things);

    assertThat(map.values().stream().filter(each -> each.value() == 0)).hasSize(SIZE);
    map.values().forEach(each -> {});
    assertThat(made.get()).isGreaterThan(SIZE);
  }

  @Test
  void whatIsPutBackIsEqualButChanged() {
    SharedMap<Thing> map = SharedMap.of(things);
    SharedMap<Thing> same = map.with(new Thing("t3", 0));

    assertThat(same).isEqualTo(map);
    assertThat(same.changed()).containsExactly("t3");
    assertThat(map.with(new Thing("t3", 1))).isNotEqualTo(map);
    assertThat(same.original("t3")).isEqualTo(new Thing("t3", 0));
    assertThat(same.original("x")).isNull();
  }
}
