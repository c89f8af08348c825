package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The size of a probe and its fragmentation. */
class SizedProbeTest extends ApiTest {
  private Reply ping(String options) {
    return probe("mtu", "{\"from\": \"n1p1\", \"to\": \"n2p1\", " + options + "}");
  }

  @ParameterizedTest
  @CsvSource({
    "1400, do, delivered",
    "1472, do, frag_needed",
    "1472, dont, delivered",
  })
  void smallPassesAndLargeFailsUnlessItMayBeCut(int size, String df, String result) {
    Reply reply = ping("\"size\": " + size + ", \"df\": \"" + df + "\"");

    assertThat(reply.json().at("/outcome/result").asString()).isEqualTo(result);
    assertThat(reply.json().at("/probe/size").asInt()).isEqualTo(size);
    assertThat(reply.json().at("/probe/df").asString()).isEqualTo(df);
  }

  @Test
  void whatIsLeftOutHasItsUsualValue() {
    Reply reply = ping("\"protocol\": \"icmp\"");

    assertThat(reply.json().at("/probe/size").asInt()).isEqualTo(56);
    assertThat(reply.json().at("/probe/df").asString()).isEqualTo("want");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"size\": 65001', size, 65000",
    "'\"size\": -1', size, 65000",
    "'\"df\": \"maybe\"', df, want",
  })
  void whatCannotBeSentIsRefusedByName(String option, String field, String allowed) {
    Reply reply = ping(option);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/problems/0/path").asString()).endsWith(field);
    assertThat(reply.json().at("/problems/0/message").asString()).contains(allowed);
  }
}
