package dev.podlane.web.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Clients that send or take slowly, or leave: others are answered, and nothing is left behind. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "podlane.body.time=2s",
      "server.tomcat.threads.max=20",
      "server.tomcat.connection-timeout=3s"
    })
@Import(SlowClientsTest.Endless.class)
@DirtiesContext
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
@SuppressWarnings("StringConcatToTextBlock")
@Execution(ExecutionMode.SAME_THREAD)
class SlowClientsTest {
  private static final int MANY = 60;
  private static final String JSON =
      String.join(
          "\r\n",
          "POST /api/clusters/article/traces HTTP/1.1",
          "Host: localhost",
          "Content-Type: application/json",
          "Content-Length: 1000",
          "",
          "{");
  private static final String YAML =
      String.join(
          "\r\n",
          "POST /api/clusters HTTP/1.1",
          "Host: localhost",
          "Content-Type: application/yaml",
          "Transfer-Encoding: chunked",
          "",
          "1",
          "#",
          "");
  private static final String FORM =
      String.join(
          "\r\n",
          "POST / HTTP/1.1",
          "Host: localhost",
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Length: 1000",
          "",
          "a=");
  static final List<String> HALF = List.of(JSON, YAML, FORM);
  private static final String LARGE =
      "GET /api/clusters/twenty-nodes/topology HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @LocalServerPort int port;
  @Autowired Sweep sweep;
  @Autowired SpoolRoom room;
  @Autowired Endless endless;

  private final List<Socket> sockets = new ArrayList<>();

  @DynamicPropertySource
  static void store(DynamicPropertyRegistry registry) throws IOException {
    Path data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "slow-");
    registry.add("podlane.data-dir", data::toString);
  }

  @AfterEach
  void nothingIsLeft() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    await(() -> sweep.size() == 0 && room.taken() == 0);
  }

  @ParameterizedTest
  @FieldSource("HALF")
  void halfBodiesHoldNoThread(String request) throws IOException {
    for (int i = 0; i < MANY; i++) {
      open(request);
    }
    othersAreAnswered();
  }

  @ParameterizedTest
  @FieldSource("HALF")
  void aBodyThatDoesNotComeIsAnsweredBy408(String request) throws IOException {
    assertThat(rest(open(request))).startsWith("HTTP/1.1 408").contains("Connection: close");
  }

  @Test
  void aByteNowAndThenBuysNoTime() throws IOException {
    Socket socket = open(YAML);
    InputStream in = socket.getInputStream();
    socket.setSoTimeout(100);
    String answer = "";
    while (answer.isEmpty()) {
      socket.getOutputStream().write("1\r\n#\r\n".getBytes(StandardCharsets.US_ASCII));
      try {
        answer = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
      } catch (SocketTimeoutException e) {
        // not yet
      }
    }
    assertThat(answer).isEqualTo("HTTP/1.1 408");
  }

  @Test
  void answersThatNobodyTakesHoldNoThread() throws IOException {
    for (int i = 0; i < MANY; i++) {
      open(LARGE);
    }
    othersAreAnswered();
  }

  @Test
  void clientsThatLeaveAreNoErrors(CapturedOutput output) throws IOException {
    for (int i = 0; i < MANY; i++) {
      open(LARGE).close();
      open(JSON).close();
      open(YAML).close();
    }
    othersAreAnswered();
    await(() -> sweep.size() == 0);

    assertThat(output.getAll()).doesNotContain("ERROR", "Exception", "\tat ");
  }

  @Test
  void aForeignBodyIsNotWaitedFor() throws IOException {
    String host = YAML.replace("localhost", "evil.example");

    assertThat(rest(open(host + "0\r\n\r\n"))).startsWith("HTTP/1.1 403");
    assertThat(rest(open(host))).startsWith("HTTP/1.1 403");
  }

  @Test
  void workEndsWhenTheClientLeaves() throws IOException {
    String get = "GET /api/endless HTTP/1.1\r\nHost: localhost\r\n\r\n";
    String post = get.replace("GET", "POST").replace("\r\n\r\n", "\r\nContent-Length: 1\r\n\r\nx");
    for (String request : List.of(get, post)) {
      int before = endless.left.get();
      Socket socket = open(request);
      await(() -> endless.entered.get() > before);
      socket.close();
      await(() -> endless.left.get() > before);
    }
  }

  @Test
  void aClientThatHasSentItsNextRequestIsThere() throws IOException {
    String get = "GET /api/clusters HTTP/1.1\r\nHost: localhost\r\n";
    String both = get + "\r\n" + get + "Connection: close\r\n\r\n";

    assertThat(rest(open(both)).split("HTTP/1.1 200", -1)).hasSize(3);
  }

  /** Work without an end, but for the client's leaving. */
  @RestController
  static class Endless {
    final AtomicInteger entered = new AtomicInteger();
    final AtomicInteger left = new AtomicInteger();

    @RequestMapping("/api/endless")
    void run(HttpServletResponse response) throws IOException {
      entered.incrementAndGet();
      try {
        while (true) {
          response.getOutputStream().write('.');
          response.flushBuffer();
        }
      } finally {
        left.incrementAndGet();
      }
    }
  }

  private void othersAreAnswered() throws IOException {
    for (String path : List.of("/actuator/health", "/api/clusters", "/app/index.js", "/")) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      assertThat(rest(open(request))).startsWith("HTTP/1.1 200");
    }
    String probe = "{\"from\":\"web-1\",\"to\":\"10.0.2.2\"}";
    String head = JSON.substring(0, JSON.indexOf("Content-Length"));
    String length = "Connection: close\r\nContent-Length: " + probe.length() + "\r\n\r\n";
    assertThat(rest(open(head + length + probe))).startsWith("HTTP/1.1 200").endsWith("}");
  }

  private Socket open(String request) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    sockets.add(socket);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
  }
}
