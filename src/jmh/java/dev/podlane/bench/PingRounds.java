package dev.podlane.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures {@link PingBenchmark}'s ping as {@code src/jmh/ns3/ping.cc} measures its own: rounds of
 * as many pings each. Prints the median of the rounds and the processor time, garbage collection
 * and compilation included, both in microseconds per ping.
 */
public final class PingRounds {
  private static final int ROUNDS = 100;
  private static final double NANOS_PER_MICRO = 1_000;

  private PingRounds() {}

  /**
   * Runs.
   *
   * @param arguments how many pings in a round
   */
  public static void main(String[] arguments) {
    int pings = Integer.parseInt(arguments[0]);
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    PingBenchmark bench = new PingBenchmark();
    bench.learn();
    for (int round = 0; round < ROUNDS; round++) {
      round(bench, pings);
    }
    double[] rounds = new double[ROUNDS];
    long before = system.getProcessCpuTime();
    for (int round = 0; round < ROUNDS; round++) {
      rounds[round] = round(bench, pings) / NANOS_PER_MICRO / pings;
    }
    double busy = (system.getProcessCpuTime() - before) / NANOS_PER_MICRO / pings / ROUNDS;
    Arrays.sort(rounds);
    System.out.printf(Locale.ROOT, "%.3f %.3f%n", rounds[ROUNDS / 2], busy);
  }

  private static long round(PingBenchmark bench, int pings) {
    int hops = 0;
    long begin = System.nanoTime();
    for (int ping = 0; ping < pings; ping++) {
      hops += bench.ping().hops().size();
    }
    long took = System.nanoTime() - begin;
    if (hops < pings) {
      throw new IllegalStateException("a ping without a trace");
    }
    return took;
  }
}
