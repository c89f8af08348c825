package dev.podlane.document;

import java.util.List;

/**
 * One document of a file.
 *
 * @param file name of the file, as the user knows it; may be empty
 * @param number its number in the file, from 1; empty documents count, but are left out
 * @param line number of its first line in the text
 * @param root its tree
 * @param problems oddities that could be read, such as a key written twice
 */
public record Document(String file, int number, int line, Value root, List<Problem> problems) {
  public Document {
    problems = List.copyOf(problems);
  }

  /** The place of the document itself. */
  public Place place() {
    return new Place(file, number, line, "");
  }

  /** Stands where a document stood that could not be read, and so was not kept. */
  public static final String UNREAD =
      "{\"apiVersion\": \"podlane.dev/v1\", \"kind\": \"UnreadDocument\"}";

  /**
   * Returns true if this stands for a document that could not be read when the text was imported.
   */
  public boolean isUnread() {
    return root instanceof MapValue map
        && map.text("kind").filter("UnreadDocument"::equals).isPresent()
        && map.text("apiVersion").filter("podlane.dev/v1"::equals).isPresent();
  }
}
