package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.tools.NeedsTool;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Services at random in each form of kube-proxy's rules, built on the kernel that runs the tests:
 * every probe must end as its trace says, at one of the endpoints that could be chosen, and the
 * server must see the same source. {@code -Dpodlane.lab.services=} makes it longer.
 */
@NeedsTool({"ip", "bridge", "iptables", "nft", "python3"})
@ResourceLock("kernel")
class ServicesOnKernelTest {
  private static final long DEFAULT_SEED = 12_000;
  private static final int SETS = Integer.getInteger("podlane.lab.services", 7);
  private static final int PROBES = 8;
  private static final Map<String, Integer> OUTCOMES = new ConcurrentHashMap<>();
  private static final List<String> FORMS =
      List.of(
          "proxyMode: iptables",
          "proxyMode: nftables, kubernetesVersion: '1.34'",
          "proxyMode: nftables, kubernetesVersion: '1.37'");

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("ServicesOnKernelTest");
  }

  @Test
  void everyProbeEndsAsItsTraceSays() throws Exception {
    long seed = Long.getLong("podlane.lab.seed", DEFAULT_SEED);
    System.out.printf("random Services: %d from -Dpodlane.lab.seed=%d%n", SETS, seed);
    List<String> found =
        ManyLabs.differences(
            SETS * FORMS.size(),
            at -> differences(seed + at / FORMS.size(), FORMS.get(at % FORMS.size())));
    System.out.println("random Services: probes by outcome " + new TreeMap<>(OUTCOMES));
    assertThat(OUTCOMES).containsKeys("delivered", "timeout");
    assertThat(found).as("%d sets from seed %d", SETS, seed).isEmpty();
  }

  private static List<String> differences(long seed, String form) throws Exception {
    RandomServices.Made made = RandomServices.of(seed);
    Workspace workspace =
        Workspace.open(
            "",
            made.manifests()
                + "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec:"
                + " {podCIDR: 10.244.0.0/16, serviceCIDR: 10.96.0.0/16, nodeNetwork: {cidr:"
                + " 10.100.0.0/24}, "
                + form
                + "}}");
    List<ProbeRequest> requests = RandomServices.probes(made, seed, PROBES);
    ClusterOnKernel lab = ClusterOnKernel.of(workspace, requests, List.of("n1", "n2"));
    List<String> found = lab.differences();
    lab.results().forEach(result -> OUTCOMES.merge(result, 1, Integer::sum));
    return found.stream().map(each -> "seed %d, %s, %s".formatted(seed, form, each)).toList();
  }
}
