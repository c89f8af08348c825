package dev.podlane.document.read;

import dev.podlane.document.Problem;
import java.util.List;

/**
 * The used parts of a text, as a text of its own.
 *
 * @param text documents as YAML; a last one reports the parts left out, if there are any
 * @param documents number of documents without that last one
 * @param problems problems of documents that could not be read, which are not in the text
 */
public record Condensed(String text, int documents, List<Problem> problems) {
  public Condensed {
    problems = List.copyOf(problems);
  }
}
