package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Strangers have bounds: clusters, bytes, new ones a minute, and time. */
class PublicLimitsTest extends PublicTest {
  private static final String SMALL = "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n";
  private static final int MOST = 40;

  @Test
  void aSpaceHasSoManyClustersAndOthersHaveTheirs() {
    String key = key("many");
    String first = add(key, SMALL).json().path("id").asString();
    assertThat(IntStream.range(1, MOST).map(each -> add(key, SMALL).status())).containsOnly(201);

    Reply full = add(key, SMALL);

    assertThat(full.status()).isEqualTo(507);
    assertThat(full.code()).isEqualTo("api.space.clusters");
    assertThat(full.json().path("detail").asString()).contains("40");
    assertThat(add(key("few"), SMALL).status()).isEqualTo(201);
    assertThat(send("DELETE", "/api/clusters/" + first, null, KEY, key).status()).isEqualTo(204);
    assertThat(add(key, SMALL).status()).isEqualTo(201);
    assertThat(send("GET", "/api/space", null, KEY, key).json().path("clusters").asInt())
        .isEqualTo(MOST);
  }

  @Test
  void aSpaceHasSoManyBytesOfDocumentsAndEdits() {
    String key = key("large");
    String half = SMALL + "# " + "x".repeat(60 << 10) + "\n";
    String path = "/api/clusters/" + add(key, half).json().path("id").asString();

    Reply second = add(key, half);
    assertThat(second.status()).isEqualTo(507);
    assertThat(second.code()).isEqualTo("api.space.bytes");
    Reply larger =
        send("PUT", path, half + half.replace("kind", "---\nkind"), "Content-Type", YAML, KEY, key);
    assertThat(larger.status()).isIn(400, 507);
    assertThat(send("PUT", path, half, "Content-Type", YAML, KEY, key).status()).isEqualTo(200);
    String manifest = "apiVersion: v1\\nkind: Namespace\\nmetadata: {name: b}\\n# ";
    Reply edit =
        send(
            "POST",
            path + "/edits",
            "{\"manifest\": \"" + manifest + "x".repeat(50 << 10) + "\"}",
            "Content-Type",
            JSON,
            KEY,
            key);
    assertThat(edit.code()).isEqualTo("api.space.bytes");
    assertThat(send("GET", "/api/space", null, KEY, key).json().path("bytes").asInt())
        .isEqualTo(half.length());
  }

  @Test
  void tooManyInAMinuteComeBackLater() {
    String key = key("quick");
    Reply last = add(key, SMALL);
    for (int made = 1; last.status() == 201 && made < 60; made++) {
      send("DELETE", "/api/clusters/" + last.json().path("id").asString(), null, KEY, key);
      last = add(key, SMALL);
    }

    assertThat(last.status()).isEqualTo(429);
    assertThat(last.code()).isEqualTo("api.space.rate-of-space");
    assertThat(last.header("Retry-After")).isEqualTo("2");
    assertThat(add(key("patient"), SMALL).status()).isEqualTo(201);
    clock.pass(Duration.ofSeconds(2));
    assertThat(add(key, SMALL).status()).isEqualTo(201);
  }

  @Test
  void manySpacesOfOneAddressAreNotMoreThanOne() {
    Reply last = add(key("space0"), SMALL);
    for (int each = 1; last.status() == 201 && each < 200; each++) {
      last = add(key("space" + each), SMALL);
    }

    assertThat(last.status()).isEqualTo(429);
    assertThat(last.code()).isEqualTo("api.space.rate-of-address");
    assertThat(last.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void aClusterThatNobodyOpensGoes() {
    String key = key("unread");
    String path = "/api/clusters/" + add(key, SMALL).json().path("id").asString();
    String other = "/api/clusters/" + add(key, SMALL).json().path("id").asString();

    clock.pass(Duration.ofDays(89));
    assertThat(get(path).status()).isEqualTo(200);
    assertThat(expires(path)).startsWith("2026-").isEqualTo(in90Days());
    clock.pass(Duration.ofDays(2));

    Reply gone = get(other);
    assertThat(gone.status()).isEqualTo(404);
    assertThat(gone.json().path("detail").asString()).contains("nobody opened it");
    assertThat(get(other + "/manifests").status()).isEqualTo(404);
    assertThat(send("DELETE", other, null, KEY, key).status()).isEqualTo(404);
    assertThat(get(path).status()).isEqualTo(200);
    assertThat(send("GET", "/api/clusters", null, KEY, key).raw().body())
        .contains(path.substring(14))
        .doesNotContain(other.substring(14));
  }

  private String expires(String path) {
    return get(path + "/sharing").json().path("expires").asString();
  }

  private String in90Days() {
    return clock.instant().plus(Duration.ofDays(90)).toString();
  }
}
