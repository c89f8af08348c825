package dev.podlane.web.transfer;

import jakarta.servlet.AsyncContext;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request in a lane's queue, without a thread. */
final class Turn implements Lane.Next, Sweep.Waiting {
  private static final Logger log = LoggerFactory.getLogger(Turn.class);
  private static final long LONGEST_NANOS = 20_000_000_000L;

  private final Visit visit;
  private final Lane lane;
  private final String group;
  private final AsyncContext async;
  private final Sweep sweep;
  private final AtomicBoolean done = new AtomicBoolean();
  private final long began = System.nanoTime();

  private Turn(Visit visit, Lane lane, AsyncContext async, Sweep sweep) {
    this.visit = visit;
    this.lane = lane;
    this.group = Lanes.group(visit.request);
    this.async = async;
    this.sweep = sweep;
  }

  /**
   * Waits until it is this request's turn; a request that waits too long is refused with
   * Retry-After.
   */
  static void await(Visit visit, Lane lane, Sweep sweep) {
    AsyncContext async = visit.request.startAsync();
    async.setTimeout(0);
    Turn turn = new Turn(visit, lane, async, sweep);
    sweep.add(turn);
    if (!lane.join(turn.group, turn)) {
      turn.refuse();
    }
  }

  @Override
  public boolean start() {
    if (!done.compareAndSet(false, true)) {
      return false;
    }
    sweep.remove(this);
    visit.stage(Visit.Stage.ADMITTED);
    visit.place(lane);
    return dispatch();
  }

  @Override
  public void look(long now) {
    if (now - began > LONGEST_NANOS) {
      lane.quit(group, this);
      refuse();
    }
  }

  private void refuse() {
    if (done.compareAndSet(false, true)) {
      sweep.remove(this);
      visit.refuse(Lanes.busy(visit.request));
      dispatch();
    }
  }

  private boolean dispatch() {
    try {
      async.dispatch();
      return true;
    } catch (RuntimeException e) {
      log.debug("a request that waited has gone", e);
      visit.body().close();
      return false;
    }
  }
}
