package dev.podlane.web.api;

import dev.podlane.answer.trace.TraceWriter;
import dev.podlane.trace.record.Budget;
import dev.podlane.web.api.WalkPlaces.Place;
import dev.podlane.workspace.WalkRun;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Answers with traces, each written as it is ready. All traces of an answer share its room, each
 * getting an equal part of the room left.
 */
final class TraceStream {
  /** Octets of an answer, about. */
  static final long MOST = 8L << 20;

  private static final long MOST_OF_ONE = 2L << 20;

  private final WalkPlaces places;
  private final TraceWriter writer;
  private final HttpServletResponse response;

  TraceStream(WalkPlaces places, TraceWriter writer, HttpServletResponse response) {
    this.places = places;
    this.writer = writer;
    this.response = response;
  }

  /**
   * Writes all traces of a run.
   *
   * @param several true if they form a list, even of one
   * @throws Budget.Cancelled if the client has left; the probes that follow are not sent then
   */
  void send(WalkRun run, boolean several) throws IOException {
    String next = several ? "{\"traces\":[" : "";
    long left = MOST;
    Place place = places.enter();
    while (true) {
      int unsent = run.size() - run.sent();
      left -= write(place, run, next, Math.min(MOST_OF_ONE, left / unsent));
      next = ",";
      if (unsent == 1) {
        break;
      }
      place = places.enterAgain();
    }
    write(several ? "]}" : "");
  }

  /**
   * Writes a single trace; the probes before it are walked too, because it depends on their
   * effects.
   *
   * @param number of its probe, from 0
   * @throws Budget.Cancelled if the client has left
   */
  void sendOnly(WalkRun run, int number) throws IOException {
    for (int i = 0; i < number; i++) {
      skip(i == 0 ? places.enter() : places.enterAgain(), run);
    }
    write(number == 0 ? places.enter() : places.enterAgain(), run, "", MOST);
  }

  private static void skip(Place place, WalkRun run) {
    try (place) {
      run.next();
    }
  }

  private long write(Place place, WalkRun run, String before, long most) throws IOException {
    try (place) {
      write(before);
      return writer.write(run.next(), out(), most);
    }
  }

  private void write(String text) throws IOException {
    out().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private OutputStream out() throws IOException {
    return response.getOutputStream();
  }
}
