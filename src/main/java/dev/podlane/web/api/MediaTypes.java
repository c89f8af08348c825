package dev.podlane.web.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;

/** Media types that Spring has no constant for. */
final class MediaTypes {
  /** YAML (RFC 9512). */
  static final String YAML = "application/yaml";

  /** A capture; not registered with IANA, but what Wireshark's own desktop files say. */
  static final String PCAPNG = "application/x-pcapng";

  private MediaTypes() {}

  /** What documents in this request are written in, without parameters. */
  static String ofDocuments(HttpServletRequest request) {
    String given = request.getContentType();
    if (given == null) {
      return YAML;
    }
    MediaType type = MediaType.parseMediaType(given);
    return type.getType() + "/" + type.getSubtype();
  }
}
