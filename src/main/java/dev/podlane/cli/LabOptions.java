package dev.podlane.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words of {@code lab}. */
final class LabOptions {
  @Parameters(
      paramLabel = "FILE|SAMPLE",
      description = "Manifests, a LinuxNetwork or a recording, YAML or JSON; or a sample's name.")
  private String source = "";

  @Option(
      names = "--probe",
      paramLabel = "'from=NAME to=NAME proto=tcp port=80'",
      description = {
        "from and to, pods, namespaces or addresses; proto, port, ttl, size, df, cold, sport,",
        "src_ip, timeout. May be repeated."
      })
  private List<String> probes = List.of();

  @Option(
      names = "--probes",
      paramLabel = "FILE",
      description = "{probes: [...]} as in recordings.")
  private @Nullable Path file;

  @Option(names = "--keep", description = "Leave the namespaces.")
  private boolean keep;

  @Option(
      names = "--script",
      description = "Print the script that builds and probes the network, and do nothing.")
  private boolean script;

  /** A file, or the name of a sample. */
  String source() {
    return source;
  }

  List<String> probes() {
    return probes;
  }

  /** Probes in a file; null if there is none. */
  @Nullable Path file() {
    return file;
  }

  boolean keep() {
    return keep;
  }

  /** Returns true to print the script instead of running it. */
  boolean script() {
    return script;
  }
}
