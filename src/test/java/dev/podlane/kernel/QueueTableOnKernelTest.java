package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.nft.Nft;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.tools.Command;
import dev.podlane.tools.NeedsTool;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The table of kube-network-policies loads on a kernel and is listed as it is compiled, but for the
 * rules that queue packets: not every kernel has NFT_QUEUE.
 */
@NeedsTool({"ip", "nft"})
@Timeout(60)
@ResourceLock("kernel")
class QueueTableOnKernelTest {
  private static final String CLUSTER =
      """
      {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec: {SETTING}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.244.1.0/24}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: a, labels: {app: a}}, spec: {nodeName: n1,
       containers: [{name: c}]}, status: {podIP: 10.244.1.5, podIPs: [{ip: 10.244.1.5},
       {ip: 'fd00::5'}]}}
      ---
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p}, spec:
       {podSelector: {}}}
      """;

  @TempDir Path folder = Path.of("");

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("QueueTableOnKernelTest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"podNetwork: kindnet", "policyEngine: kube-network-policies"})
  void everyRuleButTheQueuesIsTheKernels(String setting) throws IOException {
    Workspace workspace = Workspace.open("f", CLUSTER.replace("SETTING", setting));
    Ruleset rules = workspace.network().namespace("n1").orElseThrow().ruleset();
    String all = Nft.list(rules);
    String compiled = all.substring(all.indexOf("table inet k"));
    compiled = compiled.substring(0, compiled.indexOf("\n}\n") + 3);
    String loaded =
        compiled
            .lines()
            .filter(line -> !line.contains(" queue "))
            .collect(Collectors.joining("\n", "", "\n"));
    assertThat(compiled.lines().filter(line -> line.contains(" queue "))).hasSize(10);
    assertThat(compiled).contains("10.244.1.5", "fd00::5", "ct label set 28");

    Path file = Files.writeString(folder.resolve("table.nft"), loaded);
    String namespace = "podlane-" + ProcessHandle.current().pid() + "-queue";
    String exec = "ip netns exec " + namespace;
    String script =
        "set -eu\ntrap 'ip netns del %1$s' EXIT\nip netns add %1$s\n%2$s nft -f %3$s\n%2$s nft list ruleset\n"
            .formatted(namespace, exec, file);
    Command listed = Command.run(Path.of(""), Duration.ofSeconds(30), List.of("sh", "-c", script));
    assertThat(listed.output()).isEqualTo(loaded);
    assertThat(listed.exit()).isZero();
  }
}
