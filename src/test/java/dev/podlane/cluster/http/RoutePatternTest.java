package dev.podlane.cluster.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoutePatternTest {
  @Test
  void anExpressionMatchesTheWholeOrTheBeginning() {
    assertThat(RoutePattern.matches("/v[0-9]+", "/v12")).isTrue();
    assertThat(RoutePattern.matches("/v[0-9]+", "/v12/x")).isFalse();
    assertThat(RoutePattern.beginning("/api(/|$)(.*)", "/API/users"))
        .containsExactly("/API/users", "/", "users");
    assertThat(RoutePattern.beginning("/api", "/other")).isEmpty();
  }

  @Test
  void whatCannotBeReadOrIsTooExpensiveIsUnfit() {
    assertThatThrownBy(() -> RoutePattern.matches("(", "x")).isInstanceOf(RoutePattern.Unfit.class);
    assertThatThrownBy(() -> RoutePattern.matches("(?!x)y", "y"))
        .isInstanceOf(RoutePattern.Unfit.class);
    assertThatThrownBy(() -> RoutePattern.matches("(.*a){12}x", "a".repeat(200)))
        .isInstanceOf(RoutePattern.Unfit.class);
  }
}
