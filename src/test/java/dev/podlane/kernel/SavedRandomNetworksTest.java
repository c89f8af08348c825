package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.JsonText;
import dev.podlane.document.Limits;
import dev.podlane.document.read.Documents;
import dev.podlane.lab.LabProbe;
import dev.podlane.lab.Observation;
import dev.podlane.net.filter.RuleCounts;
import dev.podlane.net.ns.KernelState;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.notation.LinuxNetworks;
import dev.podlane.notation.OutcomeNote;
import dev.podlane.notation.PathLines;
import dev.podlane.notation.ReadNetwork;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Networks at random, with ipset, sets and verdict maps of nft, matches that remember and next
 * hops: a walk does not depend on whether they were saved and read again, or the memory forked.
 */
class SavedRandomNetworksTest {
  private static final int NETWORKS = 12;

  private static RandomNetwork made(long seed) {
    return RandomNetwork.of(seed, EnumSet.allOf(RandomNetwork.Feature.class));
  }

  private static Network read(RandomNetwork made) {
    String text = JsonMapper.shared().writeValueAsString(Map.of("network", made.document()));
    return LinuxNetworks.read(Documents.parse("random.json", text).get(0)).network();
  }

  private static Network saved(Network network) {
    String text = JsonText.print(LinuxNetworks.write("net", network));
    ReadNetwork reading = LinuxNetworks.read(Documents.parse("net", text, Limits.DEFAULT).get(0));
    return reading.network();
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 2_000, 3_000})
  void savingChangesNoWalk(long first) {
    for (long seed = first; seed < first + NETWORKS; seed++) {
      RandomNetwork made = made(seed);
      Network network = read(made);
      Network again = saved(network);
      for (String name : network.namespaces().keySet()) {
        assertThat(again.namespace(name).map(NetworkNamespace::routes))
            .as("seed %d, %s", seed, name)
            .isEqualTo(network.namespace(name).map(NetworkNamespace::routes));
      }
      Memory memory = new Memory();
      Memory other = new Memory();
      for (LabProbe each : RandomProbes.of(made, network)) {
        assertThat(told(again, each, other))
            .as("seed %d, %s", seed, each)
            .isEqualTo(told(network, each, memory));
      }
      assertThat(states(again, other)).as("seed %d", seed).isEqualTo(states(network, memory));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4_000, 5_000, 6_000})
  void aForkLeavesTheOriginalAlone(long first) {
    for (long seed = first; seed < first + NETWORKS; seed++) {
      RandomNetwork made = made(seed);
      Network network = read(made);
      List<LabProbe> probes = RandomProbes.of(made, network);
      Memory memory = new Memory();
      Memory undisturbed = new Memory();
      for (LabProbe each : probes) {
        Memory fork = memory.fork();
        for (LabProbe astray : probes) {
          Walker.walk(network, astray.probe(), fork);
        }
        assertThat(states(network, memory)).isEqualTo(states(network, undisturbed));
        assertThat(told(network, each, memory))
            .as("seed %d, %s", seed, each)
            .isEqualTo(told(network, each, undisturbed));
      }
    }
  }

  private static Observation told(Network network, LabProbe probe, Memory memory) {
    Trace trace = Walker.walk(network, probe.probe(), memory);
    return new Observation(OutcomeNote.of(trace.outcome()).lines(), PathLines.of(trace));
  }

  /** All but counts: chains that a text does not name count no packets in Linux. */
  private static List<KernelState> states(Network network, Memory memory) {
    List<KernelState> all = new ArrayList<>();
    for (String name : network.namespaces().keySet()) {
      KernelState of = memory.state(name);
      all.add(
          new KernelState(
              of.neighbours(),
              of.stations(),
              of.remotes(),
              of.connections(),
              of.exceptions(),
              of.rules(),
              RuleCounts.NONE));
    }
    return all;
  }
}
