package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.tools.Asked;
import dev.podlane.tools.Question;
import dev.podlane.tools.Unpacked;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Questions that users of real manifests ask, answered over REST. */
class RealQuestionsApiTest extends ApiTest {
  static List<Question> questions() {
    return Question.all();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void isAnswered(Question question) throws IOException {
    Reply opened = opened(question);
    assertThat(opened.status()).as(opened.raw().body()).isEqualTo(201);
    String cluster = "/api/clusters/" + opened.json().path("id").asString();
    try {
      new OverRest(cluster, opened.json()).answers(question);
    } finally {
      send("DELETE", cluster, null);
    }
  }

  /** One archive is sent as it is; files are packed, under names that archives are read by. */
  private Reply opened(Question question) throws IOException {
    List<Path> files = question.everyFile();
    if (files.size() == 1 && files.get(0).toString().endsWith(".gz")) {
      return upload(
          "/api/clusters?name=real", "application/gzip", Files.readAllBytes(files.get(0)));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path file : files) {
        String name = question.folder().relativize(file).toString().replace(".yaml.sed", ".yaml");
        for (Map.Entry<String, byte[]> each : Unpacked.of(file, name).entrySet()) {
          zip.putNextEntry(new ZipEntry(each.getKey()));
          zip.write(each.getValue());
          zip.write(question.append().getBytes(StandardCharsets.UTF_8));
        }
      }
      zip.putNextEntry(new ZipEntry("with.yaml"));
      zip.write(question.with().getBytes(StandardCharsets.UTF_8));
    }
    return upload("/api/clusters?name=real", "application/zip", out.toByteArray());
  }

  /** The interface, about a cluster. */
  private class OverRest implements Asked {
    private final String cluster;
    private final JsonNode opened;

    OverRest(String cluster, JsonNode opened) {
      this.cluster = cluster;
      this.opened = opened;
    }

    private JsonNode answer(Reply reply) {
      assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
      return reply.json();
    }

    @Override
    public JsonNode trace(JsonNode probe) {
      return answer(post(cluster + "/traces", JSON, probe.toString()));
    }

    @Override
    public JsonNode why(JsonNode probe) {
      return answer(post(cluster + "/why", JSON, probe.toString()));
    }

    @Override
    public JsonNode reach() {
      return answer(get(cluster + "/reachability?walk=false"));
    }

    @Override
    public JsonNode findings() {
      return answer(get(cluster + "/findings"));
    }

    @Override
    public List<String> problems() {
      return opened
          .path("problems")
          .valueStream()
          .map(
              each ->
                  each.path("file").asString("")
                      + ":"
                      + each.path("line").asInt(0)
                      + " "
                      + each.path("message").asString())
          .toList();
    }
  }
}
