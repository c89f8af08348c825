package dev.podlane.scenario.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.workspace.Event;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The words of lessons for deeds are those of the time line. */
class DeedsTest {
  @Test
  void everyDeedHasItsWord() {
    assertThat(ChangeReader.DEEDS)
        .containsExactlyElementsOf(
            Arrays.stream(Event.Deed.values()).map(Event.Deed::text).toList());
  }
}
