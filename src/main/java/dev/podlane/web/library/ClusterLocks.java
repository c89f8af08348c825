package dev.podlane.web.library;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One lock for each cluster that is being changed; other clusters are not locked. */
final class ClusterLocks {
  private final ConcurrentHashMap<String, Counted> locks = new ConcurrentHashMap<>();

  private static final class Counted {
    final ReentrantLock lock = new ReentrantLock(true);
    int users;
  }

  /** Does work while no other thread of this process works with the same id. */
  <T> T holding(String id, Supplier<T> work) {
    Counted mine =
        locks.compute(
            id,
            (any, known) -> {
              Counted counted = known == null ? new Counted() : known;
              counted.users++;
              return counted;
            });
    mine.lock.lock();
    try {
      return work.get();
    } finally {
      mine.lock.unlock();
      locks.computeIfPresent(id, (any, counted) -> --counted.users == 0 ? null : counted);
    }
  }
}
