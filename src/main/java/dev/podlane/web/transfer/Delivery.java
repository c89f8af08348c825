package dev.podlane.web.transfer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a whole answer without a thread that waits for the client to take it. */
final class Delivery implements WriteListener, Sweep.Waiting {
  private static final Logger log = LoggerFactory.getLogger(Delivery.class);
  private static final int CHUNK = 16 << 10;

  private final Visit visit;
  private final InputStream answer;
  private final ServletOutputStream out;
  private final Pace pace;
  private final AsyncContext async;
  private final Sweep sweep;
  private final AtomicBoolean done = new AtomicBoolean();
  private final long began = System.nanoTime();
  private volatile long last = began;
  private final AtomicLong sent = new AtomicLong();

  private Delivery(Visit visit, Pace pace, AsyncContext async, Sweep sweep) throws IOException {
    this.visit = visit;
    this.answer = visit.answer().body().open();
    this.out = visit.response.getOutputStream();
    this.pace = pace;
    this.async = async;
    this.sweep = sweep;
  }

  /** Starts sending; a client that reads too slowly is cut off. */
  static void start(Visit visit, Pace pace, Sweep sweep) throws IOException {
    AsyncContext async = visit.request.startAsync();
    async.setTimeout(0);
    Delivery delivery = new Delivery(visit, pace, async, sweep);
    sweep.add(delivery);
    delivery.out.setWriteListener(delivery);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread at a time writes it, others read
  @Override
  public void onWritePossible() throws IOException {
    byte[] chunk = new byte[CHUNK];
    while (!done.get() && out.isReady()) {
      int some = answer.read(chunk);
      if (some < 0) {
        if (end()) {
          async.complete();
        }
        return;
      }
      out.write(chunk, 0, some);
      sent.addAndGet(some);
      last = System.nanoTime();
    }
  }

  @Override
  public void onError(Throwable failure) {
    log.debug("a client left before its answer was sent", failure);
    if (end()) {
      async.complete();
    }
  }

  @Override
  public void look(long now) {
    if (pace.tooSlow(now - began, now - last, sent.get()) && end()) {
      visit.stage(Visit.Stage.CUT);
      try {
        async.dispatch();
      } catch (RuntimeException e) {
        log.debug("a client that was too slow has left", e);
      }
    }
  }

  private boolean end() {
    if (!done.compareAndSet(false, true)) {
      return false;
    }
    sweep.remove(this);
    try {
      answer.close();
    } catch (IOException e) {
      // it was only read from
    }
    visit.answer().body().close();
    return true;
  }
}
