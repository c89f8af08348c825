package dev.podlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.tools.Asked;
import dev.podlane.tools.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions that users of real manifests ask, answered on the command line. */
class RealQuestionsTest {
  @TempDir Path folder = Path.of("");

  static List<Question> questions() {
    return Question.all();
  }

  @ParameterizedTest
  @MethodSource("questions")
  void isAnswered(Question question) throws IOException {
    List<String> files = new ArrayList<>();
    for (Path file : question.files()) {
      files.add(file.toString());
    }
    if (!question.append().isEmpty()) {
      Path only = question.everyFile().get(0);
      files = List.of(written(only.getFileName().toString(), only, question.append()));
    } else if (!question.with().isEmpty()) {
      files.add(written("with.yaml", null, question.with()));
    }
    new OnCommandLine(files).answers(question);
  }

  private String written(String name, @Nullable Path start, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, (start == null ? "" : Files.readString(start)) + text);
    return file.toString();
  }

  /** The commands, with these files. */
  private record OnCommandLine(List<String> files) implements Asked {
    private Typed typed(String command, List<String> options) {
      List<String> words = new ArrayList<>(List.of(command));
      words.addAll(files);
      words.addAll(options);
      return Typed.of(words.toArray(new String[0]));
    }

    private JsonNode json(String command, List<String> options) {
      List<String> all = new ArrayList<>(options);
      all.addAll(List.of("-o", "json"));
      Typed typed = typed(command, all);
      assertThat(typed.status()).as(typed.err()).isLessThan(Status.COULD_NOT);
      return JsonMapper.shared().readTree(typed.out());
    }

    private static List<String> options(JsonNode probe) {
      List<String> words = new ArrayList<>();
      for (Map.Entry<String, JsonNode> each : probe.properties()) {
        if (each.getKey().equals("headers")) {
          each.getValue()
              .properties()
              .forEach(
                  header ->
                      words.addAll(
                          List.of(
                              "--header", header.getKey() + ": " + header.getValue().asString())));
        } else {
          words.addAll(List.of("--" + each.getKey(), each.getValue().asString()));
        }
      }
      return words;
    }

    @Override
    public JsonNode trace(JsonNode probe) {
      return json("trace", options(probe));
    }

    @Override
    public JsonNode why(JsonNode probe) {
      return json("why", options(probe));
    }

    @Override
    public JsonNode reach() {
      return json("reach", List.of("--no-walk"));
    }

    @Override
    public JsonNode findings() {
      return json("findings", List.of());
    }

    @Override
    public List<String> problems() {
      return typed("findings", List.of()).err().lines().toList();
    }
  }
}
