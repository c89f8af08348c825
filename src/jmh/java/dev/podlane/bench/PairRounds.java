package dev.podlane.bench;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.classes.ClassMatrix;
import dev.podlane.cluster.policy.classes.PolicyClasses;
import dev.podlane.cluster.policy.classes.Question;
import dev.podlane.cluster.policy.classes.Tally;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * All pairs of many pods under many policies: by classes, by a bit for each pair, and after one
 * edited policy. Arguments: pods, policies, {@code usual} or {@code worst}, and {@code bits} to run
 * the contestant too.
 */
public final class PairRounds {
  private static final Question ASKED = new Question(Ip.Family.IPV4, Protocol.TCP, 8080);
  private static final int WARM = 5;
  private static final int ROUNDS = 11;
  private static final int EDITS = 200;

  /** As many policies are edited as the builds before have compiled. */
  private static final int WARM_EDITS = 2_000;

  private PairRounds() {}

  /** Runs. */
  public static void main(String[] args) {
    int pods = Integer.parseInt(args[0]);
    int policies = Integer.parseInt(args[1]);
    boolean worst = args[2].equals("worst");
    Cluster cluster = ManyPolicies.of(pods, policies, worst, -1);
    if (cluster.pods().size() != pods) {
      throw new IllegalStateException(cluster.pods().size() + " pods");
    }
    List<Policy> before = cluster.notSimulated().policies().all();
    double[] builds = new double[ROUNDS];
    for (int i = -WARM; i < ROUNDS; i++) {
      long start = cpu();
      ClassMatrix.of(PolicyClasses.of(cluster), ASKED);
      builds[Math.max(i, 0)] = (cpu() - start) / 1e6;
    }
    long empty = used();
    PolicyClasses classes = PolicyClasses.of(cluster);
    ClassMatrix matrix = ClassMatrix.of(classes, ASKED);
    long bytes = used() - empty;
    double build = median(builds);
    System.out.printf(
        Locale.ROOT,
        "%,d pods, %,d policies, %s: %,d classes%n",
        pods,
        policies,
        args[2],
        classes.used());
    row("all pairs by classes, ms", build, "");
    row("heap of it, kB", bytes / 1e3, "");
    row("of that classes and rows, kB", matrix.weight() / 1e3, "");
    long start = cpu();
    long allowed = allowed(matrix);
    row("pairs counted, ms", (cpu() - start) / 1e6, "");
    row("pairs allowed", allowed, "");
    edits(pods, policies, worst, before, matrix, build);
    if (args.length > 3) {
      bits(cluster, build, bytes, allowed);
    }
    Reference.reachabilityFence(matrix);
  }

  private static void row(String what, double value, String note) {
    System.out.printf(Locale.ROOT, "%-36s %,18.3f %s%n", what, value, note);
  }

  /** One policy gets a peer more, or loses it again. */
  private static void edits(
      int pods,
      int policies,
      boolean worst,
      List<Policy> before,
      ClassMatrix matrix,
      double build) {
    Random random = new Random(3);
    List<Policy> after = new ArrayList<>(before);
    for (int i = 0; i < 20; i++) {
      int number = random.nextInt(policies);
      after.set(number, changed(pods, policies, worst, number));
    }
    List<Integer> different = new ArrayList<>();
    for (int i = 0; i < policies; i++) {
      if (after.get(i) != before.get(i)) {
        different.add(i);
      }
    }
    double[] millis = new double[EDITS];
    ClassMatrix now = matrix;
    for (int i = -WARM_EDITS; i < EDITS; i++) {
      int number = different.get(Math.floorMod(i / 2, different.size()));
      boolean back = Math.floorMod(i, 2) == 1;
      Policy old = back ? after.get(number) : before.get(number);
      Policy next = back ? before.get(number) : after.get(number);
      long start = cpu();
      now = now.after(now.classes().with(old, next));
      millis[Math.max(i, 0)] = (cpu() - start) / 1e6;
    }
    double median = median(millis);
    row("one edited policy, ms", median, String.format(Locale.ROOT, "1/%.0f", build / median));
    double worse = millis[EDITS * 9 / 10];
    row("9 of 10 edits within, ms", worse, String.format(Locale.ROOT, "1/%.0f", build / worse));
    if (allowed(now) != allowed(matrix)) {
      throw new IllegalStateException("edits that were taken back left something");
    }
  }

  private static Policy changed(int pods, int policies, boolean worst, int number) {
    // Policies do not depend on how many pods there are but by the places of their blocks.
    return ManyPolicies.policies(pods, policies, worst, number).get(number);
  }

  private static void bits(Cluster cluster, double build, long bytes, long allowed) {
    double[] millis = new double[3];
    long memory = 0;
    for (int i = 0; i < millis.length; i++) {
      long empty = used();
      long start = cpu();
      long[][] bits = PairBits.of(cluster, ASKED.port());
      millis[i] = (cpu() - start) / 1e6;
      memory = used() - empty;
      if (PairBits.count(bits) != allowed) {
        throw new IllegalStateException(PairBits.count(bits) + " pairs instead of " + allowed);
      }
    }
    double median = median(millis);
    row("all pairs by bits, ms", median, String.format(Locale.ROOT, "× %.0f", median / build));
    row(
        "heap of it, kB",
        memory / 1e3,
        String.format(Locale.ROOT, "× %.0f", (double) memory / bytes));
  }

  private static long allowed(ClassMatrix matrix) {
    PolicyClasses classes = matrix.classes();
    int[] numbers = new int[classes.size()];
    int[] pods = new int[classes.size()];
    int used = 0;
    for (int i = 0; i < classes.size(); i++) {
      if (classes.pods(i) > 0) {
        numbers[used] = i;
        pods[used++] = classes.pods(i);
      }
    }
    Tally.Side all = new Tally.Side(Arrays.copyOf(numbers, used), Arrays.copyOf(pods, used));
    Tally tally = Tally.of(matrix, all, all, true);
    if (tally == null) {
      return -1;
    }
    return tally.withoutItself().pairs(Verdict.ALLOW);
  }

  /** Processor time of this thread: other work on the machine is not counted. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
