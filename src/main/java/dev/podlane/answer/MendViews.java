package dev.podlane.answer;

import dev.podlane.finding.found.Mend;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Edits in the words of {@code POST …/edits}. */
public final class MendViews {
  private MendViews() {}

  /**
   * The body that makes an edit.
   *
   * @param json reads JSON as the answer's own values
   */
  public static Map<String, Object> of(Mend edit, Function<String, Object> json) {
    Map<String, Object> view = new LinkedHashMap<>();
    if (edit instanceof Mend.Field field) {
      view.put("object", ReachabilityView.named(field.object()));
      view.put("path", field.path());
      view.put("value", json.apply(field.json() == null ? "null" : field.json()));
    } else if (edit instanceof Mend.Commands commands) {
      view.put("namespace", commands.namespace());
      view.put("commands", commands.lines());
    } else if (edit instanceof Mend.Manifest manifest) {
      view.put("manifest", manifest.text());
    }
    return view;
  }
}
