package dev.podlane.web.api;

import dev.podlane.trace.Budget;
import dev.podlane.web.api.WalkPlaces.Place;
import dev.podlane.web.api.view.TraceWriter;
import dev.podlane.workspace.WalkRun;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with traces, each sent as it is ready. A place is held while a walk runs and its view is
 * made, not while a client reads; all traces of an answer share its room, each getting an equal
 * part of what those before it left.
 */
final class TraceStream {
  /** Octets of an answer, about. */
  static final long MOST = 12L << 20;

  private static final Logger log = LoggerFactory.getLogger(TraceStream.class);

  private final WalkPlaces places;
  private final TraceWriter writer;
  private final WaitingClient client;

  TraceStream(WalkPlaces places, TraceWriter writer, WaitingClient client) {
    this.places = places;
    this.writer = writer;
    this.client = client;
  }

  /**
   * Sends all traces of a run, or as many as the client waits for.
   *
   * @param several whether they stand in a list, be it of one
   */
  void send(WalkRun run, boolean several) throws IOException {
    String next = several ? "{\"traces\":[" : "";
    long left = MOST;
    Place place = places.enter();
    try {
      while (true) {
        Spool part = new Spool();
        int unsent = run.size() - run.sent();
        walk(place, run, part, left / unsent);
        left -= part.size();
        client.send(next);
        client.send(part);
        next = ",";
        if (unsent == 1) {
          break;
        }
        place = places.enterAgain();
      }
      client.send(several ? "]}" : "");
    } catch (Budget.Cancelled gone) {
      log.debug("a client left during its walk");
    }
  }

  /**
   * Sends one trace alone; the probes before it are walked, as it finds what they left.
   *
   * @param number of its probe, from 0
   */
  void sendOnly(WalkRun run, int number) throws IOException {
    try {
      for (int i = 0; i < number; i++) {
        skip(i == 0 ? places.enter() : places.enterAgain(), run);
      }
      Spool part = new Spool();
      walk(number == 0 ? places.enter() : places.enterAgain(), run, part, MOST);
      client.send(part);
    } catch (Budget.Cancelled gone) {
      log.debug("a client left during its walk");
    }
  }

  private static void skip(Place place, WalkRun run) {
    try (place) {
      run.next();
    }
  }

  private void walk(Place place, WalkRun run, Spool part, long most) throws IOException {
    try (place;
        part) {
      writer.write(run.next(), part, most);
    }
  }
}
