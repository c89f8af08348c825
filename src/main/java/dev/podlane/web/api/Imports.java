package dev.podlane.web.api;

import dev.podlane.store.Expected;
import dev.podlane.web.api.body.ReceivedBody;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.Library;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.web.space.Visitors;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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

  /** As many as make 128 random bits and more: an import leads to its cluster. */
  private static final int ID_LETTERS = 27;

  private static final String LETTERS = "bcdfghjkmnpqrstvwxyz23456789";

  private final Library library;
  private final Visitors visitors;
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

  Imports(Library library, Visitors visitors) {
    this.library = library;
    this.visitors = visitors;
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
    ImportTask task = new ImportTask(id(), visitors.current(), body.size());
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
    random.ints(ID_LETTERS, 0, LETTERS.length()).forEach(i -> id.append(LETTERS.charAt(i)));
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
        String cluster = save(task, kept.body(), reading);
        if (!task.done(cluster) && isNew) {
          visitors.as(task.visitor(), () -> library.delete(cluster, Expected.ANY));
        }
      }
    } catch (Throwable failure) { // whatever it is, whoever asks has to learn that it is over
      if (failure instanceof Error) {
        log.warn("an import failed", failure);
      }
      task.failed(failure);
    }
  }

  private String save(ImportTask task, ReceivedBody body, Reading reading) throws IOException {
    try {
      return visitors.as(
          task.visitor(),
          () -> {
            try {
              return reading.of(task.counted(body)).entry().id();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /** The import with this id, if it is the visitor's. */
  Optional<ImportTask> find(String id) {
    synchronized (known) {
      return Optional.ofNullable(known.get(id)).filter(this::isVisitors);
    }
  }

  /** In local mode nobody has a key. */
  private boolean isVisitors(ImportTask task) {
    return task.visitor().space().isEmpty()
        || task.visitor().space().equals(visitors.current().space());
  }

  /** Ends an import and forgets it. */
  Optional<ImportTask> cancel(String id) {
    ImportTask task;
    synchronized (known) {
      task = find(id).orElse(null);
      known.remove(id, task);
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
