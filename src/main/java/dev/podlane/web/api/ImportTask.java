package dev.podlane.web.api;

import dev.podlane.web.api.body.ReceivedBody;
import dev.podlane.web.space.Visitor;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An import that continues after its request was answered. Thread-safe. */
final class ImportTask {
  private final String id;
  private final Visitor visitor;
  private final long total;
  private final long begun = System.nanoTime();
  private final AtomicLong read = new AtomicLong();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private volatile Outcome outcome = Outcome.WAITING;

  ImportTask(String id, Visitor visitor, long total) {
    this.id = id;
    this.visitor = visitor;
    this.total = total;
  }

  /** The states of an import. */
  enum State {
    /** Others are read first. */
    WAITING,
    /** Its bytes are being read. */
    READING,
    /** They are read; the cluster is being opened and saved. */
    OPENING,
    /** The cluster is there. */
    DONE,
    /** There is no cluster; the failure says why. */
    FAILED
  }

  /**
   * The result of an import.
   *
   * @param cluster the cluster's id, once it is there
   * @param failure the failure; null if there was none
   */
  record Outcome(State state, @Nullable String cluster, @Nullable Throwable failure) {
    static final Outcome WAITING = new Outcome(State.WAITING, null, null);
  }

  String id() {
    return id;
  }

  /** The sender of the request. */
  Visitor visitor() {
    return visitor;
  }

  /** Bytes of the body. */
  long total() {
    return total;
  }

  /** Bytes that were read of it in the present pass over it; of archives, as they are packed. */
  long read() {
    return read.get();
  }

  Outcome outcome() {
    return outcome;
  }

  boolean isOver() {
    State state = outcome.state();
    return state == State.DONE || state == State.FAILED;
  }

  /** Nanoseconds since it was asked for. */
  long age() {
    return System.nanoTime() - begun;
  }

  /** Cancels it as soon as its reader looks; a cluster saved by then is deleted. */
  synchronized void cancel() {
    cancelled.set(true);
  }

  boolean isCancelled() {
    return cancelled.get();
  }

  void is(State state) {
    outcome = new Outcome(state, null, null);
  }

  /** The cluster is saved; returns false if the import was cancelled. */
  synchronized boolean done(String cluster) {
    outcome = new Outcome(State.DONE, cluster, null);
    return !cancelled.get();
  }

  void failed(Throwable failure) {
    outcome = new Outcome(State.FAILED, null, failure);
  }

  /** The body, counted as it is read. */
  ReceivedBody counted(ReceivedBody body) {
    return new Counted(body);
  }

  private final class Counted implements ReceivedBody {
    private final ReceivedBody body;

    Counted(ReceivedBody body) {
      this.body = body;
    }

    @Override
    public long size() {
      return body.size();
    }

    @Override
    public InputStream open() throws IOException {
      is(State.READING);
      read.set(0);
      return new FilterInputStream(body.open()) {
        @Override
        public int read() throws IOException {
          return (int) count(in.read(), 1);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
          int some = in.read(into, from, length);
          return (int) count(some, some);
        }

        @Override
        public long skip(long wanted) throws IOException {
          long skipped = in.skip(wanted);
          return count(skipped, skipped);
        }
      };
    }

    private long count(long answer, long more) throws IOException {
      if (cancelled.get()) {
        throw new InterruptedIOException("the import was cancelled");
      }
      if (answer >= 0 && read.addAndGet(more) >= total) {
        is(State.OPENING);
      }
      return answer;
    }

    @Override
    public Kept keep() {
      return body.keep();
    }
  }
}
