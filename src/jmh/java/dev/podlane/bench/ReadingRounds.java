package dev.podlane.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.podlane.compile.Compiler;
import dev.podlane.console.Console;
import dev.podlane.console.nft.Nft;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.memory.Memory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * The time in which {@code nft list ruleset} of a node with 10,000 Services is read: processor time
 * of the process, its compiler and collector included.
 */
public final class ReadingRounds {
  private static final int SERVICES = 10_000;
  private static final int ROUNDS = 11;

  private ReadingRounds() {}

  /**
   * Writes the rules of a form to a file ({@code write FORM FILE}), or reads a listing ({@code read
   * FILE}) and prints the milliseconds of the first reading and the median of later ones.
   *
   * @param words the words above
   */
  public static void main(String[] words) throws IOException {
    if (words[0].equals("write")) {
      Network network = Compiler.compile(ManyServices.of(1_000, SERVICES, words[1])).network();
      String text = Console.run(network, new Memory(), "node-0", "nft list ruleset").text();
      Files.writeString(Path.of(words[2]), text);
      return;
    }
    String text = Files.readString(Path.of(words[1]));
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    double[] millis = new double[ROUNDS];
    Ruleset read = Ruleset.NONE;
    for (int round = 0; round < ROUNDS; round++) {
      long begin = process.getProcessCpuTime();
      read = Nft.run(Ruleset.NONE, text, "").rules();
      millis[round] = (process.getProcessCpuTime() - begin) / 1e6;
    }
    if (!Nft.list(read).strip().equals(text.strip())) {
      throw new IllegalStateException("what is read should be printed back equal");
    }
    double first = millis[0];
    double[] later = Arrays.copyOfRange(millis, 1, ROUNDS);
    Arrays.sort(later);
    System.out.printf(Locale.ROOT, "%.0f %.0f%n", first, later[later.length / 2]);
  }
}
