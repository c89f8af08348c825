package dev.podlane.web.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podlane.scenario.Samples;
import dev.podlane.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A cluster requested by several is opened once, few are opened at a time, and weight bounds the
 * clusters kept.
 */
@SuppressWarnings("ThreadPriorityCheck")
@Execution(ExecutionMode.SAME_THREAD)
final class OpenedClustersTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Workspace ARTICLE =
      Workspace.open("", Samples.text("article").orElseThrow());
  private static final OpenedCluster OPENED =
      new OpenedCluster(ClusterEntry.sample("article"), ARTICLE, EditLog.EMPTY);

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static void pass(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private List<Future<OpenedCluster>> ask(
      OpenedClusters clusters, int times, boolean same, Supplier<OpenedCluster> open) {
    List<Future<OpenedCluster>> asked = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      String key = same ? "a" : "a" + i;
      asked.add(threads.submit(() -> clusters.get(key, open)));
    }
    return asked;
  }

  @Test
  void twelveWhoAskAtOnceWaitForOneOpening() throws Exception {
    OpenedClusters clusters = new OpenedClusters(100_000_000, 2, LONG);
    AtomicInteger openings = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    List<Future<OpenedCluster>> asked =
        ask(
            clusters,
            12,
            true,
            () -> {
              openings.incrementAndGet();
              pass(go);
              return OPENED;
            });
    go.countDown();

    for (Future<OpenedCluster> each : asked) {
      assertThat(each.get()).isSameAs(OPENED);
    }
    assertThat(openings).hasValue(1);
  }

  @Test
  void twoAreOpenedAtATimeAndOthersAreSentAwayAfterAWhile() throws Exception {
    OpenedClusters clusters = new OpenedClusters(100_000_000, 2, Duration.ofMillis(1));
    CountDownLatch open = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<OpenedCluster>> asked =
        ask(
            clusters,
            2,
            false,
            () -> {
              open.countDown();
              pass(go);
              return OPENED;
            });
    pass(open);

    assertThatThrownBy(() -> clusters.get("other", () -> OPENED)).isInstanceOf(BusyException.class);
    assertThatThrownBy(() -> clusters.get("a0", () -> OPENED)).isInstanceOf(BusyException.class);
    go.countDown();
    for (Future<OpenedCluster> each : asked) {
      assertThat(each.get()).isSameAs(OPENED);
    }
    assertThat(clusters.get("other", () -> OPENED)).isSameAs(OPENED);
  }

  @Test
  void aFailureIsToldToAllAndTriedAgainByTheNext() {
    OpenedClusters clusters = new OpenedClusters(100_000_000, 2, LONG);
    assertThatThrownBy(
            () ->
                clusters.get(
                    "a",
                    () -> {
                      throw new OutOfMemoryError("made up");
                    }))
        .isInstanceOf(OutOfMemoryError.class);

    assertThat(clusters.get("a", () -> OPENED)).isSameAs(OPENED);
  }

  @Test
  void onlyWhatTheWeightAllowsIsKept() {
    long weight = ARTICLE.weight() + 10;
    OpenedClusters clusters = new OpenedClusters(3 * weight, 2, LONG);
    for (int i = 0; i < 20; i++) {
      clusters.get("a" + i, () -> OPENED);
    }
    assertThat(clusters.weight()).isPositive().isLessThanOrEqualTo(3 * weight);

    OpenedClusters small = new OpenedClusters(weight / 2, 2, LONG);
    AtomicInteger openings = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      small.get(
          "a",
          () -> {
            openings.incrementAndGet();
            return OPENED;
          });
    }
    assertThat(openings).as("one that is too heavy is kept alone").hasValue(1);
  }

  @Test
  void aLaterStateTakesThePlaceOfTheEarlier() {
    OpenedClusters clusters = new OpenedClusters(100_000_000, 2, LONG);
    clusters.get("c@1", () -> OPENED);
    clusters.get("c@1#0", () -> OPENED);
    long one = clusters.weight() / 2;
    clusters.put("c@", "c@2", OPENED);

    assertThat(clusters.weight()).isLessThan(one + 100);
  }

  @Test
  void oneAtATimeChangesACluster() throws Exception {
    ClusterLocks locks = new ClusterLocks();
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Future<Integer>> changes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      changes.add(
          threads.submit(
              () ->
                  locks.holding(
                      "a",
                      () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.yield();
                        return inside.decrementAndGet();
                      })));
    }
    for (Future<Integer> each : changes) {
      each.get();
    }
    assertThat(most).hasValue(1);

    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Future<Boolean> holder =
        threads.submit(
            () ->
                locks.holding(
                    "a",
                    () -> {
                      held.countDown();
                      pass(go);
                      return true;
                    }));
    pass(held);
    assertThat(locks.holding("b", () -> "b waits for nobody")).isNotEmpty();
    go.countDown();
    assertThat(holder.get()).isTrue();
  }
}
