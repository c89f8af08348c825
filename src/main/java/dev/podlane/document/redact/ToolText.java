package dev.podlane.document.redact;

import dev.podlane.document.ScalarValue;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tool's configuration as the text of a ConfigMap's key: YAML or JSON in a text, of which the
 * credentials are blanked, or any other text, which is kept if it holds none.
 */
final class ToolText {
  /** A line of no format we know that gives a name its value. */
  private static final Pattern LINE =
      Pattern.compile("(?m)^[ \\t]*\"?([A-Za-z0-9_.-]{1,100})\"?[ \\t]*[:= \\t][ \\t]*\\S");

  private ToolText() {}

  /**
   * Marks the parts of a text that must not be stored.
   *
   * @param name name of the text in the report of kept values
   */
  static void mark(MarkedScalars marks, String name, ScalarValue text) {
    if (text.text().isEmpty()) {
      return;
    }
    String kept = withoutCredentials(text.text());
    if (kept == null) {
      marks.mark(text, "configMap");
    } else if (kept.equals(text.text())) {
      marks.keepListed("configMaps", name, text);
    } else {
      marks.note("configMaps", name);
      marks.markPart(text, kept, "configMap");
    }
  }

  private static @Nullable String withoutCredentials(String text) {
    Optional<Redacted> read = Redaction.ofTool(text);
    if (read.isPresent()) {
      return read.get().rewritten() ? null : read.get().text();
    }
    boolean named =
        LINE.matcher(text).results().anyMatch(line -> Credentials.isName(line.group(1)));
    return named || Credentials.areIn(text) ? null : text;
  }
}
