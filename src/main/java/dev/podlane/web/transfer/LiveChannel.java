package dev.podlane.web.transfer;

import dev.podlane.web.live.Channel;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends messages as they come, without a thread that waits for the client to take them. */
final class LiveChannel implements Channel, WriteListener, AsyncListener, Sweep.Waiting {
  private static final Logger log = LoggerFactory.getLogger(LiveChannel.class);

  /** A client that takes nothing for so long has left without a word. */
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private final Visit visit;
  private final ServletOutputStream out;
  private final AsyncContext async;
  private final Sweep sweep;
  private final Runnable gone;
  private final AtomicBoolean done = new AtomicBoolean();

  /** True while the container is to say when it can write; guarded by this, as all below. */
  private boolean waiting = true;

  private boolean unflushed;
  private byte @Nullable [] next;
  private volatile long waitingSince = System.nanoTime();

  private LiveChannel(Visit visit, AsyncContext async, Sweep sweep, Runnable gone)
      throws IOException {
    this.visit = visit;
    this.out = visit.response.getOutputStream();
    this.async = async;
    this.sweep = sweep;
    this.gone = gone;
  }

  /** Makes the answer of this visit a channel. */
  static LiveChannel start(Visit visit, Sweep sweep, Runnable gone) throws IOException {
    AsyncContext async = visit.request.startAsync();
    async.setTimeout(0);
    visit.leave();
    LiveChannel channel = new LiveChannel(visit, async, sweep, gone);
    sweep.add(channel);
    async.addListener(channel);
    channel.out.setWriteListener(channel);
    return channel;
  }

  @Override
  public void offer(byte[] message) {
    synchronized (this) {
      next = message;
    }
    tryWriting();
  }

  @Override
  public void beat(byte[] message) {
    synchronized (this) {
      if (waiting || next != null) {
        return;
      }
      next = message;
    }
    tryWriting();
  }

  private void tryWriting() {
    try {
      synchronized (this) {
        if (!waiting) {
          write();
        }
      }
    } catch (IOException | IllegalStateException left) {
      log.debug("the client of a live answer has left", left);
      finish(); // the container is told, too, and calls onError(AsyncEvent), which completes it
    }
  }

  @Override
  public void onWritePossible() throws IOException {
    synchronized (this) {
      waiting = false;
      write();
    }
  }

  /** Writes while the container takes it; after it said no, it calls when it does again. */
  private synchronized void write() throws IOException {
    while (!done.get() && (next != null || unflushed)) {
      if (!out.isReady()) {
        waiting = true;
        waitingSince = System.nanoTime();
        return;
      }
      byte[] message = next;
      if (message == null) {
        unflushed = false;
        out.flush();
      } else {
        next = null;
        unflushed = true;
        out.write(message);
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    log.debug("the client of a live answer has left", failure);
    finish();
    complete();
  }

  /**
   * After a failure in a thread that is not the container's Tomcat forgets the write listener and
   * calls this one. What it does next gives request and response to another connection; by then the
   * failed thread must be out of them, or it marks the other connection's response as broken.
   *
   * @see <a
   *     href="https://github.com/apache/tomcat/blob/11.0.x/java/org/apache/coyote/AbstractProcessor.java">
   *     CLIENT_FLUSH in AbstractProcessor: setErrorState, then setErrorException</a>
   */
  @Override
  public void onError(AsyncEvent event) {
    onError(event.getThrowable());
  }

  @Override
  public void onComplete(AsyncEvent event) {
    finish();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    // it has none
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    // the answer is never started again
  }

  @Override
  public void end() {
    if (finish()) {
      complete();
    }
  }

  /** Waits for the thread that is writing. */
  private synchronized void complete() {
    try {
      async.complete();
    } catch (RuntimeException e) {
      log.debug("a live answer had ended already", e);
    }
  }

  @Override
  public void look(long now) {
    boolean stuck;
    synchronized (this) {
      stuck = waiting && now - waitingSince > LONGEST_NANOS;
    }
    if (stuck && finish()) {
      visit.stage(Visit.Stage.CUT);
      try {
        async.dispatch();
      } catch (RuntimeException e) {
        log.debug("a client that took nothing has left", e);
      }
    }
  }

  private boolean finish() {
    if (!done.compareAndSet(false, true)) {
      return false;
    }
    sweep.remove(this);
    visit.answer().body().close();
    gone.run();
    return true;
  }
}
