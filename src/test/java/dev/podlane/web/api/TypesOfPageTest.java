package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page's types of what the server says are those of the OpenAPI document. */
class TypesOfPageTest extends ApiTest {
  private static final Path TYPES = Path.of("frontend", "model", "types.js");
  private static final Path POLICY_TYPES = Path.of("frontend", "model", "policy-types.js");

  /** Types that go by another name in the document. */
  private static final Map<String, String> SCHEMAS =
      Map.of(
          "Namespace", "NetworkNamespaceSummary",
          "NamespaceDetail", "NetworkNamespace",
          "ClusterInfo", "Cluster",
          "History", "EditList",
          "Problem", "ProblemItem");

  /** Types of the page itself. */
  private static final Set<String> OWN = Set.of("Mark");

  /** Fields that the page adds when it reads an answer, by type. */
  private static final Map<String, Set<String>> ADDED =
      Map.of(
          "Topology",
          Set.of("summary", "cues"),
          "Trace",
          Set.of("acts"),
          "Hop",
          Set.of("act"),
          "Step",
          Set.of("veiled"));

  private static final Pattern TYPE =
      Pattern.compile("@typedef \\{object} (\\w+)(.*?)(?=@typedef|\\*/)", Pattern.DOTALL);
  private static final Pattern PROPERTY =
      Pattern.compile("@property \\{(?:[^{}]|\\{[^{}]*})*} \\[?(\\w+)");

  /** The fields of each object type that the page declares. */
  private static Map<String, Set<String>> declared() throws IOException {
    Map<String, Set<String>> types = new LinkedHashMap<>();
    Matcher type = TYPE.matcher(Files.readString(TYPES) + Files.readString(POLICY_TYPES));
    while (type.find()) {
      Set<String> fields = new LinkedHashSet<>();
      Matcher property = PROPERTY.matcher(type.group(2));
      while (property.find()) {
        fields.add(property.group(1));
      }
      types.put(type.group(1), fields);
    }
    return types;
  }

  @Test
  void everyFieldThePageReadsIsInTheDocument() throws IOException {
    JsonNode schemas = get("/v3/api-docs").json().at("/components/schemas");
    Map<String, Set<String>> types = declared();

    assertThat(types)
        .containsKeys("Trace", "Step", "Fold", "Topology", "NamespaceDetail", "Why", "Pairs");
    types.forEach(
        (name, fields) -> {
          if (!OWN.contains(name)) {
            JsonNode schema = schemas.path(SCHEMAS.getOrDefault(name, name));
            Set<String> known = new TreeSet<>(schema.path("properties").propertyNames());
            known.addAll(ADDED.getOrDefault(name, Set.of()));
            assertThat(known).as(name).containsAll(fields);
          }
        });
  }

  @Test
  void wordsOfAClosedSetAreAllKnownToThePage() throws IOException {
    JsonNode schemas = get("/v3/api-docs").json().at("/components/schemas");
    String types = Files.readString(TYPES);

    assertThat(wordsOf(types, "Flow"))
        .containsExactlyInAnyOrderElementsOf(enumOf(schemas, "Hop", "flow"));
    assertThat(wordsOf(types, "Level"))
        .containsExactlyInAnyOrderElementsOf(enumOf(schemas, "Step", "level"));
  }

  private static Set<String> wordsOf(String types, String name) {
    Matcher type = Pattern.compile("@typedef \\{([^}]*)} " + name + "\\b").matcher(types);
    assertThat(type.find()).as(name).isTrue();
    Set<String> words = new TreeSet<>();
    Matcher word = Pattern.compile("'(\\w+)'").matcher(type.group(1));
    while (word.find()) {
      words.add(word.group(1));
    }
    return words;
  }

  private static Set<String> enumOf(JsonNode schemas, String schema, String field) {
    Set<String> words = new TreeSet<>();
    schemas
        .at("/" + schema + "/properties/" + field + "/enum")
        .forEach(w -> words.add(w.asString()));
    return words;
  }
}
