package dev.podlane.web.api;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;

/** Media types that Spring has no constant for. */
final class MediaTypes {
  /** YAML (RFC 9512). */
  static final String YAML = "application/yaml";

  /** A capture; not registered with IANA, but the type in Wireshark's own desktop files. */
  static final String PCAPNG = "application/x-pcapng";

  /** A zip archive. */
  static final String ZIP = "application/zip";

  /** Compressed with gzip (RFC 6713). */
  static final String GZIP = "application/gzip";

  /** A tar archive; not registered with IANA. */
  static final String TAR = "application/x-tar";

  /** Comma-separated values (RFC 4180). */
  static final String CSV = "text/csv";

  /** A graph for Graphviz (registered with IANA). */
  static final String DOT = "text/vnd.graphviz";

  /** A picture (W3C). */
  static final String SVG = "image/svg+xml";

  private MediaTypes() {}

  /** Returns the media type of the documents in a request, without parameters. */
  static String ofDocuments(HttpServletRequest request) {
    String given = request.getContentType();
    if (given == null) {
      return YAML;
    }
    MediaType type = MediaType.parseMediaType(given);
    String plain = type.getType() + "/" + type.getSubtype();
    boolean isText = plain.matches("(application|text)/(x-)?(yaml|json|plain)");
    return isText ? plain : YAML;
  }
}
