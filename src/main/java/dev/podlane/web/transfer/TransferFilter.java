package dev.podlane.web.transfer;

import dev.podlane.web.access.AccessCheck;
import dev.podlane.web.api.body.ReceivedBody;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.BodyProperties;
import dev.podlane.web.api.problem.ProblemAnswer;
import dev.podlane.web.api.problem.QueryCheck;
import dev.podlane.web.live.LiveAnswer;
import dev.podlane.web.transfer.Visit.Stage;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The stages of each request: access is checked, the body is received, a place is waited for, the
 * application answers, the answer is sent. No thread waits for the client in any of it, so each
 * step that has to wait ends this filter, and a dispatch brings the request here again.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class TransferFilter extends OncePerRequestFilter {
  private static final Logger log = LoggerFactory.getLogger(TransferFilter.class);

  /** Answers up to this many bytes find room in any connection's buffers. */
  private static final int SENT_AT_ONCE = 16 << 10;

  /** The most that is read of an unwanted body beyond the limit, in bytes. */
  private static final long DRAINED = 256L << 20;

  private static final long DRAINED_OF_FOREIGN = 1L << 20;

  private final AccessCheck access;
  private final BodyProperties limits;
  private final Pace pace;
  private final SpoolRoom room;
  private final Lanes lanes;
  private final Sweep sweep;
  private final ProblemAnswer problems;

  TransferFilter(
      AccessCheck access,
      BodyProperties limits,
      SpoolRoom room,
      Lanes lanes,
      Sweep sweep,
      ProblemAnswer problems) {
    this.access = access;
    this.limits = limits;
    this.pace = new Pace(limits.time(), limits.slowest().toBytes());
    this.room = room;
    this.lanes = lanes;
    this.sweep = sweep;
    this.problems = problems;
  }

  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Visit visit = Visit.of(request);
    if (visit == null) {
      visit = new Visit(request, response, room);
      request.setAttribute(LiveAnswer.ATTRIBUTE, live(visit));
      if (receive(visit)) {
        return;
      }
    }
    try {
      goOn(visit, chain);
    } catch (ClientAbortException e) {
      log.debug("a client has left", e);
      visit.leave();
      visit.answer().body().close();
    }
  }

  private LiveAnswer live(Visit visit) {
    return gone -> {
      try {
        return LiveChannel.start(visit, sweep, gone);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** Starts receiving the body, if there is one to wait for. */
  private boolean receive(Visit visit) throws IOException {
    HttpServletRequest request = visit.request;
    access.refusal(request).ifPresent(visit::refuse);
    boolean foreign = visit.refusal() != null;
    if (!foreign) {
      QueryCheck.refusal(request.getQueryString()).ifPresent(visit::refuse);
    }
    long length = request.getContentLengthLong();
    if (length <= 0 && request.getHeader("Transfer-Encoding") == null) {
      return false;
    }
    boolean documents = Lanes.takesDocuments(request.getServletPath());
    long most = (documents ? limits.maxDocuments() : limits.maxJson()).toBytes();
    if (!foreign && length > most) {
      visit.refuse(Reception.tooLarge(most));
    }
    long drained = foreign ? DRAINED_OF_FOREIGN : most + DRAINED;
    if (length > drained) {
      visit.close();
      return false;
    }
    request.setAttribute(ReceivedBody.ATTRIBUTE, visit.body());
    if (visit.connection == null) {
      receiveWaiting(visit, most);
      return false;
    }
    Reception.start(visit, new Reception.Bounds(most, drained, pace), sweep);
    return true;
  }

  /**
   * Receives in the calling thread, for containers without non-blocking input, such as those of
   * tests.
   */
  private static void receiveWaiting(Visit visit, long most) throws IOException {
    try (InputStream in = visit.request.getInputStream()) {
      byte[] chunk = new byte[SENT_AT_ONCE];
      for (int some = in.read(chunk); some >= 0 && visit.refusal() == null; some = in.read(chunk)) {
        if (visit.body().size() + some > most) {
          visit.refuse(Reception.tooLarge(most));
        } else {
          visit.body().write(chunk, 0, some);
        }
      }
    }
  }

  private void goOn(Visit visit, FilterChain chain) throws ServletException, IOException {
    ApiException refusal = visit.refusal();
    if (visit.stage() == Stage.CUT) {
      if (visit.connection != null) {
        visit.connection.closeNow();
      }
    } else if (refusal != null) {
      refuse(visit, refusal);
    } else if (visit.stage() != Stage.ARRIVED) {
      run(visit, chain);
    } else {
      Lane lane = lanes.of(visit.request);
      if (lane == null || lane.enter()) {
        visit.place(lane);
        run(visit, chain);
      } else {
        Turn.await(visit, lane, sweep);
      }
    }
  }

  private void refuse(Visit visit, ApiException refusal) throws IOException {
    visit.leave();
    if (visit.isClosing()) {
      visit.response.setHeader("Connection", "close");
    }
    problems.send(visit.request, visit.response, refusal);
    if (visit.isClosing() && visit.connection != null) {
      visit.response.flushBuffer();
      visit.connection.closeAfterAnswer();
    }
  }

  private void run(Visit visit, FilterChain chain) throws ServletException, IOException {
    boolean first = visit.stage() != Stage.RUNNING;
    visit.stage(Stage.RUNNING);
    boolean answered = false;
    try {
      if (!first || !visit.isGone()) {
        chain.doFilter(visit.received(), visit.answer());
        answered = true;
      }
    } finally {
      if (!visit.request.isAsyncStarted()) {
        visit.leave();
        if (!answered || visit.answer().isLeftToContainer()) {
          visit.answer().body().close();
        }
      }
    }
    if (answered && !visit.request.isAsyncStarted() && !visit.answer().isLeftToContainer()) {
      send(visit);
    }
  }

  private void send(Visit visit) throws IOException {
    Spool answer = visit.answer().body();
    long size = answer.size();
    if (size == 0) {
      answer.close();
      return;
    }
    visit.response.setContentLengthLong(size);
    if (visit.connection != null && size > SENT_AT_ONCE && !isHead(visit.request)) {
      Delivery.start(visit, pace, sweep);
      return;
    }
    try (Spool whole = answer;
        InputStream in = whole.open()) {
      in.transferTo(visit.response.getOutputStream());
    }
  }

  private static boolean isHead(HttpServletRequest request) {
    return "HEAD".equals(request.getMethod());
  }
}
