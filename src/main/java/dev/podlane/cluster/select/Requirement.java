package dev.podlane.cluster.select;

import java.util.List;
import java.util.Map;

/**
 * One condition on labels.
 *
 * @param key the label it looks at
 * @param operator comparison with the label's value
 * @param values values to compare with; empty for {@link Operator#EXISTS} and {@link
 *     Operator#DOES_NOT_EXIST}, one whole number for {@link Operator#GT} and {@link Operator#LT}
 */
public record Requirement(String key, Operator operator, List<String> values) {
  /** Operators; the last two exist for nodes only (API NodeSelectorOperator). */
  public enum Operator {
    IN("In"),
    NOT_IN("NotIn"),
    EXISTS("Exists"),
    DOES_NOT_EXIST("DoesNotExist"),
    GT("Gt"),
    LT("Lt");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /** The operator as manifests write it. */
    public String text() {
      return text;
    }
  }

  public Requirement {
    values = List.copyOf(values);
  }

  /**
   * Returns true if these labels meet the condition. A missing key meets {@code NotIn} and {@code
   * DoesNotExist}, and no other operator.
   */
  public boolean matches(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case IN -> value != null && values.contains(value);
      case NOT_IN -> value == null || !values.contains(value);
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
      case GT -> value != null && compare(value) > 0;
      case LT -> value != null && compare(value) < 0;
    };
  }

  /** 0, which meets neither Gt nor Lt, if one of both is no whole number. */
  private int compare(String value) {
    try {
      return Long.compare(Long.parseLong(value), Long.parseLong(values.get(0)));
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  @Override
  public String toString() {
    return switch (operator) {
      case IN, NOT_IN -> key + " " + operator.text() + " (" + String.join(",", values) + ")";
      case EXISTS -> key;
      case DOES_NOT_EXIST -> "!" + key;
      case GT, LT -> key + " " + operator.text() + " " + String.join(",", values);
    };
  }
}
