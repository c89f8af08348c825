package dev.podlane.school.made;

import dev.podlane.finding.found.Probing;
import java.util.List;

/**
 * The two ends of a probe in words that need no translation.
 *
 * @param from the sender
 * @param to the destination, with its port, or with the octets of data that matter
 */
record Ends(String from, String to) {
  private static final List<String> PREFIXES = List.of("svc:", "dns:", "node:", "ext:", "lb:");

  static Ends of(Probing probe) {
    Integer port = probe.port();
    boolean isUrl = probe.to().contains("://");
    String to = said(probe.to());
    String sized = probe.size() == null ? to : to + " (" + probe.size() + " B)";
    return new Ends(said(probe.from()), port == null || isUrl ? sized : to + ":" + port);
  }

  /** An end without the word that tells its kind to the API. */
  static String said(String end) {
    return PREFIXES.stream()
        .filter(end::startsWith)
        .findFirst()
        .map(prefix -> end.substring(prefix.length()))
        .orElse(end);
  }
}
