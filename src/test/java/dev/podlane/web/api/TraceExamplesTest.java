package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples of the OpenAPI document have the form of what the server answers. */
class TraceExamplesTest extends ApiTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonNode told(String query) {
    return post("/api/clusters/article/traces" + query, JSON, ApiDocs.PROBE).json();
  }

  /** Names of all properties with the paths to them; texts and numbers may change. */
  private static Set<String> shape(JsonNode node) {
    Set<String> names = new TreeSet<>();
    collect(node, "", names);
    return names;
  }

  private static void collect(JsonNode node, String path, Set<String> names) {
    names.add(path + (node.isNull() ? "" : " " + node.getNodeType()));
    for (String name : node.propertyNames()) {
      collect(node.get(name), path + "/" + name, names);
    }
    if (node.isArray()) {
      node.forEach(each -> collect(each, path + "/*", names));
    }
  }

  @Test
  void theyHaveNothingThatTheServerDoesNotSay() {
    assertThat(shape(told(""))).containsAll(shape(MAPPER.readTree(TraceExamples.STAGES)));
    assertThat(shape(told("?detail=rows"))).containsAll(shape(MAPPER.readTree(TraceExamples.ROWS)));
    assertThat(shape(told("?detail=rows&packets=full")))
        .containsAll(shape(MAPPER.readTree(TraceExamples.FULL)));
  }

  @Test
  void theOneWithReferencesIsTheOneInFull() {
    assertThat(References.resolved(MAPPER.readTree(TraceExamples.ROWS)))
        .isEqualTo(MAPPER.readTree(TraceExamples.FULL));
  }
}
