package dev.podlane.cli.output;

import dev.podlane.document.Place;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results as a SARIF log (OASIS, Static Analysis Results Interchange Format 2.1.0). */
public final class Sarif {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private final String version;
  private final String fallback;

  /**
   * A log of results.
   *
   * @param version version of this program
   * @param fallback a file to name for results without a place, as readers ask for one
   */
  public Sarif(String version, String fallback) {
    this.version = version;
    this.fallback = fallback;
  }

  /** The levels of results. */
  public enum Level {
    ERROR,
    WARNING,
    NOTE;

    private String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A result.
   *
   * @param rule stable id of its kind
   * @param rules the kind in a few words
   * @param message sentences for people
   * @param place its place; null if it has none
   * @param related a further place; null if there is none
   */
  public record Result(
      String rule,
      String rules,
      Level level,
      String message,
      @Nullable Place place,
      @Nullable Place related) {}

  /** The log. */
  public Map<String, Object> log(List<Result> results) {
    Map<String, Map<String, Object>> rules = new LinkedHashMap<>();
    List<Map<String, Object>> all = new ArrayList<>();
    for (Result each : results) {
      rules.computeIfAbsent(each.rule(), id -> rule(id, each.rules()));
      int index = new ArrayList<>(rules.keySet()).indexOf(each.rule());
      all.add(result(each, index));
    }
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "podlane");
    driver.put("version", version);
    driver.put("rules", List.copyOf(rules.values()));
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", all);
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return log;
  }

  private static Map<String, Object> rule(String id, String text) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", id);
    rule.put("shortDescription", Map.of("text", text));
    return rule;
  }

  private Map<String, Object> result(Result each, int rule) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", each.rule());
    result.put("ruleIndex", rule);
    result.put("level", each.level().text());
    result.put("message", Map.of("text", each.message()));
    Place place = each.place();
    result.put("locations", List.of(location(place == null ? Place.NOWHERE : place)));
    if (each.related() != null) {
      result.put("relatedLocations", List.of(location(each.related())));
    }
    return result;
  }

  private Map<String, Object> location(Place place) {
    Map<String, Object> physical = new LinkedHashMap<>();
    String file = place.file().isEmpty() ? fallback : place.file();
    physical.put("artifactLocation", Map.of("uri", uri(file)));
    physical.put("region", Map.of("startLine", Math.max(1, place.line())));
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("physicalLocation", physical);
    if (!place.path().isEmpty()) {
      location.put(
          "logicalLocations",
          List.of(Map.of("fullyQualifiedName", place.path(), "kind", "member")));
    }
    return location;
  }

  /** A relative reference (RFC 3986) of a path; what no address can hold is escaped. */
  private static String uri(String file) {
    String path = file.replace('\\', '/');
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    try {
      String text = new URI(null, null, path, null).toASCIIString();
      return path.startsWith("/") ? "file://" + text : text;
    } catch (URISyntaxException unlikely) {
      return "input";
    }
  }
}
