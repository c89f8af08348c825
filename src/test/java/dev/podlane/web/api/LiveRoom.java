package dev.podlane.web.api;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Someone who listens to a room over a plain socket, as an EventSource does. */
final class LiveRoom implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Socket socket;
  private final BufferedReader in;

  /**
   * An event.
   *
   * @param id as it was sent, to be told in Last-Event-ID
   */
  record Event(String name, String id, JsonNode data) {}

  /** Asks for the events of a room, and reads the head of the answer. */
  LiveRoom(int port, String code, String... headers) throws IOException {
    StringBuilder head =
        new StringBuilder("GET /api/rooms/" + code + "/events HTTP/1.1\r\nHost: localhost\r\n");
    for (int i = 0; i < headers.length; i += 2) {
      head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    socket = new Socket("localhost", port);
    socket.setSoTimeout(20_000);
    OutputStream out = socket.getOutputStream();
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    out.flush();
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    String status = in.readLine();
    if (status == null || !status.contains(" 200")) {
      throw new IOException("refused: " + status);
    }
  }

  /** The next event; comments are left out. */
  Event next() throws IOException {
    String name = "";
    String id = "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("data: ")) {
        return new Event(name, id, MAPPER.readTree(line.substring(6)));
      }
    }
    throw new IOException("the stream has ended");
  }

  /** The next event that is like this. */
  Event await(java.util.function.Predicate<Event> wanted) throws IOException {
    Event event = next();
    while (!wanted.test(event)) {
      event = next();
    }
    return event;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
