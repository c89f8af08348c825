package dev.podlane.workspace;

import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.Traffic.Sent;
import dev.podlane.workspace.Traffic.Use;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Streams over time lines, for tests. */
final class Streams {
  private Workspace workspace;
  private int events;

  private Streams(String text) {
    workspace = Workspace.open("test.yaml", text);
  }

  static Streams of(String text) {
    return new Streams(text);
  }

  /** Three nodes, a Deployment of three pods and its Service. */
  static String web() {
    try (var in = Streams.class.getResourceAsStream("/time/web.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Workspace workspace() {
    return workspace;
  }

  /** An event is planned, in seconds. */
  Streams at(double seconds, Event what) {
    Event.Timed timed = new Event.Timed(Math.round(seconds * 1_000), what);
    workspace = workspace.with(Edit.asked("e" + ++events, timed, Instant.EPOCH));
    return this;
  }

  static ProbeRequest tcp(String from, String to, long seed) {
    return new ProbeRequest(from, to, Protocol.TCP, null, Probe.DEFAULT_TTL, true, seed);
  }

  static ProbeRequest udp(String from, String to, long seed) {
    return new ProbeRequest(from, to, Protocol.UDP, null, Probe.DEFAULT_TTL, true, seed);
  }

  /** A stream whose times are in seconds. */
  List<Sent> send(ProbeRequest probe, Use use, double start, double until, double every) {
    return answer(probe, use, start, until, every).sent();
  }

  /** As {@link #send}, with its connections. */
  Traffic.Answer answer(ProbeRequest probe, Use use, double start, double until, double every) {
    List<Long> moments =
        Traffic.moments(
            Math.round(start * 1_000), Math.round(until * 1_000), Math.round(every * 1_000));
    return TrafficStream.send(workspace, probe, use, moments, () -> true);
  }
}
