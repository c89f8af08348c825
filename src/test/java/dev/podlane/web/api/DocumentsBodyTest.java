package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podlane.document.archive.Packed;
import dev.podlane.web.api.body.ReceivedBody;
import dev.podlane.web.api.problem.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Uploaded text on its way into memory. */
class DocumentsBodyTest {
  private static final long MEGABYTE = 1 << 20;
  private static final String NOT_UTF8 = "api.body.not-utf8";

  @Test
  void textIsReadAsUtf8WithoutItsMark() throws IOException {
    DocumentsBody body = new DocumentsBody(64 * MEGABYTE, 64 * MEGABYTE);

    assertThat(text(body, "\ufeffkind: Ä中😀\n")).isEqualTo("kind: Ä中😀\n");
    String large = "kind: 中\n".repeat(20_000);
    assertThat(text(body, large)).isEqualTo(large);
  }

  @Test
  void whatIsNoTextIsRefused() {
    DocumentsBody body = new DocumentsBody(64 * MEGABYTE, 64 * MEGABYTE);

    assertThat(refusal(body, sent(" \n\ufeff\n"))).isEqualTo("api.body.empty");
    assertThat(refusal(body, new Sent(new byte[] {'a', (byte) 0xff}))).isEqualTo(NOT_UTF8);
    assertThat(refusal(body, new Sent(new byte[] {'a', (byte) 0xc3}))).isEqualTo(NOT_UTF8);
  }

  @Test
  void whatMemoryDoesNotReachIsKeptWithoutTheFieldsThatNothingUses() throws IOException {
    DocumentsBody small = new DocumentsBody(16 * MEGABYTE, 64 * MEGABYTE);
    String pod =
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"web\","
            + " \"managedFields\": [{\"manager\": \"%s\"}]}}";

    String kept = text(small, pod.formatted("x".repeat(5 << 20)));

    assertThat(kept).hasSizeLessThan(1_000).contains("name: web").contains("managedFields");
    assertThat(text(small, "x".repeat(1 << 20))).hasSize(1 << 20);
  }

  @Test
  void ofALargeArchiveAFileThatCannotBeReadIsLeftOutAndNamed() throws IOException {
    DocumentsBody small = new DocumentsBody(16 * MEGABYTE, 64 * MEGABYTE);
    String pod = "kind: Pod\napiVersion: v1\nmetadata: {name: web, managedFields: [%s]}\n";
    byte[] archive =
        Packed.zip("wrong.yaml", "a:\n\tb: 1\n", "pod.yaml", pod.formatted("x".repeat(5 << 20)));

    String kept = small.read(new Sent(archive), read -> read);

    assertThat(kept)
        .hasSizeLessThan(1_000)
        .contains("# File: pod.yaml", "name: web", "unreadable", "wrong.yaml")
        .doesNotContain("# File: wrong.yaml");
  }

  @Test
  void memoryThatRunsOutAllTheSameIsToldTheSameWay() {
    DocumentsBody body = new DocumentsBody(64 * MEGABYTE, 64 * MEGABYTE);

    assertThatThrownBy(
            () ->
                body.read(
                    sent("a: b"),
                    text -> {
                      throw new OutOfMemoryError("for this test");
                    }))
        .isInstanceOfSatisfying(
            ApiException.class, refused -> assertThat(refused.kind().status()).isEqualTo(413));
  }

  private static String refusal(DocumentsBody body, ReceivedBody sent) {
    try {
      body.read(sent, text -> text);
      return "none";
    } catch (ApiException refused) {
      return refused.faults().get(0).code();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(DocumentsBody body, String sent) throws IOException {
    return body.read(sent(sent), text -> text);
  }

  private static Sent sent(String text) {
    return new Sent(text.getBytes(StandardCharsets.UTF_8));
  }

  private static final class Sent implements ReceivedBody {
    private final byte[] bytes;

    Sent(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public Kept keep() {
      throw new UnsupportedOperationException("a test keeps nothing");
    }
  }
}
