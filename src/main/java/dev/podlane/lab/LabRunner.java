package dev.podlane.lab;

import dev.podlane.lab.LabException.Why;
import dev.podlane.net.ns.Network;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs the script of a network on the kernel of this machine. Nothing outside the namespaces it
 * makes is touched, and no device in them leads out.
 */
public final class LabRunner {
  private static final List<String> TOOLS =
      List.of("sh", "ip", "bridge", "sysctl", "iptables-restore", "python3");
  private static final String FOLDERS = ":/usr/sbin:/sbin:/usr/bin:/bin";
  private static final Duration TO_END = Duration.ofSeconds(10);

  private LabRunner() {}

  /**
   * Makes sure that a lab can be built here.
   *
   * @throws LabException if not
   */
  public static void require() throws LabException {
    if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
      throw new LabException(Why.NOT_LINUX, System.getProperty("os.name", ""));
    }
    if (!Long.valueOf(0).equals(uid())) {
      throw new LabException(Why.NOT_ROOT, "");
    }
    for (String tool : TOOLS) {
      if (!isThere(tool)) {
        throw new LabException(Why.TOOL_MISSING, tool);
      }
    }
  }

  private static long uid() {
    try {
      return ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).longValue();
    } catch (IOException | UnsupportedOperationException unknown) {
      return -1;
    }
  }

  private static boolean isThere(String tool) {
    return Arrays.stream(path().split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private static String path() {
    return System.getenv().getOrDefault("PATH", "") + FOLDERS;
  }

  /**
   * Builds a network, sends probes one after the other, and removes it, however this ends.
   *
   * @param keep true to keep the namespaces
   * @param limit the most that it may take
   * @throws LabException if the network could not be built or probed
   */
  public static LabRun run(Network network, List<LabProbe> probes, boolean keep, Duration limit)
      throws LabException, IOException {
    require();
    boolean hasSets =
        network.namespaces().values().stream().anyMatch(ns -> !ns.ruleset().sets().isEmpty());
    if (hasSets && !isThere("ipset")) {
      throw new LabException(Why.TOOL_MISSING, "ipset");
    }
    return run(LabScript.of(network, probes), probes, keep, limit);
  }

  /**
   * Runs a script that sends probes one after the other, and cleans up however this ends.
   *
   * @param text as {@link LabScript} writes it
   * @param probes those that the script sends
   * @param keep true to keep the namespaces
   * @param limit the most that it may take
   * @throws LabException if the script failed or took longer
   */
  public static LabRun run(String text, List<LabProbe> probes, boolean keep, Duration limit)
      throws LabException, IOException {
    Path folder = Files.createTempDirectory("podlane-lab");
    try {
      Path script = Files.writeString(folder.resolve("lab.sh"), text);
      Path output = folder.resolve("output");
      Path errors = folder.resolve("errors");
      ProcessBuilder builder = new ProcessBuilder("sh", script.toString());
      builder.environment().put("PATH", path());
      builder.environment().remove(LabScript.KEEP);
      if (keep) {
        builder.environment().put(LabScript.KEEP, "1");
      }
      builder.redirectInput(new File("/dev/null"));
      builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
      await(builder.start(), limit, errors);
      return read(Files.readString(output), probes);
    } finally {
      for (String name : List.of("lab.sh", "output", "errors")) {
        Files.deleteIfExists(folder.resolve(name));
      }
      Files.deleteIfExists(folder);
    }
  }

  private static void await(Process process, Duration limit, Path errors)
      throws LabException, IOException {
    // Ctrl-C reaches the script too; other ends of this program do not.
    Thread ending = new Thread(() -> end(process));
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        end(process);
        throw new LabException(Why.TOO_LONG, limit.toString());
      }
    } catch (InterruptedException interrupted) {
      end(process);
      Thread.currentThread().interrupt();
      throw new LabException(Why.TOO_LONG, "");
    } finally {
      unhook(ending);
    }
    if (process.exitValue() != 0) {
      throw new LabException(Why.REFUSED, Files.readString(errors).strip());
    }
  }

  private static void unhook(Thread ending) {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException alreadyEnding) {
      // The hook runs, or has run.
    }
  }

  /** Ends the shell, which removes its namespaces once its child process has ended. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static LabRun read(String output, List<LabProbe> probes) throws LabException {
    List<Observation> all = new ArrayList<>();
    List<Long> moments = new ArrayList<>();
    for (List<String> probe : cut(output)) {
      Map<String, String> outcome = new LinkedHashMap<>();
      Map<String, String> paths = new LinkedHashMap<>();
      for (String line : probe) {
        String[] words = line.split("\t", -1);
        if (words[0].equals("probe")) {
          moments.add(Long.valueOf(words[2]));
        } else if (words[0].equals("outcome")) {
          outcome.put(words[1], words[2]);
        } else if (words[0].equals("path")) {
          paths.put(words[1], words[2]);
        }
      }
      all.add(new Observation(outcome, paths));
    }
    List<Observation> last = new ArrayList<>();
    int sent = 0;
    for (LabProbe probe : probes) {
      sent += probe.repeat();
      if (sent > all.size()) {
        throw new LabException(Why.REFUSED, probe.title());
      }
      last.add(all.get(sent - 1));
    }
    List<Long> sentMillis = moments.stream().map(each -> each - moments.get(0)).toList();
    return new LabRun(last, sentMillis, kept(output));
  }

  private static Map<String, String> kept(String output) {
    Map<String, String> kept = new LinkedHashMap<>();
    output
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(words -> words[0].equals("kept"))
        .forEach(words -> kept.put(words[1], words[2]));
    return kept;
  }

  private static List<List<String>> cut(String output) {
    List<List<String>> probes = new ArrayList<>();
    for (String line : output.lines().toList()) {
      if (line.startsWith("probe\t")) {
        probes.add(new ArrayList<>());
      }
      if (!probes.isEmpty()) {
        probes.get(probes.size() - 1).add(line);
      }
    }
    return probes;
  }
}
