package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that are large: received by way of the disk, or refused so that the client reads why. */
@Timeout(60)
class LargeBodyTest extends ApiTest {
  private static final int MEGABYTE = 1 << 20;

  @Test
  void aBodyThatTellsItsLength() throws IOException {
    assertThat(statusOf("/api/clusters", "Content-Length: " + 2000L * MEGABYTE, 0, false))
        .isEqualTo("HTTP/1.1 413");
    assertThat(statusOf("/api/samples/article", "Content-Length: " + 100L * MEGABYTE, 100, false))
        .isEqualTo("HTTP/1.1 413");
    assertThat(get("/actuator/health").status()).isEqualTo(200);
  }

  @Test
  void documentsMayBeLargeAndAreReadWhole() throws IOException {
    assertThat(statusOf("/api/clusters", "Transfer-Encoding: chunked", 100, true))
        .as("nothing but blanks")
        .isEqualTo("HTTP/1.1 400");
    assertThat(get("/actuator/health").status()).isEqualTo(200);
  }

  @Test
  void aProbeMayHaveOneMegabyte() throws IOException {
    String path = "/api/clusters/article/traces";
    assertThat(statusOf(path, "Transfer-Encoding: chunked", 2, true)).isEqualTo("HTTP/1.1 413");
  }

  @Test
  void theAnswerSaysHowMuchIsAllowed() {
    Reply reply = probe("article", " ".repeat(2 * MEGABYTE));

    assertThat(reply.status()).isEqualTo(413);
    assertThat(reply.code()).isEqualTo("api.body.too-large");
    assertThat(reply.json().path("detail").asString()).contains("1 MB");
  }

  /** Sends blanks, a megabyte at a time, to the end, and then reads the status line. */
  private String statusOf(String path, String length, int megabytes, boolean chunked)
      throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      OutputStream out = socket.getOutputStream();
      String type = chunked && path.endsWith("traces") ? JSON : YAML;
      String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type;
      out.write((head + "\r\n" + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] blanks = new byte[MEGABYTE];
      Arrays.fill(blanks, (byte) ' ');
      for (int i = 0; i < megabytes; i++) {
        out.write(chunked ? "100000\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
        out.write(blanks);
        out.write(chunked ? "\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
      }
      out.write(chunked ? "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII) : new byte[0]);
      out.flush();
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      return String.valueOf(in.readLine()).strip();
    }
  }
}
