package dev.podlane.web.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A minute's events at once, then evenly. */
class RatesTest {
  private final AtomicLong millis = new AtomicLong(1_000_000);
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return Instant.ofEpochMilli(millis.get());
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }
      };

  private static int taken(Rates rates, String name) {
    int taken = 0;
    while (rates.wait(name) == 0) {
      rates.count(name);
      taken++;
    }
    return taken;
  }

  @Test
  void aMinutesEventsComeAtOnceAndThenOneByOne() {
    Rates rates = new Rates(clock, 4, 10);

    assertThat(taken(rates, "a")).isEqualTo(4);
    assertThat(rates.wait("a")).isEqualTo(15);
    assertThat(rates.wait("b")).isZero();
    millis.addAndGet(14_000);
    assertThat(rates.wait("a")).isEqualTo(1);
    millis.addAndGet(1_000);
    assertThat(taken(rates, "a")).isEqualTo(1);
    millis.addAndGet(600_000);
    assertThat(taken(rates, "a")).isEqualTo(4);
  }

  @Test
  void anEventThatDidNotHappenIsNotCounted() {
    Rates rates = new Rates(clock, 2, 10);
    rates.count("a");
    rates.uncount("a");
    rates.uncount("a");

    assertThat(taken(rates, "a")).isEqualTo(2);
  }

  @Test
  void aClockThatIsSetBackStopsNobody() {
    Rates rates = new Rates(clock, 2, 10);
    taken(rates, "a");
    millis.addAndGet(-500_000);
    assertThat(rates.wait("a")).isEqualTo(30);
    millis.addAndGet(530_000);
    assertThat(taken(rates, "a")).isEqualTo(1);
  }

  @Test
  void theOldestNamesAreForgottenWhereThereAreTooMany() {
    Rates rates = new Rates(clock, 1, 2);
    for (String name : new String[] {"a", "b", "c"}) {
      assertThat(taken(rates, name)).isEqualTo(1);
    }

    assertThat(rates.wait("b")).isPositive();
    assertThat(rates.wait("c")).isPositive();
    assertThat(rates.wait("a")).isZero();
  }
}
