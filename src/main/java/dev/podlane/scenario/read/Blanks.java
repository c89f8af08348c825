package dev.podlane.scenario.read;

import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills words such as {@code $node} into all texts of a mapping, keys included. */
record Blanks(Map<String, String> words) {
  private static final Pattern BLANK = Pattern.compile("\\$([A-Za-z][A-Za-z0-9]{0,30})");

  MapValue fill(MapValue map) {
    Map<String, Value> entries = new LinkedHashMap<>();
    map.entries().forEach((key, value) -> entries.put(text(key), filled(value)));
    return new MapValue(map.line(), entries, map.shadowed());
  }

  private Value filled(Value value) {
    if (value instanceof MapValue map) {
      return fill(map);
    }
    if (value instanceof ListValue list) {
      return new ListValue(list.line(), list.items().stream().map(this::filled).toList());
    }
    if (value instanceof ScalarValue scalar && scalar.text().indexOf('$') >= 0) {
      return new ScalarValue(scalar.line(), scalar.type(), text(scalar.text()));
    }
    return value;
  }

  /** A word that is not known stays as it is. */
  private String text(String text) {
    Matcher blank = BLANK.matcher(text);
    return blank.replaceAll(
        found -> Matcher.quoteReplacement(words.getOrDefault(found.group(1), found.group())));
  }
}
