package dev.podlane.cluster.select;

import dev.podlane.cluster.select.Requirement.Operator;
import dev.podlane.document.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads selectors. Anything the API server refuses is an error on the field. */
public final class SelectorReader {
  private static final Set<Operator> OF_LABELS =
      Set.of(Operator.IN, Operator.NOT_IN, Operator.EXISTS, Operator.DOES_NOT_EXIST);

  private SelectorReader() {}

  /** The selector of a field; an absent or null one selects everything (rule 136). */
  public static LabelSelector selector(Fields parent, String field) {
    return parent.map(field).map(SelectorReader::selector).orElse(LabelSelector.EVERYTHING);
  }

  /** A selector with {@code matchLabels} and {@code matchExpressions}. */
  public static LabelSelector selector(Fields fields) {
    return new LabelSelector(
        fields.textMap("matchLabels"), requirements(fields, "matchExpressions", OF_LABELS));
  }

  /** Conditions on a node's labels or fields, with {@code Gt} and {@code Lt}. */
  public static List<Requirement> nodeRequirements(Fields parent, String field) {
    return requirements(parent, field, Set.of(Operator.values()));
  }

  private static List<Requirement> requirements(Fields parent, String field, Set<Operator> known) {
    List<Requirement> found = new ArrayList<>();
    for (Fields each : parent.maps(field)) {
      requirement(each, known).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Requirement> requirement(Fields fields, Set<Operator> known) {
    String key = fields.text("key").orElse("");
    if (key.isEmpty()) {
      fields.error("key", "field.missing", "key");
    }
    String text = fields.text("operator").orElse("");
    for (Operator operator : Operator.values()) {
      if (known.contains(operator) && operator.text().equals(text)) {
        List<String> values = fields.texts("values");
        return fits(fields, operator, values)
            ? Optional.of(new Requirement(key, operator, values))
            : Optional.empty();
      }
    }
    fields.error("operator", "selector.operator", text);
    return Optional.empty();
  }

  private static boolean fits(Fields fields, Operator operator, List<String> values) {
    boolean fits =
        switch (operator) {
          case IN, NOT_IN -> !values.isEmpty();
          case EXISTS, DOES_NOT_EXIST -> values.isEmpty();
          case GT, LT -> values.size() == 1;
        };
    if (!fits) {
      fields.error("values", "selector.values", operator.text(), "" + values.size());
    }
    return fits;
  }
}
