package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recorded networks and probes are taken as they stand, and answered in the same words. */
class RecordingsOverRestTest extends ApiTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a-docker-host",
        "d8-ttl-sweep",
        "f2-flannel-podmtu1500",
        "g1-services-brnf1",
        "h3-policy-reject-port"
      })
  void outcomesAreThoseOfTheKernel(String name) throws IOException {
    JsonNode recording =
        MAPPER.readTree(Files.readString(Path.of("src/test/resources/kernel", name + ".json")));
    String document =
        "{\"apiVersion\": \"podlane.dev/v1\", \"kind\": \"LinuxNetwork\", \"metadata\": {\"name\":"
            + " \""
            + name
            + "\"}, \"spec\": "
            + recording.path("network")
            + "}";
    List<String> probes = new ArrayList<>();
    recording.path("probes").forEach(each -> probes.add(each.path("probe").toString()));

    String id = post("/api/clusters", JSON, document).json().path("id").asString();
    JsonNode traces =
        probe(id, "{\"probes\": [" + String.join(",", probes) + "]}").json().path("traces");

    assertThat(traces.size()).isEqualTo(probes.size());
    for (int i = 0; i < probes.size(); i++) {
      JsonNode known = recording.at("/probes/" + i);
      JsonNode told = traces.path(i);
      assertThat(words(told.path("outcome")))
          .as("%s", known.path("probe").path("name"))
          .isEqualTo(words(known.path("outcome")));
      assertThat(told.path("paths").has("request")).isEqualTo(known.path("path").has("request"));
    }
  }

  private static List<String> words(JsonNode outcome) {
    List<String> words = new ArrayList<>();
    for (String pointer :
        List.of(
            "/result",
            "/errno",
            "/icmp/type",
            "/icmp/code",
            "/icmp/from",
            "/icmp/mtu",
            "/icmp/meaning",
            "/server/ns",
            "/server/listener",
            "/server/sees_src",
            "/server/local",
            "/reply_from",
            "/reply_ttl")) {
      JsonNode word = outcome.at(pointer);
      words.add(pointer + " " + (word.isMissingNode() || word.isNull() ? "-" : word.asString()));
    }
    return words;
  }
}
