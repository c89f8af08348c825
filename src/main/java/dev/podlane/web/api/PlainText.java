package dev.podlane.web.api;

import dev.podlane.document.DocumentException;
import dev.podlane.document.read.Encodings;
import dev.podlane.web.api.body.ReceivedBody;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.Condensing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A body that is the text. */
record PlainText(ReceivedBody body) implements TextSource {
  /** The number of bytes by which the kind of a file is recognized. */
  private static final int HEAD = 4_096;

  @Override
  public TextMeasure measure() throws IOException {
    TextMeasure measure;
    try (InputStream in = body.open()) {
      measure = TextMeasure.of(in);
    }
    if (!measure.isUtf8()) {
      throw notUtf8();
    }
    return measure;
  }

  /** An image or another encoding is named. */
  private RuntimeException notUtf8() throws IOException {
    try (InputStream in = body.open()) {
      Encodings.requireText("", in.readNBytes(HEAD));
    } catch (DocumentException named) {
      return named;
    }
    return new ApiException(ProblemKind.UNREADABLE_DOCUMENTS, Fault.request("api.body.not-utf8"));
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
