package dev.podlane.document;

import java.util.List;

/**
 * What is used of a text, as a text of its own.
 *
 * @param text documents as YAML; one at the end says what was left out, if anything was
 * @param documents how many there are, but for that one
 * @param problems what is wrong with documents that could not be read, which are not in the text
 */
public record Condensed(String text, int documents, List<Problem> problems) {
  public Condensed {
    problems = List.copyOf(problems);
  }
}
