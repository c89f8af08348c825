package dev.podlane.web.api;

import dev.podlane.store.Expected;
import dev.podlane.web.api.body.ReceivedBody;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.Library;
import dev.podlane.web.library.OpenedCluster;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Imports that go on after their requests were answered, one at a time, in the order they came. */
@Component
final class Imports {
  private static final Logger log = LoggerFactory.getLogger(Imports.class);
  private static final int MOST_WAITING = 8;
  private static final int MOST_KNOWN = 200;
  private static final long REMEMBERED = Duration.ofMinutes(30).toNanos();
  private static final String LETTERS = "bcdfghjkmnpqrstvwxyz23456789";

  private final Library library;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, ImportTask> known = new LinkedHashMap<>();
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          task -> {
            Thread thread = new Thread(task, "imports");
            thread.setDaemon(true);
            return thread;
          });

  Imports(Library library) {
    this.library = library;
  }

  /** Reads a body, and saves its documents. */
  @FunctionalInterface
  interface Reading {
    OpenedCluster of(ReceivedBody body) throws IOException;
  }

  /**
   * Begins one.
   *
   * @param body of the request, which is kept until it is over
   * @param isNew true if the cluster is new, so that it is deleted if the import is cancelled too
   *     late
   * @throws ApiException if too many are waiting
   */
  ImportTask start(ReceivedBody body, boolean isNew, Reading reading) {
    ReceivedBody.Kept kept = body.keep();
    ImportTask task = new ImportTask(id(), body.size());
    try {
      worker.execute(() -> run(task, kept, isNew, reading));
    } catch (RejectedExecutionException full) {
      kept.close();
      throw new ApiException(ProblemKind.BUSY, Fault.request("api.busy"));
    }
    remember(task);
    return task;
  }

  private String id() {
    StringBuilder id = new StringBuilder("i-");
    random.ints(16, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
    return id.toString();
  }

  private void remember(ImportTask task) {
    synchronized (known) {
      known.values().removeIf(each -> each.isOver() && each.age() > REMEMBERED);
      if (known.size() >= MOST_KNOWN) {
        known.values().stream()
            .filter(ImportTask::isOver)
            .findFirst()
            .map(ImportTask::id)
            .ifPresent(known::remove);
      }
      known.put(task.id(), task);
    }
  }

  private void run(ImportTask task, ReceivedBody.Kept kept, boolean isNew, Reading reading) {
    try (kept) {
      if (!task.isCancelled()) {
        String cluster = reading.of(task.counted(kept.body())).entry().id();
        if (!task.done(cluster) && isNew) {
          library.delete(cluster, Expected.ANY);
        }
      }
    } catch (Throwable failure) { // whatever it is, whoever asks has to learn that it is over
      if (failure instanceof Error) {
        log.warn("an import failed", failure);
      }
      task.failed(failure);
    }
  }

  /** The import with this id. */
  Optional<ImportTask> find(String id) {
    synchronized (known) {
      return Optional.ofNullable(known.get(id));
    }
  }

  /** Ends an import and forgets it. */
  Optional<ImportTask> cancel(String id) {
    ImportTask task;
    synchronized (known) {
      task = known.remove(id);
    }
    if (task != null) {
      task.cancel();
    }
    return Optional.ofNullable(task);
  }

  @PreDestroy
  void close() {
    worker.shutdownNow();
  }
}
