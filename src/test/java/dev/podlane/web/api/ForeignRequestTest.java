package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.web.access.AccessProperties;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Requests that a real server gets from elsewhere, or as if from there. */
class ForeignRequestTest extends ApiTest {
  private static final String POD =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: c, image: i}]}\n";

  @Autowired AccessProperties access;

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/clusters", "/app/index.js", "/actuator/health", "/nothing"})
  void aNameThatIsNotOursGetsNothing(String path) throws IOException {
    String reply = raw("GET " + path + " HTTP/1.1\r\nHost: evil.example\r\n");

    assertThat(reply).startsWith("HTTP/1.1 403").contains("evil.example", "allowed-hosts");
    assertThat(reply).doesNotContain("article", "UP", "import ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:1", "[::1]:8080", "podlane.localhost"})
  void loopbackNamesAreAnswered(String host) throws IOException {
    assertThat(raw("GET /api/clusters HTTP/1.1\r\nHost: " + host + "\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void anOldProgramNamesNoHost() throws IOException {
    assertThat(raw("GET /api/clusters HTTP/1.0\r\n")).startsWith("HTTP/1.1 200");
    assertThat(raw("GET /api/clusters HTTP/1.1\r\n")).startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin: http://evil.example",
    "Origin: null",
    "Origin: http://127.0.0.1:1",
    "Sec-Fetch-Site: cross-site",
    "Sec-Fetch-Site: same-site",
    "Sec-Fetch-Mode: no-cors",
  })
  void aForeignPageChangesNothing(String header) throws IOException {
    int before = get("/api/clusters").json().path("clusters").size();
    String head = "\r\nHost: localhost:" + port + "\r\nContent-Type: text/plain\r\n" + header;
    String post = head + "\r\nContent-Length: " + POD.length() + "\r\n";

    String reply = raw("POST /api/clusters?name=evil HTTP/1.1" + post, POD);

    assertThat(reply)
        .startsWith("HTTP/1.1 403")
        .contains("application/problem+json", "urn:podlane:problem:foreign");
    assertThat(raw("DELETE /api/clusters/c-none HTTP/1.1" + head + "\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(get("/api/clusters").json().path("clusters").size()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/yaml", "application/x-yaml"})
  void aProgramIsNotAskedWhereItComesFrom(String type) throws IOException {
    String head = "POST /api/clusters?name=mine HTTP/1.1\r\nHost: localhost:" + port;
    String length = "\r\nContent-Type: " + type + "\r\nContent-Length: " + POD.length() + "\r\n";

    assertThat(raw(head + length, POD)).startsWith("HTTP/1.1 201");
    assertThat(raw(head + "\r\nOrigin: http://localhost:" + port + length, POD))
        .startsWith("HTTP/1.1 201");
    assertThat(raw(head + "\r\nSec-Fetch-Site: same-origin" + length, POD))
        .startsWith("HTTP/1.1 201");
  }

  @Test
  void unlessToldOtherwiseNobodyElseCanConnect() throws IOException {
    assertThat(access.bind()).isEqualTo("127.0.0.1");
    List<InetAddress> others =
        Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
            .flatMap(each -> Collections.list(each.getInetAddresses()).stream())
            .filter(each -> !each.isLoopbackAddress() && !each.isLinkLocalAddress())
            .toList();
    for (InetAddress other : others) {
      assertThat(connects(other)).as(other.toString()).isFalse();
    }
    assertThat(connects(InetAddress.getLoopbackAddress())).isTrue();
  }

  private boolean connects(InetAddress address) {
    try (Socket socket = new Socket(address, port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private String raw(String head) throws IOException {
    return raw(head, "");
  }

  /** The whole answer to this request line and headers. */
  private String raw(String head, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
