package dev.podlane.document;

import java.util.List;

/**
 * What was read of a text.
 *
 * @param documents the documents that could be read, in their order
 * @param problems why others could not, each with the place of its document; if there are very
 *     many, some and the number of the others
 * @param leftOut what was passed over as nothing uses it
 */
public record Read(List<Document> documents, List<Problem> problems, LeftOut leftOut) {
  public Read {
    documents = List.copyOf(documents);
    problems = List.copyOf(Problems.bounded(problems));
  }

  /** The problem of a file without any object. */
  public static Problem noObject(String file) {
    return Problem.error(new Place(file, 0, 0, ""), "text.no-object");
  }
}
