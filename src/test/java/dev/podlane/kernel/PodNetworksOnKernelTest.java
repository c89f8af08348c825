package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import dev.podlane.tools.NeedsTool;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clusters of two nodes with each plugin, built on the kernel that runs the tests: each probe must
 * end as its trace says, and the server must see the same source. IPIP is left out, since many
 * kernels lack the module; so are plugins that decide outside the kernel that is simulated.
 */
@NeedsTool({"ip", "bridge", "iptables", "ipset", "nft", "python3"})
@ResourceLock("kernel")
class PodNetworksOnKernelTest {
  private static final Path CLUSTER = Path.of("src/test/resources/podnetworks/two-nodes.yaml");

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("PodNetworksOnKernelTest");
  }

  /**
   * From each kind of sender, to pods, the outside, a host's port, a node port and a cluster IP.
   */
  private static List<ProbeRequest> requests() {
    List<ProbeRequest> all = new ArrayList<>();
    for (String way :
        List.of(
            // first, for redirects of later ones would use up what the gateway may send to a node
            "default/web-1 10.244.7.7 80",
            "default/web-1 default/web-2 80",
            "default/web-1 default/web-3 80",
            "default/web-3 default/web-1 80",
            "default/web-1 outside 80",
            "default/web-3 outside 80",
            "default/web-2 b 10250",
            "a default/web-1 80",
            "a default/web-3 80",
            "b default/web-1 80",
            "outside a 8080",
            "default/web-3 a 8080",
            "default/web-1 a 8080",
            "outside a 30080",
            "default/web-2 10.96.0.80 80")) {
      String[] words = way.split(" ", -1);
      int port = Integer.parseInt(words[2]);
      all.add(new ProbeRequest(words[0], words[1], Protocol.TCP, port, 64, true, all.size()));
    }
    all.add(new ProbeRequest("default/web-2", "default/web-3", Protocol.UDP, 53, 64, true, 1));
    all.add(new ProbeRequest("default/web-2", "default/web-3", Protocol.ICMP, null, 64, true, 1));
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bridge",
        "cni-bridge",
        "flannel-vxlan",
        "flannel-host-gw",
        "{kind: flannel-vxlan, nftables: true}",
        "kindnet",
        "calico",
        "calico-vxlan",
        "calico-crosssubnet",
      })
  void everyProbeEndsAsItsTraceSays(String kind) throws Exception {
    String cluster = Files.readString(CLUSTER, StandardCharsets.UTF_8).replace("KIND", kind);
    Workspace workspace = Workspace.open("", cluster);
    List<ProbeRequest> requests = requests();
    ClusterOnKernel lab = ClusterOnKernel.of(workspace, requests, List.of("a", "b"));

    assertThat(lab.differences()).isEmpty();
    assertThat(lab.results()).filteredOn("delivered"::equals).hasSizeGreaterThan(8);
  }
}
