package dev.podlane.workspace.input;

import dev.podlane.document.DocumentException;
import dev.podlane.document.archive.Archive;
import dev.podlane.document.archive.ArchiveException;
import dev.podlane.document.archive.ArchiveFormat;
import dev.podlane.document.archive.Bundle;
import dev.podlane.document.archive.StoredBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;

/** The source of documents: a text itself, or the files packed in it. */
public interface TextSource {
  /**
   * The source of bytes.
   *
   * @param mostUnpacked bytes that the documents of an archive may have
   */
  static TextSource of(StoredBytes body, long mostUnpacked) throws IOException {
    ArchiveFormat format;
    try (InputStream in = body.open()) {
      format = ArchiveFormat.of(in.readNBytes(ArchiveFormat.HEAD));
    }
    return format == ArchiveFormat.NONE
        ? new PlainText(body)
        : new PackedText(new Archive(body, format, mostUnpacked));
  }

  /** The source of files that belong together. */
  static TextSource of(Bundle bundle) {
    return new PackedText(bundle);
  }

  /**
   * Measures the text.
   *
   * @throws DocumentException for content that is no text of a known kind
   * @throws CharacterCodingException for content that is no text in UTF-8
   * @throws ArchiveException if files packed in it cannot be had, or are too large
   */
  TextMeasure measure() throws IOException;

  /** The text, which has been measured. */
  String text(TextMeasure measure) throws IOException;

  /** The text of the fields that Podlane uses. */
  String condensed() throws IOException;
}
