package dev.podlane.school.made;

import dev.podlane.document.JsonText;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.finding.found.Probing;
import dev.podlane.scenario.lesson.ProbeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Probes of findings as probes of a file. */
final class Probes {
  private Probes() {}

  static ProbeText of(String name, Probing probe) {
    Map<String, Value> body = new LinkedHashMap<>();
    put(body, "from", ScalarValue.Type.TEXT, probe.from());
    put(body, "to", ScalarValue.Type.TEXT, probe.to());
    boolean isUrl = probe.to().contains("://");
    put(body, "protocol", ScalarValue.Type.TEXT, isUrl ? null : probe.protocol());
    put(body, "port", ScalarValue.Type.INTEGER, isUrl ? null : probe.port());
    put(body, "endpoint", ScalarValue.Type.TEXT, probe.endpoint());
    put(body, "via", ScalarValue.Type.TEXT, probe.via());
    put(body, "size", ScalarValue.Type.INTEGER, probe.size());
    put(body, "df", ScalarValue.Type.TEXT, probe.size() == null ? null : "do");
    Integer port = probe.port();
    return new ProbeText(
        name,
        probe.from(),
        probe.to(),
        probe.protocol(),
        port == null || isUrl ? null : Integer.toString(port),
        /* ttl= */ 64,
        /* cold= */ true,
        /* seed= */ 0,
        probe.size(),
        probe.size() == null ? null : "do",
        /* sourcePort= */ 0,
        probe.via(),
        probe.endpoint(),
        /* host= */ null,
        /* repeat= */ 1,
        /* request= */ -1,
        /* response= */ 0,
        /* atMillis= */ null,
        List.of(),
        JsonText.print(new MapValue(0, body, List.of())).strip());
  }

  private static void put(
      Map<String, Value> body, String key, ScalarValue.Type type, @Nullable Object value) {
    if (value != null) {
      body.put(key, new ScalarValue(0, type, value.toString()));
    }
  }
}
