package dev.podlane.web.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tries come back evenly, and each client has its own. */
class TriesTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5_000_000_000L);
  private final Tries tries = new Tries(3, Duration.ofSeconds(30), now::get);

  @Test
  void threeAtOnceAndThenOneInTenSeconds() {
    assertThat(tries.take("a")).isTrue();
    assertThat(tries.take("a")).isTrue();
    assertThat(tries.isLeft("a")).isTrue();
    assertThat(tries.take("a")).isTrue();
    assertThat(tries.take("a")).isFalse();
    assertThat(tries.isLeft("a")).isFalse();
    assertThat(tries.take("b")).as("another client").isTrue();

    now.addAndGet(Duration.ofSeconds(9).toNanos());
    assertThat(tries.take("a")).isFalse();
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(tries.take("a")).isTrue();
    assertThat(tries.take("a")).isFalse();

    now.addAndGet(Duration.ofMinutes(1).toNanos());
    for (int i = 0; i < 3; i++) {
      assertThat(tries.take("a")).isTrue();
    }
    assertThat(tries.take("a")).isFalse();
  }

  @Test
  void thoseWhoHaveAllTriesAreForgotten() {
    for (int i = 0; i < 100_000; i++) {
      tries.take("client" + i);
    }
    assertThat(tries.take("one more")).isTrue();
  }
}
