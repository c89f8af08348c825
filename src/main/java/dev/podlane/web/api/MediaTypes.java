package dev.podlane.web.api;

/** Media types that Spring has no constant for. */
final class MediaTypes {
  /** YAML (RFC 9512). */
  static final String YAML = "application/yaml";

  /** A capture; not registered with IANA, but what Wireshark's own desktop files say. */
  static final String PCAPNG = "application/x-pcapng";

  private MediaTypes() {}
}
