package dev.podlane.cluster.dns.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A template of Go's text/template with nothing but fields: {@code {{ .Name }}}, {@code {{ .Group.x
 * }}}, {@code {{ index .Match 1 }}}.
 */
final class GoTemplate {
  private static final Pattern ACTION = Pattern.compile("\\{\\{-?\\s*([^{}]*?)\\s*-?}}");
  private static final Pattern FIELD = Pattern.compile("\\.(Name|Zone|Type|Class)");
  private static final Pattern QUESTION = Pattern.compile("\\.Question\\.Name");
  private static final Pattern GROUP = Pattern.compile("\\.Group\\.([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern INDEX = Pattern.compile("\\(?index \\.Match (\\d{1,3})\\)?");
  private static final Pattern NAMED = Pattern.compile("index \\.Group \"([A-Za-z0-9_]+)\"");
  private static final int MOST = 4_000;

  private final List<Part> parts;

  /** A text, or the key of a value. */
  private record Part(String text, @Nullable String key) {}

  private GoTemplate(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Reads a template; empty if it does more than fill in values, or trims around them. */
  static Optional<GoTemplate> parse(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher action = ACTION.matcher(text);
    int from = 0;
    while (action.find()) {
      Optional<String> key = key(action.group(1));
      if (key.isEmpty() || action.group().startsWith("{{-") || action.group().endsWith("-}}")) {
        return Optional.empty();
      }
      parts.add(new Part(text.substring(from, action.start()), key.get()));
      from = action.end();
    }
    String rest = text.substring(from);
    if (rest.contains("{{") || text.length() > MOST) {
      return Optional.empty();
    }
    parts.add(new Part(rest, null));
    return Optional.of(new GoTemplate(parts));
  }

  private static Optional<String> key(String action) {
    for (Pattern each : List.of(FIELD, GROUP, INDEX, NAMED)) {
      Matcher matcher = each.matcher(action);
      if (matcher.matches()) {
        String name = matcher.group(1);
        return Optional.of(each == FIELD ? name : "Group." + name);
      }
    }
    return QUESTION.matcher(action).matches() ? Optional.of("Name") : Optional.empty();
  }

  /**
   * Fills in values.
   *
   * @param values {@code Name}, {@code Group.1} and so on; an absent group is {@code <no value>}
   */
  String fill(Map<String, String> values) {
    StringBuilder filled = new StringBuilder();
    for (Part part : parts) {
      filled.append(part.text());
      if (part.key() != null) {
        filled.append(values.getOrDefault(part.key(), "<no value>"));
      }
    }
    return filled.toString();
  }
}
