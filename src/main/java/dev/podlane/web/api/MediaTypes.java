package dev.podlane.web.api;

/** Media types that Spring has no constant for. */
final class MediaTypes {
  /** YAML (RFC 9512). */
  static final String YAML = "application/yaml";

  private MediaTypes() {}
}
