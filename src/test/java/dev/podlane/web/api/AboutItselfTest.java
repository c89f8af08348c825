package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The interface describes itself; the page's headers keep it to itself. */
class AboutItselfTest extends ApiTest {

  @Test
  void openApiListsEveryAddressWithExamples() {
    JsonNode api = get("/v3/api-docs").json();

    assertThat(api.path("paths").propertyNames())
        .contains(
            "/api/clusters",
            "/api/clusters/{id}",
            "/api/clusters/{id}/manifests",
            "/api/clusters/{id}/linux-network",
            "/api/clusters/{id}/lab.sh",
            "/api/clusters/{id}/topology",
            "/api/clusters/{id}/namespaces",
            "/api/clusters/{id}/traces",
            "/api/clusters/{id}/traces.pcapng",
            "/api/clusters/{id}/console",
            "/api/clusters/{id}/edits",
            "/api/clusters/{id}/edits/{which}",
            "/api/samples",
            "/api/samples/{name}",
            "/api/lessons",
            "/api/lessons/{id}",
            "/api/lessons/{id}/answers",
            "/api/lessons/{id}/checks",
            "/api/challenges",
            "/api/challenges/{id}/start",
            "/api/challenges/{id}/checks",
            "/api/messages");
    assertThat(api.at("/paths/~1api~1clusters/post/requestBody").toString())
        .contains("kind: ClusterNetwork");
    assertThat(api.at("/paths/~1api~1clusters~1{id}~1traces/post").toString())
        .contains("default/web-1", "application/problem+json", "Trace");
    assertThat(api.at("/paths/~1api~1clusters~1{id}~1console/post").toString())
        .contains("ip route del 10.0.2.0/24", "No such process", "CommandAnswer");
    assertThat(api.at("/components/schemas").propertyNames())
        .contains("Problem", "Trace", "Topology", "Probe", "NetworkNamespace");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/clusters", "/nothing", "/app/index.js"})
  void nothingFromElsewhereAndNothingInline(String path) {
    Reply reply = get(path);

    assertThat(reply.header("Content-Security-Policy"))
        .contains("default-src 'self'", "object-src 'none'", "base-uri 'none'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
  }

  @Test
  void swaggerUiAloneMayStyleInline() {
    Reply reply = get("/swagger-ui/index.html");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Security-Policy"))
        .contains("style-src 'self' 'unsafe-inline'")
        .doesNotContain("script-src");
  }

  @Test
  void versionedFilesAreCachedForGoodAndOursAreAskedAfter() {
    assertThat(get("/webjars/d3/7.9.0/dist/d3.min.js").header("Cache-Control"))
        .contains("immutable");
    assertThat(get("/app/index.js").header("Cache-Control")).isEqualTo("no-cache");
    assertThat(get("/").header("Cache-Control")).isEqualTo("no-cache");
    assertThat(get("/api/clusters").header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/embed", "/class", "/exam/l1/before", "/licenses"})
  void filesOfThePageAreKeptBelowAnAddressThatNamesTheirContent(String page) {
    List<String> files =
        Pattern.compile("(?:href|src)=\"(/app/[^\"]+)\"")
            .matcher(get(page).raw().body())
            .results()
            .map(found -> found.group(1))
            .toList();

    assertThat(files).isNotEmpty().allMatch(file -> file.matches("/app/[0-9a-f]{16}/.+"));
    for (String file : files) {
      assertThat(get(file).header("Cache-Control")).as(file).contains("immutable");
      assertThat(get(file).raw().body()).isEqualTo(get("/app" + file.substring(21)).raw().body());
    }
  }

  @Test
  void anAddressOfOtherFilesIsNone() {
    assertThat(get("/app/0123456789abcdef/index.js").status()).isEqualTo(404);
  }

  @Test
  void textsOfThePageComeInBothLanguages() {
    JsonNode english = get("/api/messages?lang=en").json();
    JsonNode chinese = get("/api/messages?lang=zh").json();

    assertThat(english.size()).isPositive();
    assertThat(chinese.propertyNames()).containsExactlyElementsOf(english.propertyNames());
    assertThat(english.propertyNames()).allMatch(key -> key.matches("(ui|glossary)\\..*"));
  }

  @Test
  void onlyHealthIsToldOfTheInside() {
    assertThat(get("/actuator/health").json().path("status").asString()).isEqualTo("UP");
    assertThat(get("/actuator/env").status()).isEqualTo(404);
    assertThat(get("/actuator/heapdump").status()).isEqualTo(404);
  }
}
