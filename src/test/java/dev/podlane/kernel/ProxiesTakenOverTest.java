package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.service.Services;
import dev.podlane.compile.Compiled;
import dev.podlane.compile.Compiler;
import dev.podlane.console.Console;
import dev.podlane.document.read.Documents;
import dev.podlane.trace.memory.Memory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * kube-proxy writes the same rules whether it is compiled at once or from a cluster that had other
 * Services: some came, some went, some changed places, and so did their slices.
 */
final class ProxiesTakenOverTest {
  private static final int STEPS = 8;

  @ParameterizedTest
  @CsvSource({
    "iptables, iptables-save, 1", "iptables, iptables-save, 2", "iptables, iptables-save, 3",
    "iptables, iptables-save, 4", "nftables, nft list ruleset, 5", "nftables, nft list ruleset, 6",
    "nftables, nft list ruleset, 7", "nftables, nft list ruleset, 8"
  })
  void writesWhatIsWrittenAnew(String mode, String list, long seed) {
    String network =
        """
        {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: n},
         spec: {proxyMode: %s, kubernetesVersion: "1.37"}}
        ---
        """
            .formatted(mode);
    Cluster all = Clusters.read(Documents.parse("", network + RandomServices.of(seed).manifests()));
    Random random = new Random(seed);
    Compiled before = Compiler.compile(all);
    printed(before, list);
    int different = 0;
    String last = "";
    for (int step = 0; step < STEPS; step++) {
      Services some =
          new Services(some(all.services().all(), random), some(all.services().slices(), random));
      Cluster now = all.with(all.pods(), some);
      Compiled taken = Compiler.compile(now, before);
      if (random.nextBoolean()) { // not every state is looked at before the next one
        String text = printed(taken, list);
        assertThat(text).isEqualTo(printed(Compiler.compile(now), list));
        different += text.equals(last) ? 0 : 1;
        last = text;
      }
      before = taken;
    }
    assertThat(different).isPositive();
  }

  /** Most of the things, in another order now and then. */
  private static <T> List<T> some(List<T> all, Random random) {
    List<T> some = new ArrayList<>(all);
    some.removeIf(each -> random.nextInt(4) == 0);
    if (random.nextInt(3) == 0) {
      Collections.shuffle(some, random);
    }
    return some;
  }

  private static String printed(Compiled compiled, String list) {
    StringBuilder text = new StringBuilder();
    for (String node : List.of("n1", "n2")) {
      text.append(Console.run(compiled.network(), new Memory(), node, list).text()).append('\n');
    }
    assertThat(text.toString()).contains(list.startsWith("nft") ? "kube-proxy" : "KUBE-SERVICES");
    return text.toString();
  }
}
