package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.document.read.Documents;
import dev.podlane.lab.LabProbe;
import dev.podlane.lab.LabRun;
import dev.podlane.lab.LabRunner;
import dev.podlane.lab.Observation;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.LinuxNetworks;
import dev.podlane.notation.ReadNetwork;
import dev.podlane.tools.NeedsTool;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.json.JsonMapper;

/**
 * Networks at random, built on the kernel that runs the tests: every probe must go as its trace
 * says. {@code -Dpodlane.lab.features=usual} leaves out rules, translation, tunnels and small MTUs;
 * {@code -Dpodlane.lab.seed=} repeats a run, {@code -Dpodlane.lab.networks=} makes it longer.
 */
@NeedsTool({"ip", "bridge", "iptables", "ipset", "nft", "python3"})
@ResourceLock("kernel")
class RandomNetworksTest {
  /** Of a build that names none: the same networks every time, so that a result is of the code. */
  private static final long DEFAULT_SEED = 9_000;

  private static final int NETWORKS = Integer.getInteger("podlane.lab.networks", 40);

  private static final Set<RandomNetwork.Feature> FEATURES =
      !System.getProperty("podlane.lab.features", "all").equals("usual")
          ? EnumSet.allOf(RandomNetwork.Feature.class)
          : EnumSet.range(RandomNetwork.Feature.ROUTES, RandomNetwork.Feature.SOCKETS);

  /**
   * The timers of a kernel are late by up to one part in thirty, so that what a host may tell again
   * after a second it may not yet there, or the other way about.
   */
  private static final double[] PACES = {1, 0.96, 1.04};

  private static final Map<String, Integer> OUTCOMES = new ConcurrentHashMap<>();

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("RandomNetworksTest");
  }

  @Test
  void everyProbeGoesAsItsTraceSays() throws Exception {
    long seed = Long.getLong("podlane.lab.seed", DEFAULT_SEED);
    System.out.printf("random networks: %d from -Dpodlane.lab.seed=%d%n", NETWORKS, seed);
    List<String> found = ManyLabs.differences(NETWORKS, at -> differences(seed + at));
    System.out.println("random networks: probes by outcome " + new TreeMap<>(OUTCOMES));
    assertThat(found).as("%d networks from seed %d", NETWORKS, seed).isEmpty();
  }

  private static List<String> differences(long seed) throws Exception {
    RandomNetwork made = RandomNetwork.of(seed, FEATURES);
    String text = JsonMapper.shared().writeValueAsString(Map.of("network", made.document()));
    ReadNetwork reading = LinuxNetworks.read(Documents.parse("random.json", text).get(0));
    assertThat(reading.problems())
        .as("what is read of seed %d", seed)
        .noneMatch(RandomNetworksTest::isUnexpected);
    List<LabProbe> probes =
        untilOneLoops(reading.network(), RandomProbes.of(made, reading.network()));
    List<String> found = built(reading.network(), probes);
    if (found.isEmpty()) {
      return found;
    }
    keep(seed, made, probes);
    // a kernel under load may miss a beat: what it does not do twice is told, but is no failure
    List<String> again = built(reading.network(), probes);
    if (again.isEmpty()) {
      System.out.printf("random networks: seed %d, not seen again: %s%n", seed, found);
    }
    return again.stream().map(each -> "-Dpodlane.lab.seed=%d: %s".formatted(seed, each)).toList();
  }

  /**
   * The probes before one whose packet goes round for ever: rules that raise the TTL make such
   * networks, in which the kernel has no time for anything else.
   */
  private static List<LabProbe> untilOneLoops(Network network, List<LabProbe> probes) {
    Memory memory = new Memory();
    for (int i = 0; i < probes.size(); i++) {
      Outcome outcome = Walker.walk(network, probes.get(i).probe(), memory).outcome();
      if (outcome.result() == Outcome.Result.LOOP) {
        return probes.subList(0, i);
      }
    }
    return probes;
  }

  /** Leaves the network as a file that {@code lab} reads, with the probes. */
  private static void keep(long seed, RandomNetwork made, List<LabProbe> probes)
      throws IOException {
    List<Map<String, Object>> asked = new ArrayList<>();
    for (LabProbe each : probes) {
      Probe probe = each.probe();
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", each.title());
      fields.put("src", probe.namespace());
      fields.put("dst", probe.destination().toString());
      fields.put("proto", probe.protocol().name().toLowerCase(Locale.ROOT));
      if (probe.port() > 0) {
        fields.put("port", probe.port());
      }
      fields.put("ttl", probe.ttl());
      fields.put("size", probe.payload());
      fields.put("df", probe.discovery().name().toLowerCase(Locale.ROOT));
      fields.put("timeout", probe.timeoutMillis() / 1_000.0);
      fields.put("cold", probe.cold());
      Probe.Exchange exchange = probe.exchange();
      if (exchange != null) {
        fields.put(
            "connection",
            Map.of(
                "request", exchange.request(),
                "response", exchange.response(),
                "close", exchange.close().name().toLowerCase(Locale.ROOT)));
      }
      asked.add(fields);
    }
    Path kept = Files.createDirectories(Path.of("target", "lab")).resolve(seed + ".json");
    Files.writeString(
        kept,
        JsonMapper.shared()
            .writeValueAsString(Map.of("network", made.document(), "probes", asked)));
  }

  private static List<String> built(Network network, List<LabProbe> probes) throws Exception {
    LabRun run = LabRunner.run(network, probes, false, Duration.ofMinutes(2));
    run.observations()
        .forEach(
            each -> OUTCOMES.merge(each.outcome().getOrDefault("result", ""), 1, Integer::sum));
    List<String> found = List.of();
    for (double pace : PACES) {
      List<Long> moments = run.sentMillis().stream().map(each -> (long) (each * pace)).toList();
      List<Observation> predicted = Predictions.of(network, probes, moments);
      List<String> now = Predictions.differences(probes, predicted, run.observations());
      if (now.isEmpty()) {
        return now;
      }
      found = found.isEmpty() ? now : found;
    }
    return found;
  }

  /** Routes at random are sometimes refused, here and there alike. */
  private static boolean isUnexpected(Problem problem) {
    return problem.severity() == Severity.ERROR && !problem.code().equals("linux.refused");
  }
}
