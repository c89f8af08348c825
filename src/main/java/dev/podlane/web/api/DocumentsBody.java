package dev.podlane.web.api;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.archive.ArchiveException;
import dev.podlane.web.api.body.ReceivedBody;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.BodyProperties;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.input.TextMeasure;
import dev.podlane.workspace.input.TextSource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Reads uploaded documents in UTF-8, those of archives too. Before a text is taken into memory, the
 * memory needed to read it is estimated; all that are read at once share a part of the heap.
 */
@Component
class DocumentsBody {
  private static final int LONGEST_WAIT_SECONDS = 20;

  /** Part of the heap that texts being read may take, in percent. */
  private static final int SHARE = 75;

  private final int most;
  private final long mostUnpacked;
  private final Semaphore megabytes;

  @Autowired
  DocumentsBody(BodyProperties limits) {
    this(Runtime.getRuntime().maxMemory(), limits.maxDocuments().toBytes());
  }

  /**
   * Reads as if the heap had at most this many bytes.
   *
   * @param mostUnpacked bytes that the documents of an archive may have
   */
  DocumentsBody(long heap, long mostUnpacked) {
    this.mostUnpacked = mostUnpacked;
    this.most = (int) Math.min(Integer.MAX_VALUE, (heap / 100 * SHARE) >> 20);
    this.megabytes = new Semaphore(most, true);
  }

  /** Uses a text while its memory is accounted for. */
  @FunctionalInterface
  interface Use<T> {
    T with(String text) throws IOException;
  }

  /**
   * Reads the body of a request and uses its text.
   *
   * @throws ApiException if the body is empty, not UTF-8 or more than memory can take, or too much
   *     is being read
   */
  <T> T read(ReceivedBody body, Use<T> use) throws IOException {
    try {
      return readOrCondense(body, use);
    } catch (ArchiveException refused) {
      throw problem(refused);
    } catch (CharacterCodingException notUtf8) {
      throw new ApiException(ProblemKind.UNREADABLE_DOCUMENTS, Fault.request("api.body.not-utf8"));
    }
  }

  private <T> T readOrCondense(ReceivedBody body, Use<T> use) throws IOException {
    TextSource source = TextSource.of(body, mostUnpacked);
    TextMeasure measure = measured(source);
    int needed = (int) Math.min(Integer.MAX_VALUE, 1 + (measure.bytes() >> 20));
    if (needed > most || measure.units() > Limits.DEFAULT.characters()) {
      if (measure.isBlank()) {
        throw tooMuch();
      }
      return condensed(source, use);
    }
    if (measure.isBlank()) {
      throw new ApiException(ProblemKind.UNREADABLE_DOCUMENTS, Fault.request("api.body.empty"));
    }
    if (!waitFor(needed)) {
      throw new ApiException(ProblemKind.BUSY, Fault.request("api.busy"));
    }
    try {
      return use.with(source.text(measure));
    } catch (DocumentException refused) {
      if (!refused.isTooLarge()) {
        throw refused;
      }
    } catch (OutOfMemoryError e) {
      throw tooMuch();
    } finally {
      megabytes.release(needed);
    }
    return condensed(source, use);
  }

  private static TextMeasure measured(TextSource source) throws IOException {
    try {
      return source.measure();
    } catch (OutOfMemoryError e) {
      throw tooMuch();
    }
  }

  /** Keeps only the fields in use of a text that exceeds memory; one at a time. */
  private <T> T condensed(TextSource source, Use<T> use) throws IOException {
    if (!waitFor(most)) {
      throw new ApiException(ProblemKind.BUSY, Fault.request("api.busy"));
    }
    try {
      String text = source.condensed();
      if (text.length() > Limits.DEFAULT.characters()) {
        throw tooMuch();
      }
      return use.with(text);
    } catch (OutOfMemoryError e) {
      throw tooMuch();
    } finally {
      megabytes.release(most);
    }
  }

  private static ApiException tooMuch() {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    return new ApiException(
        ProblemKind.TOO_LARGE, Fault.request("api.body.beyond-memory", Long.toString(heap)));
  }

  private boolean waitFor(int needed) {
    try {
      return megabytes.tryAcquire(needed, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static ApiException problem(ArchiveException refused) {
    return switch (refused.why()) {
      case DAMAGED ->
          new ApiException(ProblemKind.UNREADABLE_DOCUMENTS, Fault.request("api.archive.damaged"));
      case ENCRYPTED ->
          new ApiException(
              ProblemKind.UNREADABLE_DOCUMENTS, Fault.request("api.archive.encrypted"));
      case TOO_MANY_ENTRIES ->
          new ApiException(
              ProblemKind.TOO_LARGE, Fault.request("api.archive.entries", limit(refused, 0)));
      case TOO_LARGE ->
          new ApiException(
              ProblemKind.TOO_LARGE, Fault.request("api.archive.too-large", limit(refused, 20)));
    };
  }

  private static String limit(ArchiveException refused, int shift) {
    return Long.toString(refused.limit() >> shift);
  }
}
