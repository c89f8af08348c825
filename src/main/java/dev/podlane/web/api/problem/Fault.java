package dev.podlane.web.api.problem;

import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a request, before it is put into words.
 *
 * @param code stable name, such as {@code api.field.range}; also the message key
 * @param args arguments of the message
 * @param place place of the error: a document's place, or a field of a JSON body with only path and
 *     line set; {@link Place#NOWHERE} when it is about the whole request
 */
public record Fault(String code, List<String> args, Place place) {
  public Fault {
    args = List.copyOf(args);
  }

  /** A fault of one field; the field's path is argument 0 of the message. */
  public static Fault field(String code, String path, String... more) {
    List<String> args = new ArrayList<>(List.of(path));
    args.addAll(List.of(more));
    return at(code, args, path, null);
  }

  /** A fault of the request as a whole. */
  public static Fault request(String code, String... args) {
    return new Fault(code, List.of(args), Place.NOWHERE);
  }

  /** Returns the fault for a problem of a document. */
  public static Fault of(Problem problem) {
    return new Fault("problem." + problem.code(), problem.args(), problem.place());
  }

  static Fault at(String code, List<String> args, String path, @Nullable Integer line) {
    return new Fault(code, args, new Place("", 0, line == null ? 0 : line, path));
  }
}
