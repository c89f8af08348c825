package dev.podlane.workspace.input;

import dev.podlane.document.archive.StoredBytes;
import dev.podlane.document.read.Encodings;
import dev.podlane.workspace.Condensing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;

/** Bytes that are the text. */
record PlainText(StoredBytes body) implements TextSource {
  /** The number of bytes by which the kind of a file is recognized. */
  private static final int HEAD = 4_096;

  @Override
  public TextMeasure measure() throws IOException {
    TextMeasure measure;
    try (InputStream in = body.open()) {
      measure = TextMeasure.of(in);
    }
    if (!measure.isUtf8()) {
      requireKnown();
      throw new MalformedInputException(1);
    }
    return measure;
  }

  /** An image or another encoding is named. */
  private void requireKnown() throws IOException {
    try (InputStream in = body.open()) {
      Encodings.requireText("", in.readNBytes(HEAD));
    }
  }

  @Override
  public String text(TextMeasure measure) throws IOException {
    try (InputStream in = body.open()) {
      byte[] bytes = in.readNBytes(Math.toIntExact(body.size()));
      int mark = measure.mark();
      return new String(bytes, mark, bytes.length - mark, StandardCharsets.UTF_8);
    }
  }

  @Override
  public String condensed() throws IOException {
    try (InputStream in = body.open()) {
      return Condensing.condensed("", in, bytes -> {});
    }
  }
}
