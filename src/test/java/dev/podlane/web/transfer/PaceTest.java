package dev.podlane.web.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The slowest pace of a client that is accepted. */
@Execution(ExecutionMode.SAME_THREAD)
class PaceTest {
  @ParameterizedTest
  @CsvSource({
    // seconds since it began | seconds since the last byte | bytes | too slow
    "14, 14, 0, false",
    "16, 16, 0, true",
    "16, 0, 3, true",
    "16, 0, 200000, false",
    "100, 16, 1000000000, true",
    "1000, 1, 100000000, false",
    "1000, 1, 90000000, true",
  })
  void bytesBuyTimeButAPauseIsAPause(long seconds, long pause, long bytes, boolean slow) {
    Pace pace = new Pace(Duration.ofSeconds(15), 100_000);

    assertThat(pace.tooSlow(seconds * 1_000_000_000, pause * 1_000_000_000, bytes)).isEqualTo(slow);
  }
}
