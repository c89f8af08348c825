package dev.podlane.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;

/** A follower on a connection of its own, which it opens again when it is lost. */
final class ClassFollower extends Thread {
  private final ClassServer server;
  private final String code;
  private final String key;
  private final Map<String, Long> sent;
  private final Queue<Long> latencies;
  private final CountDownLatch open = new CountDownLatch(1);
  private volatile String last = "";
  private volatile String link = "";
  private volatile boolean stopped;

  /**
   * A follower.
   *
   * @param sent moments at which steps were sent, by their links
   * @param latencies takes the time that each step took, in nanoseconds
   */
  ClassFollower(
      ClassServer server, String code, String key, Map<String, Long> sent, Queue<Long> latencies) {
    this.server = server;
    this.code = code;
    this.key = key;
    this.sent = sent;
    this.latencies = latencies;
    setDaemon(true);
  }

  @Override
  public void run() {
    while (!stopped) {
      try {
        listen();
      } catch (IOException away) {
        ClassServer.pause(200);
      }
    }
  }

  private void listen() throws IOException {
    try (Socket connection = new Socket("127.0.0.1", server.port())) {
      String head =
          "GET /api/rooms/"
              + code
              + "/events HTTP/1.1\r\nHost: localhost\r\n"
              + "Podlane-Room-Key: "
              + key
              + "\r\n"
              + (last.isEmpty() ? "" : "Last-Event-ID: " + last + "\r\n")
              + "\r\n";
      connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("id: ")) {
          last = line.substring(4);
        } else if (line.startsWith("data: ")) {
          told(line);
        }
      }
    }
  }

  private void told(String line) {
    String now = ClassServer.field(line, "link");
    if (!now.equals(link)) {
      Long from = sent.get(now);
      if (from != null) {
        latencies.add(System.nanoTime() - from);
      }
      link = now;
    }
    open.countDown();
  }

  String key() {
    return key;
  }

  /** The page it was told last. */
  String link() {
    return link;
  }

  void awaitFirst() throws InterruptedException {
    open.await();
  }

  void end() {
    stopped = true;
  }
}
