package dev.podlane.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The words of the command.
 *
 * @param source a file, or the name of a sample
 * @param probes texts of {@code --probe}
 * @param file probes in a file; null if there is none
 * @param keep true to keep the namespaces afterwards
 * @param script true to print the script instead of running it
 */
record LabOptions(
    String source, List<String> probes, @Nullable Path file, boolean keep, boolean script) {
  static final String USAGE =
      """
      usage: lab FILE|SAMPLE [--probe 'from=NAME to=NAME proto=tcp port=80']... [--probes FILE]
                 [--keep] [--script]
        FILE      manifests, a LinuxNetwork or a recording, YAML or JSON
        --probe   from and to, pods, namespaces or addresses; proto, port, ttl, size, df, cold,
                  sport, src_ip, timeout
        --probes  {probes: [...]} as in recordings
        --keep    leave the namespaces
        --script  print the script that builds and probes the network, and do nothing
      exit status: 0 equal, 1 different, 2 not done\
      """;

  LabOptions {
    probes = List.copyOf(probes);
  }

  static LabOptions of(List<String> words) throws UsageException {
    List<String> probes = new ArrayList<>();
    List<String> sources = new ArrayList<>();
    Path file = null;
    boolean keep = false;
    boolean script = false;
    for (Iterator<String> left = words.iterator(); left.hasNext(); ) {
      String word = left.next();
      switch (word) {
        case "--probe" -> probes.add(value(word, left));
        case "--probes" -> file = Path.of(value(word, left));
        case "--keep" -> keep = true;
        case "--script" -> script = true;
        default -> {
          if (word.startsWith("-")) {
            throw new UsageException("unknown option " + word + "\n" + USAGE);
          }
          sources.add(word);
        }
      }
    }
    if (sources.size() != 1) {
      throw new UsageException(USAGE);
    }
    return new LabOptions(sources.get(0), probes, file, keep, script);
  }

  private static String value(String option, Iterator<String> left) throws UsageException {
    if (!left.hasNext()) {
      throw new UsageException(option + " needs a value\n" + USAGE);
    }
    return left.next();
  }
}
