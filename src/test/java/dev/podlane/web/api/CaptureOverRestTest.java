package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packets of probes as a file, over REST. */
class CaptureOverRestTest extends ApiTest {
  private static final String PROBE =
      "{\"from\": \"web-1\", \"to\": \"10.0.2.2\", \"protocol\": \"tcp\", \"port\": 80}";
  private static final String TWO = "{\"probes\": [" + PROBE + ", " + PROBE + "]}";
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @Test
  void aFileForWiresharkWithAnInterfaceForEachDevice() throws Exception {
    HttpResponse<byte[]> answer = file("", PROBE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/x-pcapng");
    assertThat(header(answer, "Content-Disposition")).startsWith("attachment").contains("article.");
    assertThat(answer.body()).startsWith(0x0a, 0x0d, 0x0d, 0x0a);
    assertThat(text(answer))
        .contains("default/web-1/eth0", "node-1/cbr0", "gateway/eth0", "default/web-2/eth0");
  }

  @Test
  void oneDevicesPacketsAlone() throws Exception {
    HttpResponse<byte[]> answer = file("?device=gateway/eth0", PROBE);

    assertThat(header(answer, "Content-Disposition")).contains("article-gateway-eth0.pcapng");
    assertThat(text(answer)).contains("gateway/eth0").doesNotContain("node-1/cbr0");
    assertThat(blocks(answer.body())).contains(6).containsOnlyOnce(1);
  }

  @Test
  void aDeviceThatSawNothingHasAnEmptyFile() throws Exception {
    HttpResponse<byte[]> answer = file("?device=gateway/lo", PROBE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(blocks(answer.body())).containsExactly(0x0a0d_0d0a, 1);
  }

  @Test
  void allProbesOfARunAreInOneFileOrOneOfThem() throws Exception {
    int one = blocks(file("", PROBE).body()).size();
    int both = blocks(file("", TWO).body()).size();
    int second = blocks(file("?trace=1", TWO).body()).size();

    assertThat(both).isGreaterThan(one);
    assertThat(second).isLessThan(both);
  }

  @ParameterizedTest
  @CsvSource({
    "?device=gateway/eth9, 404, api.device.unknown",
    "?device=eth0, 404, api.device.unknown",
    "?trace=1, 400, api.field.range",
    "?trace=-1, 400, api.field.range",
    "?trace=x, 400, api.field.type.number",
  })
  void whatIsNotThereIsSaid(String query, int status, String code) {
    Reply reply = post("/api/clusters/article/traces.pcapng" + query, JSON, PROBE);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.code()).isEqualTo(code);
  }

  @Test
  void wrongProbesAreRefusedAsForTraces() {
    Reply reply = post("/api/clusters/article/traces.pcapng", JSON, "{\"from\": \"nobody\"}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("problems")).isNotEmpty();
  }

  private HttpResponse<byte[]> file(String query, String body)
      throws IOException, InterruptedException {
    String path = "/api/clusters/article/traces.pcapng" + query;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofString(body))
            .build();
    return CLIENT.send(request, BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.ISO_8859_1);
  }

  /** The types of the blocks, found by their lengths. */
  private static List<Integer> blocks(byte[] file) {
    List<Integer> types = new ArrayList<>();
    for (int at = 0; at < file.length; at += word(file, at + 4)) {
      types.add(word(file, at));
    }
    return types;
  }

  private static int word(byte[] file, int at) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }
}
