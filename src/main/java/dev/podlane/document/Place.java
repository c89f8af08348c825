package dev.podlane.document;

/**
 * A place in the documents.
 *
 * @param file name of the file or other source, as the user knows it; may be empty
 * @param document number of the document in the file, from 1; 0 if the whole file is meant
 * @param line line in the file, from 1; 0 if unknown
 * @param path field inside the document, such as {@code spec.containers[0].ports[1].containerPort};
 *     empty for the document itself
 */
public record Place(String file, int document, int line, String path) {
  /** No particular place: something that Podlane itself added. */
  public static final Place NOWHERE = new Place("", 0, 0, "");

  public Place {
    if (document < 0 || line < 0) {
      throw new IllegalArgumentException("document and line must not be negative");
    }
  }

  @Override
  public String toString() {
    return file + "#" + document + ":" + line + (path.isEmpty() ? "" : " " + path);
  }
}
