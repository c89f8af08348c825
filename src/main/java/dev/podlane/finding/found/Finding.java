package dev.podlane.finding.found;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something in a cluster that does not do what its author most probably meant.
 *
 * @param kind its kind
 * @param object the object it is about, the one to be changed
 * @param place place of the field in the documents; {@link Place#NOWHERE} if it is not written
 * @param path the field, such as {@code spec.ports[0].targetPort}
 * @param expected the value with which it would work, or the condition; no sentence
 * @param actual the value as it is
 * @param args values for the sentence behind object, expected and actual
 * @param command shows it on a real cluster
 * @param probe shows the harm; null where walking cannot
 * @param edit mends it; null where none is known
 */
public record Finding(
    Kind kind,
    ObjectRef object,
    Place place,
    String path,
    String expected,
    String actual,
    List<String> args,
    Command command,
    @Nullable Probing probe,
    @Nullable Mend edit) {
  public Finding {
    expected = shortened(expected);
    actual = shortened(actual);
    args = args.stream().map(Finding::shortened).toList();
  }

  private static String shortened(String text) {
    return text.length() <= Problem.MAX_ARG ? text : text.substring(0, Problem.MAX_ARG - 1) + "…";
  }

  /** The values for the placeholders of its sentence: object, expected, actual and the others. */
  public List<String> words() {
    List<String> all = new ArrayList<>(List.of(object.path(), expected, actual));
    all.addAll(args);
    return all;
  }

  /** The same with a probe that shows the harm. */
  public Finding shownBy(@Nullable Probing shown) {
    return new Finding(kind, object, place, path, expected, actual, args, command, shown, edit);
  }

  /** The same with an edit that mends it. */
  public Finding mendedBy(@Nullable Mend mend) {
    return new Finding(kind, object, place, path, expected, actual, args, command, probe, mend);
  }

  /** The same with a field's new value. */
  public Finding mendedBy(ObjectRef changed, String field, @Nullable String json) {
    return mendedBy(new Mend.Field(changed, field, json));
  }
}
