package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Of several probes one trace can be asked for: that of a probe with warm caches, for example. */
class ChosenTraceTest extends ApiTest {
  private static final String TWO =
      """
      {"probes": [{"from": "web-1", "to": "web-2"},
                  {"from": "web-1", "to": "web-2", "cold": false}]}
      """;

  @Test
  void itIsTheOneThatBothWouldHaveHad() {
    Reply both = probe("article", TWO);
    Reply second = post("/api/clusters/article/traces?trace=1", JSON, TWO);

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json()).isEqualTo(both.json().at("/traces/1"));
    assertThat(second.json()).isNotEqualTo(both.json().at("/traces/0"));
  }

  @Test
  void oneThatWasNotSentIsRefused() {
    Reply third = post("/api/clusters/article/traces?trace=2", JSON, TWO);

    assertThat(third.status()).isEqualTo(400);
    assertThat(third.json().at("/problems/0/path").asString()).isEqualTo("trace");
  }
}
