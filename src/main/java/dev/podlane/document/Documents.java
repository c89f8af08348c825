package dev.podlane.document;

import java.util.List;

/** Reads texts. */
public final class Documents {
  private Documents() {}

  /**
   * Reads a text of one or many YAML documents, or of JSON.
   *
   * @param file name of the source, used in places only
   * @throws DocumentException if the text cannot be read or asks for more than the limits
   */
  public static List<Document> parse(String file, String text, Limits limits) {
    return List.of();
  }
}
