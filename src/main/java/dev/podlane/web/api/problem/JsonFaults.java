package dev.podlane.web.api.problem;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Describes the errors of Jackson, in terms of the text and fields a person wrote. */
final class JsonFaults {
  private static final Pattern CHARACTER = Pattern.compile("\\('(.+?)' \\(code (\\d+)");

  private JsonFaults() {}

  /**
   * Returns true if the text itself is broken or no object, false if one of its fields is wrong.
   */
  static boolean isSyntax(JacksonException failure) {
    boolean text =
        failure instanceof StreamReadException && !(failure instanceof InputCoercionException);
    return text || path(failure).isEmpty();
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
      return syntax(failure, line);
    }
    if (failure instanceof InputCoercionException) {
      return Fault.at("api.field.number-too-large", List.of(path), path, line);
    }
    return failure instanceof MismatchedInputException mismatch
        ? mismatch(mismatch, path, line)
        : Fault.at("api.field.unusable", List.of(path), path, line);
  }

  private static Fault syntax(JacksonException failure, @Nullable Integer line) {
    String message = String.valueOf(failure.getOriginalMessage());
    if (failure instanceof StreamConstraintsException) {
      return Fault.at("api.body.excessive", List.of(), "", line);
    }
    if (failure instanceof MismatchedInputException mismatch) {
      return message.startsWith("Trailing token")
          ? Fault.at("api.body.trailing", List.of(), "", line)
          : Fault.at("api.body.no-object", List.of(word(found(mismatch))), "", line);
    }
    String at = place(failure);
    if (failure instanceof UnexpectedEndOfInputException || message.contains("end-of-input")) {
      return Fault.at("api.body.ends", List.of(at), "", line);
    }
    Matcher character = CHARACTER.matcher(message);
    return character.find()
        ? Fault.at("api.body.character", List.of(at, shown(character)), "", line)
        : Fault.at("api.body.unreadable", List.of(at), "", line);
  }

  /** A visible character itself, any other by its number. */
  private static String shown(Matcher character) {
    int code = Integer.parseInt(character.group(2));
    boolean visible = Character.isDefined(code) && !Character.isISOControl(code);
    return visible && !Character.isWhitespace(code)
        ? Character.toString(code)
        : "U+%04X".formatted(code);
  }

  private static String place(JacksonException failure) {
    return failure.getLocation() == null
        ? "?"
        : failure.getLocation().getLineNr() + ":" + failure.getLocation().getColumnNr();
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
    return type(path, line, wanted, found(failure));
  }

  private static Fault type(
      String path, @Nullable Integer line, @Nullable Class<?> wanted, @Nullable JsonToken found) {
    return Fault.at("api.field.type." + typeName(wanted), List.of(path, word(found)), path, line);
  }

  private static @Nullable JsonToken found(MismatchedInputException failure) {
    JsonToken told = failure.getCurrentToken();
    return told == null && failure.processor() instanceof JsonParser parser
        ? parser.currentToken()
        : told;
  }

  /** Returns the message key for the type of a value. */
  private static String word(@Nullable JsonToken token) {
    if (token == null) {
      return "api.word.other";
    }
    return switch (token) {
      case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "api.word.object";
      case START_ARRAY, END_ARRAY -> "api.word.list";
      case VALUE_STRING -> "api.word.text";
      case VALUE_NUMBER_INT -> "api.word.number";
      case VALUE_NUMBER_FLOAT -> "api.word.fraction";
      case VALUE_TRUE, VALUE_FALSE -> "api.word.boolean";
      case VALUE_NULL -> "api.word.null";
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "api.word.other";
    };
  }

  private static String typeName(@Nullable Class<?> wanted) {
    if (wanted == null) {
      return "other";
    }
    if (wanted == Boolean.class || wanted == boolean.class) {
      return "boolean";
    }
    if (wanted == Integer.class
        || wanted == int.class
        || wanted == Long.class
        || wanted == long.class) {
      return "number";
    }
    if (wanted == String.class) {
      return "text";
    }
    if (Collection.class.isAssignableFrom(wanted)) {
      return "list";
    }
    return wanted.isRecord() ? "object" : "other";
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
