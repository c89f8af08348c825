package dev.podlane.net.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A shared list is as one that was copied for each change. */
final class SharedListTest {
  private static final int MANY = 3_000;

  private static SharedList<Integer> of(List<Integer> elements) {
    return SharedList.copyOf(elements, each -> List.of(each, "tens " + each / 10));
  }

  @Test
  void randomChangesAreAsOfAList() {
    Random random = new Random(5);
    List<Integer> expected = new ArrayList<>();
    SharedList<Integer> list = of(expected);
    for (int i = 0; i < MANY; i++) {
      int at = random.nextInt(expected.size() + 1);
      int element = random.nextInt(500);
      SharedList<Integer> before = list;
      List<Integer> was = i % 500 == 0 ? List.copyOf(expected) : List.of();
      if (at == expected.size() || random.nextInt(4) > 0) {
        list = list.with(at, element);
        expected.add(at, element);
      } else if (random.nextBoolean()) {
        list = list.replacing(at, element);
        expected.set(at, element);
      } else {
        list = list.without(at);
        expected.remove(at);
      }
      assertThat(list.find(element)).isEqualTo(expected.indexOf(element));
      if (!was.isEmpty()) {
        assertThat(before).isEqualTo(was);
        assertThat(list).isEqualTo(expected);
      }
    }
    assertThat(list).isEqualTo(expected).hasSameHashCodeAs(expected);
    assertThat(new ArrayList<>(list.subList(100, 900))).isEqualTo(expected.subList(100, 900));
  }

  @Test
  void elementsAreFoundByAnyOfTheirKeys() {
    List<Integer> ordered = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      ordered.add(i);
    }
    SharedList<Integer> list = of(ordered);

    assertThat(list.find("tens 211")).isEqualTo(2_110);
    assertThat(list.find(2_115, MANY, "tens 211")).isEqualTo(2_115);
    assertThat(list.find(2_120, MANY, "tens 211")).isEqualTo(-1);
    assertThat(list.find("tens -1")).isEqualTo(-1);
    assertThat(list.countWhile(each -> each < 777)).isEqualTo(777);
    assertThat(list.without(each -> each / 10 == 211, List.of("tens 211")))
        .hasSize(MANY - 10)
        .doesNotContain(2_110, 2_119);
    assertThat(list.without(each -> each < 0)).isSameAs(list);
    assertThat(list.without(each -> each < 2_999)).containsExactly(2_999);
  }

  @Test
  void nothingChangesAList() {
    SharedList<Integer> list = of(List.of(1, 2));
    assertThatThrownBy(() -> list.add(3)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> list.get(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
