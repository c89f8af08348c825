package dev.podlane.time.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.amount.Amount;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Surge and unavailability in pods. */
final class FencepostsTest {
  @ParameterizedTest(name = "{0} replicas, surge {1}, unavailable {2}")
  @DisplayName("TestResolveFenceposts in deployment_util_test.go; an absent limit is 0")
  @CsvSource({
    "0, 0%, 0%, 0, 1",
    "10, 39%, 39%, 4, 3",
    "10, 0, 39%, 0, 3",
    "10, 39%, 0, 4, 0",
    "10, 0, 0, 0, 1"
  })
  void resolve(int desired, String surge, String unavailable, int pods, int below) {
    assertThat(Fenceposts.of(Sets.amount(surge), Sets.amount(unavailable), desired))
        .isEqualTo(new Fenceposts(pods, below));
  }

  @ParameterizedTest(name = "{0} replicas, surge {1}, unavailable {2}")
  @DisplayName("rules 152 and 153: the examples of ResolveFenceposts and of the rules")
  @CsvSource({
    "2, 0%, 1%, 0, 1",
    "1, 0%, 1%, 0, 1",
    "2, 1%, 25%, 1, 0",
    "1, 1%, 25%, 1, 0",
    "2, 1%, 0%, 1, 0",
    "1, 1%, 0%, 1, 0",
    "3, 25%, 25%, 1, 0",
    "10, 25%, 25%, 3, 2",
    "4, 25%, 25%, 1, 1",
    "1, 25%, 25%, 1, 0",
    "2, 0%, 25%, 0, 1"
  })
  void rule152(int desired, String surge, String unavailable, int pods, int below) {
    resolve(desired, surge, unavailable, pods, below);
  }

  @ParameterizedTest(name = "{0} replicas, unavailable {1}")
  @DisplayName("rule 154: TestMaxUnavailable and TestMinAvailable in deployment_util_test.go")
  @CsvSource({
    "10, 5, 5",
    "10, 10, 10",
    "5, 10, 5",
    "0, 10, 0",
    "10, 50%, 5",
    "10, 60%, 6",
    "10, 100%, 10",
    "5, 100%, 5"
  })
  void rule154(int replicas, String unavailable, int most) {
    RolloutStrategy strategy = Sets.rolling("1", unavailable);

    assertThat(strategy.unavailable(replicas)).isEqualTo(most);
    assertThat(Sets.deployment(replicas, strategy).least()).isEqualTo(replicas - most);
  }

  @Test
  void recreateHasNoLimits() {
    assertThat(Sets.recreate().unavailable(10)).isZero();
    assertThat(Sets.recreate().surge(10)).isZero();
    assertThat(Sets.deployment(10, Sets.recreate()).least()).isZero();
  }

  @Test
  void rule151TheDefaultIsAQuarterEachWay() {
    assertThat(RolloutStrategy.DEFAULT).isEqualTo(Sets.rolling("25%", "25%"));
  }

  @ParameterizedTest
  @CsvSource({"oops", "urg", "-1", "%", "''", "1.5", "25%%", "99999999999"})
  void otherTextIsNoAmount(String text) {
    assertThat(Amount.parse(text)).isEmpty();
  }
}
