package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.ProblemKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Few walks run at once. */
@Execution(ExecutionMode.SAME_THREAD)
class WalkPlacesTest {
  @Test
  void whoFindsNoPlaceInTimeIsToldToComeBack() {
    WalkPlaces places = new WalkPlaces(2, 1);
    WalkPlaces.Place one = places.enter();
    places.enter();

    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(places::enter)
        .satisfies(busy -> assertThat(busy.kind()).isEqualTo(ProblemKind.TOO_MANY_WALKS))
        .satisfies(busy -> assertThat(busy.kind().status()).isEqualTo(429));

    one.close();
    assertThat(places.enter()).isNotNull();
  }
}
