package dev.podlane.cli;

import dev.podlane.notation.ProbeCase;
import dev.podlane.notation.ProbeFile;
import dev.podlane.workspace.Ends;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.Workspace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code from=default/web-1 to=10.0.2.2 proto=tcp port=80}. */
final class ProbeText {
  private static final Set<String> AS_THEY_ARE =
      Set.of("proto", "port", "ttl", "size", "df", "cold", "sport", "src_ip", "timeout");

  /** Longer than an address takes not to resolve. */
  private static final String TIMEOUT = "5";

  private ProbeText() {}

  static ProbeCase read(Workspace workspace, String text) throws UsageException {
    Map<String, String> words = words(text);
    String from = required(words, "from", text);
    String to = required(words, "to", text);
    Map<String, String> notation = new LinkedHashMap<>();
    Ends ends = ends(workspace, from, to);
    notation.put("src", ends.namespace());
    notation.put("dst", ends.address());
    notation.put("timeout", TIMEOUT);
    for (Map.Entry<String, String> each : words.entrySet()) {
      if (AS_THEY_ARE.contains(each.getKey())) {
        notation.put(each.getKey(), each.getValue());
      } else {
        throw new UsageException("--probe: unknown word " + each.getKey() + " in: " + text);
      }
    }
    ProbeFile file = ProbeFile.read("--probe", document(notation));
    Sentences.refuseErrors(file.problems());
    if (file.probes().isEmpty()) {
      throw new UsageException("--probe: cannot be sent: " + text);
    }
    return file.probes().get(0);
  }

  private static Ends ends(Workspace workspace, String from, String to) throws UsageException {
    try {
      Ends ends = workspace.ends(from, to);
      if (ends.missing() != null) {
        throw new UsageException("--probe: " + from + " to " + to + ": " + ends.missing());
      }
      return ends;
    } catch (TargetException unknown) {
      List<String> near = unknown.candidates();
      throw new UsageException(
          "--probe: "
              + unknown.field()
              + "="
              + unknown.text()
              + " is "
              + unknown.why()
              + (near.isEmpty() ? "" : "; near: " + String.join(", ", near)));
    }
  }

  private static Map<String, String> words(String text) throws UsageException {
    Map<String, String> words = new LinkedHashMap<>();
    for (String word : text.strip().split("\\s+", -1)) {
      int equals = word.indexOf('=');
      if (equals < 1 || words.put(word.substring(0, equals), word.substring(equals + 1)) != null) {
        throw new UsageException("--probe: cannot read '" + word + "' in: " + text);
      }
    }
    return words;
  }

  private static String required(Map<String, String> words, String key, String text)
      throws UsageException {
    String value = words.remove(key);
    if (value == null) {
      throw new UsageException("--probe: " + key + "= is missing in: " + text);
    }
    return value;
  }

  /** As a document with a plain scalar for numbers and truth, and quotes around all else. */
  private static String document(Map<String, String> words) {
    StringBuilder text = new StringBuilder("probes:\n- {");
    words.forEach(
        (key, value) -> {
          boolean isPlain = value.matches("[0-9]+(\\.[0-9]+)?|true|false");
          text.append(key).append(": ");
          text.append(isPlain ? value : "'" + value.replace("'", "''") + "'").append(", ");
        });
    return text.append("}\n").toString();
  }
}
