package dev.podlane.workspace;

import dev.podlane.cluster.read.WantedFields;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.read.Condensed;
import dev.podlane.document.read.Documents;
import dev.podlane.document.read.Read;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.LongConsumer;

/** Makes a text that can be opened of a file that is too large to be kept as it is. */
public final class Condensing {
  private Condensing() {}

  /**
   * Condenses a file to the fields that Podlane uses, as YAML; a document at the end reports the
   * fields left out.
   *
   * @param file name of the file as the user knows it; may be empty
   * @param in its bytes; read to the end, but not closed
   * @param progress receives the number of bytes read from time to time
   * @throws DocumentException if a document cannot be read, as its text would be lost; if there is
   *     none; or if even the used fields exceed the heap
   * @throws IOException if the bytes cannot be had
   */
  public static String condensed(String file, InputStream in, LongConsumer progress)
      throws IOException {
    Condensed read = Documents.condense(file, in, Limits.DEFAULT, WantedFields.all(), progress);
    if (!read.problems().isEmpty()) {
      throw new DocumentException(read.problems());
    }
    if (read.documents() == 0) {
      throw new DocumentException(List.of(Read.noObject(file)));
    }
    return read.text();
  }
}
