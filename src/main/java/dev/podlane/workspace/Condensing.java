package dev.podlane.workspace;

import dev.podlane.cluster.WantedFields;
import dev.podlane.document.Condensed;
import dev.podlane.document.DocumentException;
import dev.podlane.document.Documents;
import dev.podlane.document.Limits;
import dev.podlane.document.Read;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.LongConsumer;

/** Makes a text that can be opened of a file that is too large to be kept as it is. */
public final class Condensing {
  private Condensing() {}

  /**
   * The documents of a file with the fields that Podlane uses, as YAML; a document at the end says
   * what was left out.
   *
   * @param file name of the file as the user knows it; may be empty
   * @param in its bytes; read to the end, but not closed
   * @param progress is told now and then how many bytes were read
   * @throws DocumentException if a document cannot be read, as its text would be lost; if there is
   *     none; or if even what is used is more than the heap has room for
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
