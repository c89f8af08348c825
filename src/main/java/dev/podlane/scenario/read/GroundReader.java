package dev.podlane.scenario.read;

import dev.podlane.document.JsonText;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import dev.podlane.scenario.Samples;
import dev.podlane.scenario.lesson.Change;
import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.lesson.ProbeText;
import dev.podlane.scenario.lesson.TrafficText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code cluster}, {@code probes}, {@code groups} and {@code traffics}. */
final class GroundReader {
  /** Keys that it reads. */
  static final List<String> KEYS = List.of("cluster", "probes", "groups", "traffics");

  private static final String[] PROBE = {
    "from",
    "to",
    "protocol",
    "port",
    "ttl",
    "cold",
    "seed",
    "size",
    "df",
    "sourcePort",
    "via",
    "endpoint",
    "host",
    "repeat",
    "connection",
    "at",
    "before"
  };

  /** Keys that are no part of the body of a request. */
  private static final Set<String> OWN = Set.of("at", "before");

  private static final int MOST = 40;

  private GroundReader() {}

  static Ground read(Sheet spec) {
    Optional<Sheet> cluster = spec.map("cluster", "sample", "manifests", "edits");
    if (cluster.isEmpty()) {
      spec.error("cluster", "missing", "cluster");
    }
    String sample = cluster.map(each -> each.textOr("sample", "")).orElse("");
    String manifests = cluster.map(each -> each.textOr("manifests", "")).orElse("");
    return new Ground(
        Samples.names().contains(sample) ? sample : "",
        cluster.map(each -> documents(each, sample, manifests)).orElse(""),
        cluster.map(each -> ChangeReader.list(each, "edits")).orElse(List.of()),
        spec.map("probes", keys(spec, "probes")).map(GroundReader::probes).orElse(List.of()),
        groups(spec),
        spec.map("traffics", keys(spec, "traffics")).map(GroundReader::traffics).orElse(List.of()));
  }

  /** The cluster of one side of a page: the same probes in other documents. */
  static Ground other(Sheet side, Ground own) {
    String sample = side.textOr("sample", "");
    return new Ground(
        Samples.names().contains(sample) ? sample : "",
        documents(side, sample, side.textOr("manifests", "")),
        List.of(),
        own.probes(),
        own.groups(),
        own.traffics());
  }

  /** The documents of the sample, and those of the file behind them. */
  private static String documents(Sheet cluster, String sample, String manifests) {
    if (sample.isEmpty() && manifests.isEmpty()) {
      cluster.error("", "no-cluster");
    }
    Optional<String> known =
        sample.isEmpty()
            ? Optional.of("")
            : Samples.text(sample).or(() -> SchoolResources.cluster(sample));
    if (known.isEmpty()) {
      List<String> names = new ArrayList<>(Samples.names());
      names.addAll(SchoolResources.CLUSTERS);
      cluster.error("sample", "no-sample", sample, String.join(", ", names));
    }
    String first = known.orElse("");
    return first.isEmpty() || manifests.isEmpty()
        ? first + manifests
        : first.stripTrailing() + "\n---\n" + manifests;
  }

  /** The names that a mapping of named things has, all of which are allowed. */
  private static String[] keys(Sheet spec, String key) {
    return spec.fields().value().map(key).entries().keySet().toArray(new String[0]);
  }

  private static List<ProbeText> probes(Sheet all) {
    List<ProbeText> found = new ArrayList<>();
    if (all.keys().size() > MOST) {
      all.error("", "too-many", "probes", Integer.toString(MOST));
      return found;
    }
    for (String name : all.keys()) {
      all.under(name, PROBE).ifPresent(probe -> found.add(probe(name, probe)));
    }
    return found;
  }

  private static ProbeText probe(String name, Sheet sheet) {
    Optional<Sheet> connection = sheet.map("connection", "request", "response", "close");
    return new ProbeText(
        name,
        sheet.text("from"),
        sheet.text("to"),
        sheet.oneOf("protocol", List.of("tcp", "udp", "icmp")),
        sheet.scalar("port").orElse(null),
        sheet.number("ttl", 1, 255, 64),
        sheet.flag("cold", true),
        sheet.number("seed", 0, Integer.MAX_VALUE, 0),
        sheet.has("size") ? (Integer) sheet.number("size", 0, 65_000, 56) : null,
        sheet.oneOf("df", List.of("want", "do", "dont", "probe")),
        sheet.number("sourcePort", 1, 65_535, 0),
        optional(sheet, "via"),
        optional(sheet, "endpoint"),
        optional(sheet, "host"),
        sheet.number("repeat", 1, 200, 1),
        connection.map(each -> each.number("request", 0, 1 << 20, 0)).orElse(-1),
        connection.map(each -> each.number("response", 0, 1 << 20, 0)).orElse(0),
        sheet.has("at") ? (Long) sheet.millis("at") : null,
        before(sheet),
        json(sheet.fields().value()));
  }

  private static List<Change> before(Sheet sheet) {
    return ChangeReader.list(sheet, "before");
  }

  private static @Nullable String optional(Sheet sheet, String key) {
    return sheet.has(key) ? sheet.text(key) : null;
  }

  private static String json(MapValue probe) {
    Map<String, Value> body = new LinkedHashMap<>(probe.entries());
    body.keySet().removeAll(OWN);
    return JsonText.print(new MapValue(probe.line(), body, List.of())).strip();
  }

  private static Map<String, List<String>> groups(Sheet spec) {
    Map<String, List<String>> found = new LinkedHashMap<>();
    spec.map("groups", keys(spec, "groups"))
        .ifPresent(all -> all.keys().forEach(name -> found.put(name, all.texts(name))));
    return found;
  }

  private static List<TrafficText> traffics(Sheet all) {
    List<TrafficText> found = new ArrayList<>();
    for (String name : all.keys()) {
      all.under(name, "from", "to", "port", "every", "since", "until", "kept")
          .ifPresent(
              sheet ->
                  found.add(
                      new TrafficText(
                          name,
                          sheet.text("from"),
                          sheet.text("to"),
                          sheet.number("port", 1, 65_535, 80),
                          Math.max(1, sheet.millis("every")),
                          sheet.millis("since"),
                          sheet.millis("until"),
                          sheet.flag("kept", false))));
    }
    return found;
  }
}
