package dev.podlane.web.transfer;

import dev.podlane.web.api.problem.ApiException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One request from its first byte to the last of its answer, over all its dispatches. */
final class Visit {
  private static final String ATTRIBUTE = Visit.class.getName();

  /** The stages of a request. */
  enum Stage {
    /** Nothing has been done, or its body is here. */
    ARRIVED,
    /** It has a place in its lane. */
    ADMITTED,
    /** The application has it. */
    RUNNING,
    /** Its client was too slow in taking the answer. */
    CUT
  }

  final HttpServletRequest request;
  final HttpServletResponse response;
  final @Nullable ClientConnection connection;
  private final Spool body;
  private final SpooledResponse answer;
  private final ReceivedRequest received;
  private volatile Stage stage = Stage.ARRIVED;
  private volatile @Nullable ApiException refusal;
  private volatile boolean closing;
  private @Nullable Lane lane;

  Visit(HttpServletRequest request, HttpServletResponse response, SpoolRoom room) {
    this.request = request;
    this.response = response;
    this.connection =
        request.getAttribute(ClientConnection.ATTRIBUTE) instanceof ClientConnection known
            ? known
            : null;
    this.body = new Spool(room);
    this.answer = new SpooledResponse(response, room, this::isGone);
    this.received = new ReceivedRequest(request, body);
    request.setAttribute(ATTRIBUTE, this);
  }

  /** The visit a request is part of, null if it has just come in. */
  static @Nullable Visit of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof Visit known ? known : null;
  }

  Stage stage() {
    return stage;
  }

  void stage(Stage next) {
    this.stage = next;
  }

  Spool body() {
    return body;
  }

  SpooledResponse answer() {
    return answer;
  }

  /** The request as the application sees it. */
  ReceivedRequest received() {
    return received;
  }

  /** Returns the reason to refuse the request, null if there is none. */
  @Nullable ApiException refusal() {
    return refusal;
  }

  void refuse(ApiException why) {
    this.refusal = why;
  }

  /** Returns true if the connection ends with the answer, as the client has more to send. */
  boolean isClosing() {
    return closing;
  }

  void close() {
    this.closing = true;
  }

  /** Returns true if the client has left. */
  boolean isGone() {
    return connection != null && connection.isGone();
  }

  /** Takes a place in this lane, to be left at the end; null if it needs none. */
  void place(@Nullable Lane taken) {
    this.lane = taken;
  }

  /** Leaves its lane, and frees the memory of its body; may be called again. */
  void leave() {
    Lane taken = lane;
    lane = null;
    if (taken != null) {
      taken.leave();
    }
    try {
      received.close();
    } catch (IOException e) {
      // it was only read from
    }
    body.release();
  }
}
