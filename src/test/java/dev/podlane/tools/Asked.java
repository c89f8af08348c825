package dev.podlane.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Somebody who can be asked about manifests that are open: the server, or the command line. */
public interface Asked {
  /** The answer about a walk. */
  JsonNode trace(JsonNode probe);

  /** The explanation of a walk. */
  JsonNode why(JsonNode probe);

  /** All pairs, judged by policies alone. */
  JsonNode reach();

  /** The findings. */
  JsonNode findings();

  /** The problems of the input, each as {@code file:line sentence}. */
  List<String> problems();

  /** Makes the checks of a question. */
  default void answers(Question question) {
    for (ObjectNode check : question.checks()) {
      if (check.has("problems")) {
        problems(check.path("problems"));
      } else if (check.has("findings")) {
        List<String> found = findings().path("findings").valueStream().map(Asked::found).toList();
        List<String> wanted = strings(check.path("findings"));
        assertThat(found).as(check.toString()).containsAll(wanted);
        assertThat(found.isEmpty()).as("nothing is found").isEqualTo(wanted.isEmpty());
      } else {
        told(check);
      }
    }
  }

  private void problems(JsonNode wanted) {
    List<String> problems = problems();
    for (String each : strings(wanted)) {
      List<String> words = List.of(each.split(" ", 2));
      assertThat(problems)
          .as(each)
          .anySatisfy(problem -> assertThat(problem).contains(words.get(0), words.get(1)));
    }
    // a line of 54,000 characters is not printed
    assertThat(problems).allSatisfy(problem -> assertThat(problem).hasSizeLessThan(1_000));
  }

  private static String found(JsonNode finding) {
    JsonNode object = finding.path("object");
    String namespace = object.path("namespace").asString("");
    return finding.path("code").asString()
        + " "
        + (namespace.isEmpty() ? "" : namespace + "/")
        + object.path("name").asString();
  }

  private void told(ObjectNode check) {
    JsonNode answer =
        check.has("trace")
            ? trace(check.path("trace"))
            : check.has("why") ? why(check.path("why")) : reach();
    String text = answer.toString();
    for (Map.Entry<String, JsonNode> each : check.path("is").properties()) {
      JsonNode had = answer.at(each.getKey());
      String wanted = each.getValue().isString() ? each.getValue().asString() : "";
      if (wanted.endsWith("*")) {
        assertThat(had.asString(""))
            .as("%s of %s", each.getKey(), answer.path("outcome"))
            .startsWith(wanted.substring(0, wanted.length() - 1));
      } else {
        boolean isAbsent = each.getValue().isNull() && (had.isNull() || had.isMissingNode());
        assertThat(isAbsent ? each.getValue() : had)
            .as("%s of %s, asked %s", each.getKey(), answer.path("outcome"), check)
            .isEqualTo(each.getValue());
      }
    }
    for (String each : strings(check.path("says"))) {
      assertThat(text).contains(each);
    }
    for (String each : strings(check.path("saysNot"))) {
      assertThat(text).doesNotContain(each);
    }
  }

  private static List<String> strings(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }
}
