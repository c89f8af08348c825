package dev.podlane.time.taint;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rate at which nodes that are not Ready get their taint NoExecute (rule 284; ComputeZoneState,
 * handleDisruption and setLimiterInZone in
 * pkg/controller/nodelifecycle/node_lifecycle_controller.go).
 *
 * <p>The size that the reduced rate depends on is the zone's, not the cluster's.
 *
 * @param rate nodes per second, {@code --node-eviction-rate}
 * @param reduced nodes per second in a large zone that is partly lost, {@code
 *     --secondary-node-eviction-rate}
 * @param threshold share of nodes lost that makes a zone partly lost, {@code
 *     --unhealthy-zone-threshold}
 * @param large nodes above which a zone is large, {@code --large-cluster-size-threshold}
 */
public record ZoneRates(double rate, double reduced, double threshold, int large) {
  /** The flags' defaults. */
  public static final ZoneRates DEFAULT = new ZoneRates(0.1, 0.01, 0.55, 50);

  /** State of a zone. */
  public enum State {
    NORMAL,
    PARTIAL,
    FULL
  }

  /**
   * Nodes of a zone.
   *
   * @param ready nodes whose Ready condition is True
   * @param notReady the others
   */
  public record Zone(int ready, int notReady) {}

  /** The state of a zone. */
  public State state(Zone zone) {
    int all = zone.ready() + zone.notReady();
    if (zone.ready() == 0 && zone.notReady() > 0) {
      return State.FULL;
    }
    boolean partial = zone.notReady() > 2 && (double) zone.notReady() / all >= threshold;
    return partial ? State.PARTIAL : State.NORMAL;
  }

  /** Returns true if no zone has a node that is ready: then none is tainted. */
  public boolean areAllLost(Collection<Zone> zones) {
    return zones.stream().allMatch(each -> state(each) == State.FULL);
  }

  /** The rates of all zones, in nodes per second; 0 for none. */
  public SortedMap<String, Double> rates(Map<String, Zone> zones) {
    SortedMap<String, Double> rates = new TreeMap<>();
    boolean allLost = areAllLost(zones.values());
    zones.forEach((name, zone) -> rates.put(name, allLost ? 0 : rateOf(zone)));
    return rates;
  }

  private double rateOf(Zone zone) {
    if (state(zone) != State.PARTIAL) {
      return rate;
    }
    return zone.ready() + zone.notReady() > large ? reduced : 0;
  }

  /**
   * The moment at which the next node of a zone may be tainted: one at once, then one in each
   * period.
   *
   * @param rate the zone's rate
   * @param last moment of the zone's last taint; null if there was none
   * @param now the moment
   * @return empty if none is tainted at that rate
   */
  public static Optional<Duration> next(double rate, @Nullable Duration last, Duration now) {
    if (rate <= 0) {
      return Optional.empty();
    }
    Duration free = last == null ? now : last.plusNanos(Math.round(1_000_000_000 / rate));
    return Optional.of(free.compareTo(now) > 0 ? free : now);
  }
}
