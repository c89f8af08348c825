package dev.podlane.cli.output;

/** The forms in which an answer can be printed. */
public enum Format {
  /** For a terminal. */
  TEXT,
  /** The JSON of the REST interface. */
  JSON,
  /** For a comment on a pull request. */
  MARKDOWN,
  /** SARIF 2.1.0, for tools that show results beside the source. */
  SARIF
}
