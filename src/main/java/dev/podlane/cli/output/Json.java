package dev.podlane.cli.output;

import java.io.PrintStream;
import java.util.function.Function;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON as the REST interface does, in indented lines. */
public final class Json {
  private Json() {}

  /** A mapper of records. */
  public static JsonMapper mapper() {
    return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  }

  /** Reads JSON as values that this writes. */
  public static Function<String, Object> reader() {
    return mapper()::readTree;
  }

  /** A value in one line. */
  public static String line(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }

  /** Prints a value and a line end. */
  public static void print(Object value, PrintStream out) {
    out.println(mapper().writeValueAsString(value));
  }
}
