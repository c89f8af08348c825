package dev.podlane.notation;

import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Helps with fields of this notation, which takes numbers where Kubernetes insists on text. */
final class NotationFields {
  private NotationFields() {}

  /** The text of a scalar, whatever its type; anything else is reported and read as absent. */
  static Optional<String> scalar(Fields fields, String key) {
    Optional<Value> value = fields.value().get(key);
    if (value.isEmpty() || (value.get() instanceof ScalarValue scalar && scalar.isNull())) {
      return Optional.empty();
    }
    if (value.get() instanceof ScalarValue scalar) {
      return Optional.of(scalar.text());
    }
    fields.error(key, "field.not-text", key);
    return Optional.empty();
  }

  /** A boolean that is something else than false when it is absent. */
  static boolean flag(Fields fields, String key, boolean byDefault) {
    return fields.has(key) ? fields.flag(key) : byDefault;
  }

  /** Warns of every field that is not known here. */
  static void onlyKnown(Fields fields, Set<String> known) {
    for (String key : fields.value().entries().keySet()) {
      if (!known.contains(key)) {
        fields.warn(key, "linux.unknown-field", key);
      }
    }
  }

  /** A value in one line, as JSON without quotes around plain words. */
  static String inline(Value value) {
    if (value instanceof MapValue map) {
      return map.entries().entrySet().stream()
          .map(NotationFields::inline)
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof ListValue list) {
      return list.items().stream()
          .map(NotationFields::inline)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return ((ScalarValue) value).text();
  }

  private static String inline(Map.Entry<String, Value> entry) {
    return entry.getKey() + ": " + inline(entry.getValue());
  }
}
