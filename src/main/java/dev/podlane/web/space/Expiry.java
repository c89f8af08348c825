package dev.podlane.web.space;

import dev.podlane.store.ClusterStore;
import dev.podlane.store.Expected;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Removes clusters that nobody has opened for {@code podlane.public.expire-after}. They are not
 * found any more from that moment on; this makes room.
 */
@Component
class Expiry {
  private static final Logger log = LoggerFactory.getLogger(Expiry.class);
  private static final int AT_ONCE = 100;
  private static final long EVERY_MINUTES = 30;

  private final Spaces spaces;
  private final ClusterStore store;
  private final Timer timer = new Timer("expiry", true);

  Expiry(Spaces spaces, ClusterStore store) {
    this.spaces = spaces;
    this.store = store;
  }

  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    if (spaces.isPublic() && !spaces.settings().expireAfter().isZero()) {
      timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              attempt();
            }
          },
          TimeUnit.MINUTES.toMillis(1),
          TimeUnit.MINUTES.toMillis(EVERY_MINUTES));
    }
  }

  private void attempt() {
    try {
      int removed = sweep();
      if (removed > 0) {
        log.info("Removed {} clusters that nobody has opened for long", removed);
      }
    } catch (RuntimeException later) {
      log.warn("Expired clusters were not removed, and will be later: {}", later.toString());
    }
  }

  /** Removes all clusters that have expired; returns their number. */
  int sweep() {
    int removed = 0;
    for (List<String> some = spaces.expired(AT_ONCE);
        !some.isEmpty();
        some = spaces.expired(AT_ONCE)) {
      for (String id : some) {
        if (store.delete(id, Expected.ANY)) {
          removed++;
        }
      }
    }
    return removed;
  }

  @PreDestroy
  void end() {
    timer.cancel();
  }
}
