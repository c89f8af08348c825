package dev.podlane.document.read;

import dev.podlane.document.Document;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.Problems;
import dev.podlane.document.tree.LeftOut;
import java.util.List;

/**
 * The result of reading a text.
 *
 * @param documents the documents that could be read, in their order
 * @param problems problems of the other documents, each with the place of its document; of very
 *     many, some and the number of the others
 * @param leftOut fields and objects skipped because nothing uses them
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
