package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The network of a cluster leaves as a document that can be sent back. */
class LinuxNetworkTest extends ApiTest {
  private static final String ARTICLE = "/api/clusters/article/linux-network";

  @Test
  void isJsonUnlessYamlIsAskedFor() {
    Reply json = get(ARTICLE);
    assertThat(json.header("Content-Type")).startsWith("application/json");
    assertThat(json.json().at("/kind").asString()).isEqualTo("LinuxNetwork");
    assertThat(json.json().at("/spec/namespaces/node-1/devices/cbr0/type").asString())
        .isEqualTo("bridge");

    Reply yaml = get(ARTICLE, "Accept", "application/yaml");
    assertThat(yaml.header("Content-Type")).startsWith("application/yaml");
    assertThat(yaml.raw().body()).startsWith("apiVersion: podlane.dev/v1\nkind: LinuxNetwork\n");
  }

  @Test
  void aClusterThatIsNotThere() {
    assertThat(get("/api/clusters/nosuch/linux-network").status()).isEqualTo(404);
  }
}
