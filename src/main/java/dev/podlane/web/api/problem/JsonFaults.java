package dev.podlane.web.api.problem;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what Jackson disliked, in terms of the fields a person wrote. */
final class JsonFaults {
  private JsonFaults() {}

  /** Whether the text itself is broken, rather than one of its fields. */
  static boolean isSyntax(JacksonException failure) {
    return failure instanceof StreamReadException || path(failure).isEmpty();
  }

  static Fault of(JacksonException failure) {
    String path = path(failure);
    Integer line = line(failure);
    if (failure instanceof UnrecognizedPropertyException unknown) {
      String known =
          unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(commas());
      return Fault.at("api.field.unknown", List.of(path, known), path, line);
    }
    if (isSyntax(failure)) {
      String at = line == null ? "?" : line.toString();
      String why = String.valueOf(failure.getOriginalMessage()).lines().findFirst().orElse("");
      return Fault.at("api.body.unreadable", List.of(at, why), "", line);
    }
    if (failure instanceof MismatchedInputException mismatch) {
      return mismatch(mismatch, path, line);
    }
    return Fault.at("api.field.unusable", List.of(path), path, line);
  }

  private static Fault mismatch(
      MismatchedInputException failure, String path, @Nullable Integer line) {
    Class<?> wanted = failure.getTargetType();
    if (wanted != null && wanted.isEnum()) {
      String allowed =
          Arrays.stream(wanted.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
              .collect(commas());
      return Fault.at("api.field.enum", List.of(path, allowed), path, line);
    }
    return Fault.at("api.field.type." + typeName(wanted), List.of(path), path, line);
  }

  private static String typeName(@Nullable Class<?> wanted) {
    if (wanted == null) {
      return "other";
    }
    if (wanted == Boolean.class || wanted == boolean.class) {
      return "boolean";
    }
    if (wanted == Integer.class || wanted == Long.class || wanted == int.class) {
      return "number";
    }
    if (wanted == String.class) {
      return "text";
    }
    return List.class.isAssignableFrom(wanted) ? "list" : "other";
  }

  private static Collector<CharSequence, ?, String> commas() {
    return Collectors.joining(", ");
  }

  private static @Nullable Integer line(JacksonException failure) {
    return failure.getLocation() == null || failure.getLocation().getLineNr() < 1
        ? null
        : failure.getLocation().getLineNr();
  }

  private static String path(JacksonException failure) {
    StringBuilder path = new StringBuilder();
    for (JacksonException.Reference step : failure.getPath()) {
      if (step.getPropertyName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      }
    }
    return path.toString();
  }
}
