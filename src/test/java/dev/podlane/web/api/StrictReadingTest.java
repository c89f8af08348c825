package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A strict request gets nothing when there is a new error. */
class StrictReadingTest extends ApiTest {
  private static final String NODE =
      "apiVersion: v1\nkind: Node\nmetadata: {name: node-1}\nspec:\n  podCIDR: 10.0.1.0/24\n";
  private static final String WRONG = NODE.replace("/24", "/33");
  private static final String[] STRICT = {
    "Content-Type", YAML, "Prefer", "wait=5, handling=strict"
  };

  @Test
  void oneWrongCharacterChangesNothing() {
    String path = saved(NODE);

    Reply refused = send("PUT", path, WRONG, STRICT);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/problems/0/line").asInt()).isEqualTo(5);
    assertThat(refused.json().at("/problems/0/path").asString()).isEqualTo("spec.podCIDR");
    assertThat(get(path + "/manifests").raw().body()).isEqualTo(NODE);
  }

  @Test
  void whatWasWrongBeforeDoesNotKeepOthersOut() {
    String path = saved(WRONG);
    String more = "# a comment that moves it\n" + WRONG;

    assertThat(send("PUT", path, more, STRICT).status()).isEqualTo(200);
    assertThat(send("PUT", path, more.replace("/33", "/34"), STRICT).status()).isEqualTo(400);
  }

  @Test
  void whoDoesNotAskIsForgiven() {
    assertThat(send("PUT", saved(NODE), WRONG, "Content-Type", YAML).status()).isEqualTo(200);
    assertThat(post("/api/clusters", YAML, WRONG).status()).isEqualTo(201);
    assertThat(send("POST", "/api/clusters", WRONG, STRICT).status()).isEqualTo(400);
  }

  private String saved(String documents) {
    return "/api/clusters/" + post("/api/clusters", YAML, documents).json().path("id").asString();
  }
}
