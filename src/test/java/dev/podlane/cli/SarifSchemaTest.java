package dev.podlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The output of {@code -o sarif} holds to the schema of SARIF 2.1.0. */
class SarifSchemaTest {
  private static final Path SCHEMA = Path.of("src/test/resources/sarif/sarif-schema-2.1.0.json");
  private static final String SHOP = "src/test/resources/real/online-boutique";
  private static final String PLAIN = SHOP + "/kubernetes-manifests.yaml";
  private static final String TABS = "src/test/resources/real/bom-and-tabs";
  private static final String EXPECTATIONS =
      """
      apiVersion: podlane.dev/v1
      kind: Expectation
      metadata: {name: shop}
      spec:
        expectations:
        - {from: frontend, to: cartservice, port: 7070, result: delivered}
        - {from: loadgenerator, to: redis-cart, port: 6379, result: delivered}
      """;

  private static Schema schema;

  @TempDir Path folder = Path.of("");

  @BeforeAll
  static void read() throws IOException {
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
            .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
  }

  private static List<String> errors(String log) {
    return schema.validate(log, InputFormat.JSON).stream().map(Error::toString).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "why SHOP --from loadgenerator --to redis-cart --port 6379",
        "why SHOP --from frontend --to cartservice --port 7070",
        "why SHOP --from loadgenerator --to redis-cart --port 6379 --lang zh",
        "trace SHOP --from checkoutservice --to emailservice --port 5000",
        "trace PLAIN --from frontend --to dns:nowhere --port 80",
        "reach SHOP --port 6379",
        "findings SHOP",
        "findings TABS",
        "check SHOP --expectations EXPECTATIONS",
        "diff PLAIN SHOP",
      })
  void holds(String line) throws IOException {
    Path expectations = folder.resolve("expect.yaml");
    Files.writeString(expectations, EXPECTATIONS);
    String words =
        line.replace("EXPECTATIONS", expectations.toString())
            .replace("SHOP", SHOP)
            .replace("PLAIN", PLAIN)
            .replace("TABS", TABS);
    Typed typed = Typed.of((words + " -o sarif").split(" ", -1));

    assertThat(typed.status()).as(typed.err()).isLessThan(Status.COULD_NOT);
    assertThat(errors(typed.out())).isEmpty();
    JsonNode log = JsonMapper.shared().readTree(typed.out());
    assertThat(log.at("/runs/0/tool/driver/name").asString()).isEqualTo("podlane");
  }

  /** The schema is really asked. */
  @Test
  void aLogThatDoesNotHoldIsNoticed() {
    String log = "{\"version\": \"2.1.0\", \"runs\": [{\"results\": [{\"level\": \"bad\"}]}]}";

    assertThat(errors(log))
        .anySatisfy(error -> assertThat(error).contains("tool"))
        .anySatisfy(error -> assertThat(error).contains("level"));
  }
}
