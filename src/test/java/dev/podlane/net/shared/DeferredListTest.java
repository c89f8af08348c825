package dev.podlane.net.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DeferredListTest {
  @Test
  void isWrittenOnceWhenItIsFirstRead() {
    AtomicInteger times = new AtomicInteger();
    List<String> source = new ArrayList<>(List.of("a", "b"));
    DeferredList<String> list =
        new DeferredList<>(
            () -> {
              times.incrementAndGet();
              return source;
            });
    assertThat(times).hasValue(0);
    assertThat(list).containsExactly("a", "b").isEqualTo(List.of("a", "b"));
    source.add("c");
    assertThat(list).hasSize(2);
    assertThat(times).hasValue(1);
    assertThatThrownBy(() -> list.add("d")).isInstanceOf(UnsupportedOperationException.class);
  }
}
