package dev.podlane.web.library;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Keeps opened clusters in memory as long as their weight allows. A cluster requested by several at
 * once is opened once, and few are opened at a time, as opening takes much memory and time.
 */
final class OpenedClusters {
  private final AsyncCache<String, OpenedCluster> cache;
  private final Semaphore opening;
  private final Duration longestWait;

  /**
   * A cache.
   *
   * @param most largest total weight of all opened clusters, in bytes; a heavier one is kept alone
   * @param atOnce number of clusters opened at a time
   * @param longestWait longest wait of others for their turn, or for a cluster that is being opened
   */
  OpenedClusters(long most, int atOnce, Duration longestWait) {
    this.cache =
        Caffeine.newBuilder()
            .maximumWeight(most)
            .weigher((String key, OpenedCluster value) -> weight(key, value, most))
            .executor(Runnable::run)
            .buildAsync();
    this.opening = new Semaphore(atOnce, true);
    this.longestWait = longestWait;
  }

  private static int weight(String key, OpenedCluster value, long most) {
    long bytes = Math.min(most, key.length() + value.workspace().weight());
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  /**
   * Returns the cluster of a key, opened now if it is not yet.
   *
   * @throws BusyException if that takes too long
   */
  OpenedCluster get(String key, Supplier<OpenedCluster> open) {
    CompletableFuture<OpenedCluster> mine = new CompletableFuture<>();
    CompletableFuture<OpenedCluster> known = cache.get(key, (any, executor) -> mine);
    if (known == mine) {
      try {
        mine.complete(inTurn(key, open));
      } catch (Throwable failure) {
        mine.completeExceptionally(failure);
        throw failure;
      }
    }
    return await(key, known);
  }

  private OpenedCluster await(String key, CompletableFuture<OpenedCluster> coming) {
    try {
      return coming.get(longestWait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BusyException(key);
    } catch (TimeoutException tooLong) {
      throw new BusyException(key);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new CompletionException(failed.getCause());
    }
  }

  /**
   * Runs work that takes much memory when its turn comes.
   *
   * @throws BusyException if that does not come in time
   */
  <T> T inTurn(String key, Supplier<T> work) {
    try {
      if (!opening.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new BusyException(key);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new BusyException(key);
    }
    try {
      return work.get();
    } finally {
      opening.release();
    }
  }

  /** A cluster that is open, of those whose keys begin with the prefix; empty if none is. */
  Optional<OpenedCluster> found(String prefix) {
    return cache.synchronous().asMap().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(prefix))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** Keeps a cluster in place of all whose keys begin with the prefix. */
  void put(String prefix, String key, OpenedCluster opened) {
    forget(prefix);
    cache.put(key, CompletableFuture.completedFuture(opened));
  }

  /** Forgets all keys that begin with the prefix. */
  void forget(String prefix) {
    cache.synchronous().asMap().keySet().removeIf(key -> key.startsWith(prefix));
  }

  /** Returns the weight of all opened clusters together, in bytes. */
  long weight() {
    return cache.synchronous().policy().eviction().orElseThrow().weightedSize().orElse(0);
  }
}
