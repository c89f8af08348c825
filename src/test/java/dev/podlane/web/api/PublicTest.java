package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A test that speaks HTTP to a public server, whose clock stands still until it is moved. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "podlane.mode=public",
      "podlane.public.max-clusters=40",
      "podlane.public.max-size=100KB",
      "podlane.public.new-per-minute=50",
      "podlane.public.new-per-minute-per-address=120",
      "podlane.public.expire-after=90d"
    })
@Import(PublicTest.Hands.class)
abstract class PublicTest extends HttpTest {
  static final String KEY = "Podlane-Key";
  static final String TOKEN = "Podlane-Edit-Token";

  @Autowired StoppedClock clock;

  /** So that the rates of other tests are forgotten. */
  @BeforeEach
  void aMinutePasses() {
    clock.pass(Duration.ofMinutes(1));
  }

  @DynamicPropertySource
  static void publicStore(DynamicPropertyRegistry registry) {
    registry.add("podlane.data-dir", () -> ApiTest.fresh("public-data-").toString());
    registry.add("podlane.store.max-clusters", () -> 1_000);
  }

  /** Hands the server a clock. */
  static class Hands {
    @Bean
    @Primary
    StoppedClock stoppedClock() {
      return new StoppedClock();
    }
  }

  /** A clock that a test moves. */
  static final class StoppedClock extends Clock {
    private Instant now = Instant.parse("2026-03-01T09:30:00Z");

    synchronized void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public synchronized Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** A key that only tests have: random enough for the server. */
  static String key(String name) {
    return (name + "-0123456789-abcdefghijklm").substring(0, 32 - 6) + "QWERTY";
  }

  Reply add(String key, String text) {
    return send("POST", "/api/clusters?name=Shop", text, "Content-Type", YAML, KEY, key);
  }

  /** A cluster of the space of a key with an edit, and one that was taken back. */
  String mine(String key) {
    String id = add(key, Operations.documents()).json().path("id").asString();
    String path = "/api/clusters/" + id + "/edits";
    String second = Operations.EDIT.replace("10.0.2.0/24", "10.0.1.0/24");
    String harmless = "{\"namespace\": \"node-1\", \"commands\": [\"ip link add d0 type dummy\"]}";
    for (String edit : List.of(harmless, second)) {
      assertThat(send("POST", path, edit, "Content-Type", JSON, KEY, key).status()).isEqualTo(200);
    }
    assertThat(send("DELETE", path + "/last", null, KEY, key).status()).isEqualTo(200);
    return id;
  }

  String token(String key, String id) {
    return send("POST", "/api/clusters/" + id + "/sharing/edit-link", null, KEY, key)
        .json()
        .path("token")
        .asString();
  }

  static void refused(Reply reply) {
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(403);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.code()).startsWith("api.space.");
  }
}
