package dev.podlane.web.transfer;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives the body of a request without a thread that waits for it. An unwanted body is read on
 * for a while and thrown away, as most clients read no answer before they have sent everything.
 */
final class Reception implements ReadListener, Sweep.Waiting {
  private static final Logger log = LoggerFactory.getLogger(Reception.class);
  private static final int CHUNK = 16 << 10;

  private final Visit visit;
  private final ServletInputStream in;
  private final Bounds bounds;
  private final AsyncContext async;
  private final Sweep sweep;
  private final AtomicBoolean done = new AtomicBoolean();
  private final long began = System.nanoTime();
  private volatile long last = began;
  private final AtomicLong seen = new AtomicLong();

  /**
   * The limits on a body.
   *
   * @param most bytes of a body that is taken
   * @param drained bytes that are thrown away of one that is not
   * @param pace speed at which it must arrive
   */
  record Bounds(long most, long drained, Pace pace) {}

  private Reception(
      Visit visit, ServletInputStream in, Bounds bounds, AsyncContext async, Sweep sweep) {
    this.visit = visit;
    this.in = in;
    this.bounds = bounds;
    this.async = async;
    this.sweep = sweep;
  }

  /** Starts receiving; when all is there, or it is given up, the request is dispatched again. */
  static void start(Visit visit, Bounds bounds, Sweep sweep) throws IOException {
    ServletInputStream in = visit.request.getInputStream();
    AsyncContext async = visit.request.startAsync();
    async.setTimeout(0);
    Reception reception = new Reception(visit, in, bounds, async, sweep);
    sweep.add(reception);
    in.setReadListener(reception);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time writes it, others read
  @Override
  public void onDataAvailable() throws IOException {
    byte[] chunk = new byte[CHUNK];
    while (!done.get() && in.isReady()) {
      int some = in.read(chunk);
      if (some < 0) {
        return;
      }
      last = System.nanoTime();
      seen.addAndGet(some);
      take(chunk, some);
    }
  }

  private void take(byte[] chunk, int length) {
    if (visit.refusal() == null && seen.get() > bounds.most()) {
      refuse(tooLarge(bounds.most()));
    }
    if (visit.refusal() == null) {
      try {
        visit.body().write(chunk, 0, length);
      } catch (ApiException noRoom) {
        refuse(noRoom);
      } catch (IOException e) {
        log.warn("a request's body could not be kept: {}", e.toString());
        refuse(NoRoomException.diskFull());
      }
    } else if (seen.get() > bounds.drained()) {
      end(true);
    }
  }

  private void refuse(ApiException why) {
    visit.refuse(why);
    visit.body().close();
  }

  @Override
  public void onAllDataRead() {
    end(false);
  }

  /** The connection failed: there is no client to answer. */
  @Override
  public void onError(Throwable failure) {
    log.debug("a request's body broke off", failure);
    if (done.compareAndSet(false, true)) {
      sweep.remove(this);
      visit.body().close();
      async.complete();
    }
  }

  @Override
  public void look(long now) {
    if (bounds.pace().tooSlow(now - began, now - last, seen.get())) {
      if (visit.refusal() == null) {
        visit.refuse(new ApiException(ProblemKind.TOO_SLOW, Fault.request("api.body.too-slow")));
      }
      end(true);
    }
  }

  private void end(boolean unfinished) {
    if (!done.compareAndSet(false, true)) {
      return;
    }
    sweep.remove(this);
    if (unfinished) {
      visit.close();
    }
    try {
      async.dispatch();
    } catch (RuntimeException e) {
      log.debug("a received request cannot go on", e);
      visit.body().close();
    }
  }

  /** The refusal of a body that is larger than this. */
  static ApiException tooLarge(long most) {
    String size = most % (1 << 20) == 0 ? (most >> 20) + " MB" : most + " bytes";
    return new ApiException(ProblemKind.TOO_LARGE, Fault.request("api.body.too-large", size));
  }
}
