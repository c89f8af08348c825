package dev.podlane.web.api;

import dev.podlane.web.api.body.ReceivedBody;
import dev.podlane.web.archive.Archive;
import dev.podlane.web.archive.ArchiveFormat;
import java.io.IOException;
import java.io.InputStream;

/** The source of uploaded documents: the body itself, or the files packed in it. */
interface TextSource {
  /**
   * The source of a body.
   *
   * @param mostUnpacked bytes that the documents of an archive may have
   */
  static TextSource of(ReceivedBody body, long mostUnpacked) throws IOException {
    ArchiveFormat format;
    try (InputStream in = body.open()) {
      format = ArchiveFormat.of(in.readNBytes(ArchiveFormat.HEAD));
    }
    return format == ArchiveFormat.NONE
        ? new PlainText(body)
        : new PackedText(new Archive(body, format, mostUnpacked));
  }

  /** Measures the text; the exception for content that is no text names its kind. */
  TextMeasure measure() throws IOException;

  /** The text, which has been measured. */
  String text(TextMeasure measure) throws IOException;

  /** The text of the fields that Podlane uses. */
  String condensed() throws IOException;
}
