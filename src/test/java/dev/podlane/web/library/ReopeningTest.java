package dev.podlane.web.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.podlane.store.TooLongException;
import org.junit.jupiter.api.Test;

class ReopeningTest {
  @Test
  void anOpeningThatMemoryDoesNotReachForNamesTheCluster() {
    TooLongException refused =
        catchThrowableOfType(
            TooLongException.class,
            () ->
                Reopening.inMemory(
                    "c-1",
                    () -> {
                      throw new OutOfMemoryError("Java heap space");
                    }));
    assertThat(refused.id()).isEqualTo("c-1");
  }
}
