package dev.podlane.web.api.view;

import dev.podlane.net.packet.IpPacket;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Trace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Each flow of a walk as one line: every device a tap would see its packets at. */
final class Paths {
  private static final Map<String, Flow> FLOWS = new LinkedHashMap<>();

  static {
    FLOWS.put("request", Flow.REQUEST);
    FLOWS.put("reply", Flow.REPLY);
    FLOWS.put("errors", Flow.ERROR);
    FLOWS.put("redirects", Flow.REDIRECT);
    FLOWS.put("arp", Flow.ARP);
  }

  private Paths() {}

  static Map<String, String> of(Trace trace) {
    Map<String, String> paths = new LinkedHashMap<>();
    FLOWS.forEach(
        (name, flow) -> {
          List<String> packets =
              Sighting.of(trace, flow).stream()
                  .map(Paths::line)
                  .filter(line -> !line.isEmpty())
                  .toList();
          if (!packets.isEmpty()) {
            paths.put(name, String.join(" | ", packets));
          }
        });
    return paths;
  }

  private static String line(List<Sighting> packet) {
    return packet.stream().map(Paths::word).collect(Collectors.joining(" "));
  }

  private static String word(Sighting seen) {
    String ttl =
        seen.packet().payload() instanceof IpPacket ip ? Integer.toString(ip.ttl()) : "";
    return seen.namespace()
        + "/"
        + seen.device()
        + (seen.out() ? ">" : "<")
        + ttl
        + (seen.other() ? "!other" : "");
  }
}
