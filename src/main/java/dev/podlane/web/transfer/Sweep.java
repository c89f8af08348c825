package dev.podlane.web.transfer;

import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Checks all waiting requests several times a second, and ends those that have waited too long. */
@Component
final class Sweep {
  private static final Logger log = LoggerFactory.getLogger(Sweep.class);
  private static final long EVERY_MILLIS = 200;

  private final Set<Waiting> all = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "sweep");
            thread.setDaemon(true);
            return thread;
          });

  /** Something with a time limit. */
  interface Waiting {
    /**
     * Ends itself if its time is over.
     *
     * @param now as {@link System#nanoTime()}
     */
    void look(long now);
  }

  Sweep() {
    var unused =
        clock.scheduleWithFixedDelay(
            this::round, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  void add(Waiting waiting) {
    all.add(waiting);
  }

  void remove(Waiting waiting) {
    all.remove(waiting);
  }

  /** Number of those that wait. */
  int size() {
    return all.size();
  }

  private void round() {
    for (Waiting each : List.copyOf(all)) {
      try {
        each.look(System.nanoTime());
      } catch (RuntimeException e) {
        all.remove(each);
        log.error("could not end what waited too long", e);
      }
    }
  }

  @PreDestroy
  void stop() {
    clock.shutdownNow();
  }
}
