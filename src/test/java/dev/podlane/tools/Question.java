package dev.podlane.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question that a user of real manifests asks, with checks of the answers.
 *
 * @param set the folder of {@code src/test/resources/real}
 * @param files the files that are opened: the whole folder, or those that are named
 * @param with further objects as YAML that the question needs; empty for none
 * @param append text behind the end of the only file; empty for none
 * @param checks see {@code src/test/resources/questions/README.md}
 */
public record Question(
    String set, String ask, List<Path> files, String with, String append, List<ObjectNode> checks) {
  private static final Path QUESTIONS = Path.of("src/test/resources/questions/real.json");
  private static final Path REAL = Path.of("src/test/resources/real");

  public Question {
    files = List.copyOf(files);
    checks = List.copyOf(checks);
  }

  /** All questions, in the order of their file. */
  public static List<Question> all() {
    JsonNode sets;
    try {
      sets = JsonMapper.shared().readTree(Files.readString(QUESTIONS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Question> all = new ArrayList<>();
    for (JsonNode set : sets) {
      for (JsonNode each : set.path("questions")) {
        all.add(of(set, each));
      }
    }
    return all;
  }

  private static Question of(JsonNode set, JsonNode each) {
    Path folder = REAL.resolve(set.path("set").asString());
    JsonNode names = each.has("files") ? each.path("files") : set.path("files");
    List<Path> files =
        names.isMissingNode()
            ? List.of(folder)
            : names.valueStream().map(name -> folder.resolve(name.asString())).toList();
    List<ObjectNode> checks =
        each.path("checks").valueStream().map(check -> (ObjectNode) check).toList();
    return new Question(
        set.path("set").asString(),
        each.path("ask").asString(),
        files,
        each.path("with").asString(""),
        each.path("append").asString(""),
        checks);
  }

  /** Each file that is opened, with its name in an archive. */
  public List<Path> everyFile() {
    List<Path> every = new ArrayList<>();
    for (Path file : files) {
      try (Stream<Path> inside = Files.walk(file)) {
        inside
            .filter(Files::isRegularFile)
            .filter(each -> !each.endsWith("LICENSE"))
            .sorted()
            .forEach(every::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return every;
  }

  /** The folder that names of files are relative to. */
  public Path folder() {
    return REAL.resolve(set);
  }

  @Override
  public String toString() {
    return set + ": " + ask;
  }
}
