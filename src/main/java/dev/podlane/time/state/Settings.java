package dev.podlane.time.state;

import dev.podlane.time.template.StopBehaviour;
import java.util.List;

/**
 * Delays and periods, in milliseconds. Those of Kubernetes have upstream's defaults; those that
 * depend on machines and images are assumptions (rules 148, 221).
 *
 * @param seed seed of every choice that Kubernetes leaves to chance
 * @param watch time until a watcher hears of a change
 * @param sandbox time from the kubelet hearing of a pod until it has a sandbox and an address
 * @param containerStart time from then, or from the end of an init container, until a container
 *     runs; also the duration of an init container
 * @param appStart time from the start of a container until it listens and could pass its probes
 * @param appStop time from the stop signal until the process has ended
 * @param onStop reaction of processes to the stop signal
 * @param teardown time from the end of the last container until the address is gone
 * @param report time from then until the object is gone
 * @param proxyMinSync {@code minSyncPeriod} of kube-proxy (rule 264)
 * @param proxySync time that kube-proxy needs to write rules (rule 266)
 * @param proxyBurst syncs that may follow each other at once: 2 up to 1.33, else 1 (rules 262, 263)
 * @param monitorPeriod {@code --node-monitor-period}
 * @param monitorGrace {@code --node-monitor-grace-period} (rule 277)
 * @param leaseRenewal time between two renewals of a node's lease (rule 275)
 * @param gcPeriod time between two runs of pod garbage collection (rule 288)
 * @param gcQuarantine time that a Node must be gone before its pods are collected (rule 288)
 * @param drainRetry time after which a refused eviction is asked for again (rule 295)
 * @param jobRun time until the main containers of a Job's pod end, and well
 * @param missingImages images that nobody can pull, by blanks
 */
public record Settings(
    long seed,
    long watch,
    long sandbox,
    long containerStart,
    long appStart,
    long appStop,
    StopBehaviour onStop,
    long teardown,
    long report,
    long proxyMinSync,
    long proxySync,
    int proxyBurst,
    long monitorPeriod,
    long monitorGrace,
    long leaseRenewal,
    long gcPeriod,
    long gcQuarantine,
    long drainRetry,
    long jobRun,
    String missingImages) {
  private static final int SINGLE_SYNC_SINCE = 34;
  private static final int LONGER_GRACE_SINCE = 32;

  /**
   * The defaults of a version.
   *
   * @param minor the 37 of Kubernetes 1.37
   */
  public static Settings ofVersion(int minor) {
    return new Settings(
        0,
        20,
        500,
        500,
        0,
        1_000,
        StopBehaviour.CLOSE,
        300,
        200,
        1_000,
        50,
        minor < SINGLE_SYNC_SINCE ? 2 : 1,
        5_000,
        minor < LONGER_GRACE_SINCE ? 40_000 : 50_000,
        10_000,
        20_000,
        40_000,
        5_000,
        10_000,
        "");
  }

  /** Returns true if nobody can pull an image. */
  public boolean isMissing(String image) {
    return !missingImages.isEmpty() && List.of(missingImages.split(" ")).contains(image);
  }

  /** The moment at which the pod garbage collector looks next, from one on, in milliseconds. */
  public long gcLook(long from) {
    return -Math.floorDiv(-from, gcPeriod) * gcPeriod;
  }
}
