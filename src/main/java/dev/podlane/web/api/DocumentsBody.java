package dev.podlane.web.api;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Reads uploaded documents as UTF-8; a few at a time, since each may take much memory. */
@Component
class DocumentsBody {
  private static final int AT_ONCE = 4;
  private static final int LONGEST_WAIT_SECONDS = 20;

  private final Semaphore reading = new Semaphore(AT_ONCE);

  /** What is done with a text while it counts as being read. */
  @FunctionalInterface
  interface Use<T> {
    T with(String text) throws IOException;
  }

  /**
   * Reads the body and uses its text.
   *
   * @throws ApiException if the body is empty or not UTF-8, or too many are being read
   */
  <T> T read(InputStream body, Use<T> use) throws IOException {
    if (!waitForTurn()) {
      throw new ApiException(Kind.BUSY, Fault.request("api.busy"));
    }
    try {
      return use.with(text(body.readAllBytes()));
    } finally {
      reading.release();
    }
  }

  /** Small bodies take no time, so waiting is mostly short; who waits long is told to come back. */
  private boolean waitForTurn() {
    try {
      return reading.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String text(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ApiException(Kind.UNREADABLE_DOCUMENTS, Fault.request("api.body.not-utf8"));
    }
    String plain = text.startsWith("\ufeff") ? text.substring(1) : text;
    if (plain.isBlank()) {
      throw new ApiException(Kind.UNREADABLE_DOCUMENTS, Fault.request("api.body.empty"));
    }
    return plain;
  }
}
