package dev.podlane.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.mock.web.MockHttpServletRequest;

/** The requests that are answered, by the headers alone. */
class AccessCheckTest {
  private static final String LOOPBACK = "127.0.0.1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LOCALHOST:8080",
        "localhost.:8080",
        "podlane.localhost",
        "127.0.0.1",
        "127.0.0.1:9",
        "127.3.2.1:8080",
        "[::1]",
        "[::1]:8080",
        "[0:0:0:0:0:0:0:1]:8080",
        "[::ffff:7f00:1]:8080",
        ""
      })
  void loopbackNamesAreOwn(String host) {
    assertThat(refused(LOOPBACK, List.of(), "GET", "Host", host)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "evillocalhost",
        "127.0.0.1.evil.example",
        "127.1",
        "0127.0.0.1",
        "192.168.1.5",
        "0.0.0.0",
        "[fe80::1]",
        "[::ffff:c0a8:1]",
        "::1",
        "localhost:x",
        "localhost:80:80",
        "localhost@evil.example"
      })
  void otherNamesAreNot(String host) {
    assertThat(refused(LOOPBACK, List.of(), "GET", "Host", host)).contains("api.foreign.host");
  }

  @Test
  void aProgramThatNamesNoHostIsNoBrowser() {
    assertThat(refused(LOOPBACK, List.of(), "POST")).isEmpty();
  }

  @Test
  void whoListensElsewhereHasThatAddress() {
    assertThat(refused("0.0.0.0", List.of(), "GET", "Host", "10.1.2.3:8080")).isEmpty();
    assertThat(refused("0.0.0.0", List.of(), "GET", "Host", "localhost:8080")).isEmpty();
    assertThat(refused("0.0.0.0", List.of(), "GET", "Host", "10.1.2.4")).isPresent();
    assertThat(refused("0.0.0.0", List.of(), "GET", "Host", "evil.example")).isPresent();
    assertThat(refused(LOOPBACK, List.of(), "GET", "Host", "10.1.2.3")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "podlane.example.org, podlane.example.org:8443, true",
    "podlane.example.org, PODLANE.example.org, true",
    "podlane.example.org, x.podlane.example.org, false",
    "*.example.org, a.b.example.org, true",
    "*.example.org, example.org, false",
    "*.example.org, notexample.org, false",
    "192.168.1.5, 192.168.1.5:8080, true",
    "*, evil.example, true",
  })
  void configuredNames(String entry, String host, boolean answered) {
    assertThat(refused(LOOPBACK, List.of(entry), "GET", "Host", host).isEmpty())
        .isEqualTo(answered);
  }

  @ParameterizedTest
  @CsvSource({
    // host | origin | answered
    "localhost:8080, http://localhost:8080, true",
    "localhost:8080, https://localhost:8080, true",
    "localhost, http://localhost:80, true",
    "127.0.0.1:8080, http://127.0.0.1:8081, false",
    "localhost:8080, http://127.0.0.1:8080, false",
    "localhost:8080, http://evil.example, false",
    "localhost:8080, http://localhost:8080.evil.example, false",
    "localhost:8080, http://evil.example/localhost:8080, false",
    "localhost:8080, null, false",
    "localhost:8080, file://, false",
    "localhost:8080, '', false",
    "[::1]:8080, http://[::1]:8080, true",
    "localhost:8080, https://podlane.example.org, true",
    "localhost:8080, https://podlane.example.org:9000, false",
    "localhost:8080, https://other.example.org:9000, true",
  })
  void onlyOwnPagesMayChangeAnything(String host, String origin, boolean answered) {
    List<String> configured = List.of("podlane.example.org", "other.example.org:9000");
    for (String method : List.of("POST", "PUT", "DELETE", "GET")) {
      assertThat(refused(LOOPBACK, configured, method, "Host", host, "Origin", origin).isEmpty())
          .as(method)
          .isEqualTo(answered);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // method | Sec-Fetch-Site | answered
    "POST, same-origin, true",
    "POST, none, true",
    "POST, same-site, false",
    "POST, cross-site, false",
    "DELETE, cross-site, false",
    "POST, anything, false",
    "GET, cross-site, true",
    "GET, same-origin, true",
  })
  void browsersSayWhereARequestComesFrom(String method, String site, boolean answered) {
    String[] headers = {"Host", "localhost", "Sec-Fetch-Site", site, "Content-Type", "text/plain"};
    assertThat(refused(LOOPBACK, List.of(), method, headers).isEmpty()).isEqualTo(answered);
  }

  @Test
  void aBrowserThatDoesNotSayWhereItComesFromChangesNothing() {
    String[] headers = {"Host", "localhost", "Sec-Fetch-Mode", "no-cors"};
    assertThat(refused(LOOPBACK, List.of(), "POST", headers)).contains("api.foreign.site");
  }

  /** The code of the refusal, of a request that came in at 10.1.2.3. */
  private static Optional<String> refused(
      String bind, List<String> configured, String method, String... headers) {
    ServerProperties server = new ServerProperties();
    server.setAddress(bind.equals("0.0.0.0") ? null : loopback());
    MockHttpServletRequest request = new MockHttpServletRequest(method, "/api/clusters");
    request.setLocalAddr("10.1.2.3");
    for (int i = 0; i < headers.length; i += 2) {
      request.addHeader(headers[i], headers[i + 1]);
    }
    return new AccessCheck(new AccessProperties(bind, configured), server)
        .refusal(request)
        .map(AccessCheckTest::code);
  }

  private static String code(ApiException refusal) {
    Fault fault = refusal.faults().get(0);
    assertThat(refusal.kind().status()).isEqualTo(403);
    return fault.code();
  }

  private static @Nullable InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }
}
