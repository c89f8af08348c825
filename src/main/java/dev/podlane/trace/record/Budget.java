package dev.podlane.trace.record;

import dev.podlane.trace.Outcome.Bound;
import dev.podlane.trace.Outcome.Reason;
import dev.podlane.trace.step.Step;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The allowance for the walks of one run: packets on wires, recorded steps, rules evaluated, octets
 * of the record, and computing time. A healthy network needs far less; a hostile one is stopped.
 * Counters start anew with each walk, but all walks of a run share one allowance of time. Not
 * thread-safe.
 */
public final class Budget {
  /** A cluster of 5,000 nodes on one segment answers ARP with 20,000 copies. */
  static final int COPIES = 60_000;

  static final int STEPS = 400_000;

  /** Rules compared; those of a chain's index that cannot match are not counted. */
  static final int RULES = 1_000_000;

  /** Rules that matched, each of which is recorded. */
  static final int MATCHES = 100_000;

  /** One host nests three; further ones add theirs. */
  public static final int TUNNELS = 32;

  static final long OCTETS = 48L << 20;

  /** The time of one walk, including earlier walks without an end, in milliseconds. */
  private static final long WALK_MILLIS = 1_600;

  private static final long MOST_MILLIS = 10_000;
  private static final long NANOS_PER_MILLI = 1_000_000;

  /** The clock and the client are checked once in this many steps or rules. */
  private static final int SELDOM = 256;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final BooleanSupplier wanted;
  private final long mostMillis;
  private final IdentityHashMap<Object, Boolean> weighed = new IdentityHashMap<>();
  private final Weights weights = new Weights(this::isNew);
  private final Map<Bound, Long> used = new EnumMap<>(Bound.class);
  private long matches;
  private long nanosBefore;
  private long wasted;
  private long startedAt;
  private int ticks;

  private Budget(long mostMillis, BooleanSupplier wanted) {
    this.mostMillis = mostMillis;
    this.wanted = wanted;
  }

  /** The budget of a single walk. */
  public static Budget ofOne() {
    return new Budget(WALK_MILLIS, () -> true);
  }

  /**
   * The budget of a run.
   *
   * @param walks number of walks; each adds a little time
   * @param millisForEach computing time each adds to 1.6 s, in milliseconds, up to 10 s in all;
   *     walks that come to no end share 1.6 s
   * @param wanted asked from time to time in the walking thread; once it is false, the walk ends
   *     with a {@link Cancelled}
   */
  public static Budget ofRun(int walks, long millisForEach, BooleanSupplier wanted) {
    long millis = WALK_MILLIS + walks * millisForEach;
    return new Budget(Math.min(millis, MOST_MILLIS), wanted);
  }

  /** The walk is no longer wanted. */
  public static final class Cancelled extends RuntimeException {
    private static final long serialVersionUID = 1;

    Cancelled() {
      super("nobody waits for this walk any more", null, false, false);
    }
  }

  /** A bound was reached. */
  public static final class Exceeded extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Reason.Limit limit;

    /** That much was too much. */
    public Exceeded(Bound bound, long most) {
      super(bound.text(), null, false, false);
      this.limit = new Reason.Limit(bound, most);
    }

    /** The bound, and how much it allows. */
    public Reason.Limit limit() {
      return limit;
    }
  }

  /** A walk begins. */
  public void begin() {
    used.clear();
    weighed.clear();
    matches = 0;
    ticks = SELDOM - 1; // a walk that finds no time left ends with its first step
    startedAt = cpuNanos();
  }

  /**
   * Ends the walk; only its time counts for the next.
   *
   * @param endless true if it loops for ever, or was stopped by a bound
   */
  public void end(boolean endless) {
    long nanos = cpuNanos() - startedAt;
    nanosBefore += nanos;
    wasted += endless ? nanos : 0;
    weighed.clear();
  }

  /** Returns the amount that the walk has used. */
  public long used(Bound bound) {
    return used.getOrDefault(bound, 0L);
  }

  /** A packet is put on a wire. */
  public void copy() {
    spend(Bound.COPIES, 1, COPIES);
  }

  /** A step is recorded. */
  void step(Step step) {
    spend(Bound.STEPS, 1, STEPS);
    spend(Bound.OCTETS, weights.of(step), OCTETS);
    tick();
  }

  /** A rule was compared with a packet. */
  public void rule(boolean matched) {
    spend(Bound.RULES, 1, RULES);
    if (matched && ++matches > MATCHES) {
      throw new Exceeded(Bound.RULES, MATCHES);
    }
    tick();
  }

  /**
   * Asks whether the walks are still wanted.
   *
   * @throws Cancelled if not
   */
  public void requireWanted() {
    if (!wanted.getAsBoolean()) {
      throw new Cancelled();
    }
  }

  private boolean isNew(List<?> table) {
    return weighed.put(table, true) == null;
  }

  private void spend(Bound bound, long amount, long most) {
    if (used.merge(bound, amount, Long::sum) > most) {
      throw new Exceeded(bound, most);
    }
  }

  private void tick() {
    if (++ticks % SELDOM != 0) {
      return;
    }
    requireWanted();
    long nanos = cpuNanos() - startedAt;
    if (nanosBefore + nanos > mostMillis * NANOS_PER_MILLI) {
      throw new Exceeded(Bound.MILLISECONDS, mostMillis);
    }
    if (wasted + nanos > WALK_MILLIS * NANOS_PER_MILLI) {
      throw new Exceeded(Bound.MILLISECONDS, WALK_MILLIS);
    }
  }

  /** Nanoseconds that this thread has computed, so that a busy machine changes no outcome. */
  public static long cpuNanos() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
