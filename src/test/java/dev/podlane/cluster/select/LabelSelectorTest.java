package dev.podlane.cluster.select;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.read.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules 92 and 136: what selectors select, and which are refused. */
final class LabelSelectorTest {
  private final List<Problem> problems = new ArrayList<>();

  private Fields fields(String text) {
    MapValue root = (MapValue) Documents.parse("t.yaml", "{s: " + text + "}").get(0).root();
    return Fields.of(Place.NOWHERE, root, problems::add);
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    for (String pair : text.split(",", -1)) {
      if (!pair.isEmpty()) {
        labels.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
      }
    }
    return labels;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null|''|true",
        "{}|a=1|true",
        "{matchLabels: null, matchExpressions: null}|a=1|true",
        "{matchLabels: {a: '1'}}|a=1,b=2|true",
        "{matchLabels: {a: '1'}}|a=2|false",
        "{matchLabels: {a: '1', b: '2'}}|a=1|false",
        "{matchLabels: {a: ''}}|''|false",
        "{matchExpressions: [{key: a, operator: In, values: ['1', '2']}]}|a=2|true",
        "{matchExpressions: [{key: a, operator: In, values: ['1', '2']}]}|a=3|false",
        "{matchExpressions: [{key: a, operator: In, values: ['1']}]}|b=1|false",
        "{matchExpressions: [{key: a, operator: NotIn, values: ['1']}]}|a=1|false",
        "{matchExpressions: [{key: a, operator: NotIn, values: ['1']}]}|a=2|true",
        "{matchExpressions: [{key: a, operator: NotIn, values: ['1']}]}|b=1|true",
        "{matchExpressions: [{key: a, operator: Exists}]}|a=|true",
        "{matchExpressions: [{key: a, operator: Exists}]}|b=1|false",
        "{matchExpressions: [{key: a, operator: DoesNotExist}]}|a=1|false",
        "{matchExpressions: [{key: a, operator: DoesNotExist}]}|''|true",
        "{matchLabels: {a: '1'}, matchExpressions: [{key: b, operator: Exists}]}|a=1|false",
        "{matchLabels: {a: '1'}, matchExpressions: [{key: b, operator: Exists}]}|a=1,b=|true"
      })
  void selects(String selector, String labels, boolean matches) {
    LabelSelector read = SelectorReader.selector(fields(selector), "s");
    assertThat(read.matches(labels(labels))).isEqualTo(matches);
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{matchExpressions: [{key: a, operator: in, values: [x]}]}|selector.operator",
        "{matchExpressions: [{key: a, operator: Gt, values: ['1']}]}|selector.operator",
        "{matchExpressions: [{key: a, operator: In}]}|selector.values",
        "{matchExpressions: [{key: a, operator: Exists, values: [x]}]}|selector.values",
        "{matchExpressions: [{operator: Exists}]}|field.missing",
        "{matchLabels: {a: 1}}|field.quote",
        "7|field.not-map"
      })
  void refuses(String selector, String code) {
    SelectorReader.selector(fields(selector), "s");
    assertThat(problems).extracting(Problem::code).containsExactly(code);
  }

  @ParameterizedTest
  @CsvSource({"Gt,4,5,true", "Gt,5,5,false", "Gt,4,x,false", "Lt,4,3,true", "Lt,4,4,false"})
  void comparesNumbersOfNodes(String operator, String bound, String value, boolean matches) {
    String text = "[{key: a, operator: " + operator + ", values: ['" + bound + "']}]";
    List<Requirement> read = SelectorReader.nodeRequirements(fields(text), "s");
    assertThat(read.get(0).matches(Map.of("a", value))).isEqualTo(matches);
    assertThat(read.get(0).matches(Map.of())).isFalse();
  }
}
