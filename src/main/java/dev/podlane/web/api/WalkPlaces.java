package dev.podlane.web.api;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Lets few walks run at once, as each may take memory and a processor. The others wait in the order
 * they came; a request that has to wait for long, or finds too many waiting, is refused with
 * Retry-After.
 */
@Component
class WalkPlaces {
  /** Memory that a walk and its answer may need at most. */
  private static final long WALK = 200L << 20;

  private static final int MOST_WAITING = 64;
  private static final long PATIENCE_MILLIS = 10_000;

  private final Semaphore places;
  private final AtomicInteger waiting = new AtomicInteger();
  private final long patienceMillis;

  WalkPlaces() {
    this(
        (int)
            Math.max(
                1,
                Math.min(
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.getRuntime().maxMemory() / WALK)),
        PATIENCE_MILLIS);
  }

  WalkPlaces(int atOnce, long patienceMillis) {
    this.places = new Semaphore(atOnce, true);
    this.patienceMillis = patienceMillis;
  }

  /** A place that is given back. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for a place.
   *
   * @throws ApiException if there is none in time
   */
  Place enter() {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      throw busy();
    }
    try {
      if (!places.tryAcquire(patienceMillis, TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    } finally {
      waiting.decrementAndGet();
    }
    return places::release;
  }

  /** Waits, for however long, for a place for the next walk of an answer that has begun. */
  Place enterAgain() {
    places.acquireUninterruptibly();
    return places::release;
  }

  private static ApiException busy() {
    return new ApiException(ProblemKind.TOO_MANY_WALKS, Fault.request("api.walks.busy"));
  }
}
