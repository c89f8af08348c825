package dev.podlane.compile.cni;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Clusters;
import dev.podlane.compile.Compiler;
import dev.podlane.compile.cni.felix.FelixChain;
import dev.podlane.compile.cni.felix.Jumps;
import dev.podlane.console.Console;
import dev.podlane.document.read.Documents;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.trace.memory.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rules of plugins are those of golden texts, which were written from their sources
 * independently of the compiler, loaded into a kernel and printed back.
 */
class PodNetworkRulesTest {
  private static final Path FOLDER = Path.of("src/test/resources/podnetworks");

  private static String text(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file), StandardCharsets.UTF_8);
  }

  private static Network network(String kind) throws IOException {
    String cluster =
        text("two-nodes.yaml")
            .replace("KIND", kind.replace(", cni", "\n  cni"))
            .replace(
                "ports: [{containerPort: 80}, {", "ports: [{containerPort: 80, hostPort: 8080}, {");
    return Compiler.compile(Clusters.read(Documents.parse("c.yaml", cluster))).network();
  }

  private static String told(Network network, String namespace, String command) {
    return Console.run(network, new Memory(), namespace, command).text();
  }

  /**
   * Rules by table and chain; the identifiers of containers and what is made of them count as one.
   */
  private static Map<String, List<String>> chains(String save, Predicate<String> wanted) {
    Map<String, List<String>> chains = new TreeMap<>();
    String table = "";
    for (String line : save.lines().toList()) {
      if (line.startsWith("*")) {
        table = line;
      } else if (line.startsWith("-A ") && wanted.test(line)) {
        String plain =
            line.replaceAll("CNI-(DN-)?[0-9a-f]{20,}", "CNI-$1HASH")
                .replaceAll("id: \\\\\"[0-9a-f]{12}", "id: \\\\\"ID")
                .replace(",8081", "");
        String chain = plain.split(" ", -1)[1];
        chains.computeIfAbsent(table + " " + chain, any -> new ArrayList<>()).add(plain);
      }
    }
    return chains;
  }

  @ParameterizedTest
  @CsvSource({
    "flannel-vxlan, FLANNEL-, 10",
    "flannel-host-gw, FLANNEL-, 10",
    "kindnet, KIND-MASQ-AGENT, 3",
    "cni-bridge, 'CNI-[0-9a-f]{20,}', 3",
    "cni-bridge, CNI-(DN|HOSTPORT)-, 9",
    "flannel-vxlan, CNI-(DN|HOSTPORT)-, 9",
  })
  void rulesAreThoseOfTheGoldenText(String kind, String chain, int count) throws IOException {
    Predicate<String> wanted = line -> line.matches("-A.* " + chain + ".*");
    Map<String, List<String>> expected = chains(text("rules.save"), wanted);
    Map<String, List<String>> found = chains(told(network(kind), "b", "iptables-save"), wanted);

    assertThat(expected.values().stream().mapToInt(List::size).sum()).isEqualTo(count);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void theFirewallPluginAcceptsWhatIsForwardedForPods() throws IOException {
    Predicate<String> wanted = line -> line.contains("CNI-FORWARD") || line.contains("CNI-ADMIN");
    Map<String, List<String>> expected = chains(text("rules.save"), wanted);
    String told = told(network("kindnet, cniForwardRules: true"), "b", "iptables-save");
    assertThat(expected).hasSize(2);
    assertThat(chains(told, wanted)).isEqualTo(expected);
    assertThat(told(network("kindnet"), "b", "iptables-save")).doesNotContain("CNI-FORWARD");
  }

  @Test
  void flannelLeavesForwardAloneIfItIsToldTo() throws IOException {
    String told = told(network("flannel-vxlan, cniForwardRules: none"), "b", "iptables-save");
    assertThat(told).contains("FLANNEL-POSTRTG").doesNotContain("FLANNEL-FWD");
  }

  @Test
  void flannelsRulesOfNftablesAreThoseOfTheGoldenText() throws IOException {
    Network network = network("{kind: flannel-vxlan, nftables: true}");
    String listed = told(network, "b", "nft list table ip flannel-ipv4");
    String expected =
        Files.readString(
            Path.of("src/test/resources/nft/flannel-nft.list"), StandardCharsets.UTF_8);
    assertThat(listed.strip()).isEqualTo(expected.strip());
    assertThat(told(network, "b", "iptables-save")).doesNotContain("FLANNEL");
  }

  @Test
  void aNodeOfCalicoWithoutPodsHasTheRulesOfItsDump() throws IOException {
    String cluster =
        text("two-nodes.yaml")
            .replace("KIND", "calico-vxlan")
            .replace("nodeName: b", "nodeName: a");
    cluster = cluster.substring(0, cluster.indexOf("{apiVersion: v1, kind: Service"));
    Network network = Compiler.compile(Clusters.read(Documents.parse("c", cluster))).network();
    Predicate<String> wanted = line -> !line.contains("--match-set") && !line.contains("CNI-");

    Map<String, List<String>> expected = chains(text("calico-node.save"), wanted);
    assertThat(expected).hasSize(23);
    assertThat(chains(told(network, "b", "iptables-save"), wanted)).isEqualTo(expected);
    assertThat(told(network, "b", "iptables-save"))
        .contains("cali:flqWnvo8yq4ULQLa")
        .contains("-m set --match-set cali40all-vxlan-net src");
    assertThat(told(network, "b", "ipset list cali40all-vxlan-net")).contains("172.18.0.2");
  }

  @Test
  void aPodOfCalicoHasTheChainsOfTheGoldenText() throws IOException {
    String policy = "cali-pi-knp/default/web";
    CalicoEndpoints.Endpoint pod =
        new CalicoEndpoints.Endpoint(
            "cali0761ccbeace",
            List.of("kns.default", "ksa.default.default"),
            () -> List.of(new Jumps("default", false, List.of(policy))),
            List::of);
    List<Chain> made = new ArrayList<>(new CalicoEndpoints().of(List.of(pod)).all());
    made.add(new Chain(policy, null, List.of()));
    Ruleset rules = Ruleset.NONE.with(Table.empty(Table.Kind.FILTER).withAll(made));
    Network network = Network.of(List.of(NetworkNamespace.created("n", false).withRuleset(rules)));

    Predicate<String> wanted = line -> !line.startsWith("-A " + policy);
    Map<String, List<String>> expected = chains("*filter\n" + text("calico-endpoint.save"), wanted);
    assertThat(expected).hasSize(8);
    assertThat(chains(told(network, "n", "iptables-save"), wanted)).isEqualTo(expected);
  }

  @Test
  void longNamesOfChainsAreHashed() {
    assertThat(FelixChain.name("cali-pri-", "kns.default")).isEqualTo("cali-pri-kns.default");
    assertThat(FelixChain.name("cali-pri-", "ksa.default.default"))
        .isEqualTo("cali-pri-ksa.default.default")
        .hasSize(28);
    assertThat(FelixChain.name("cali-pri-", "ksa.default.web-server"))
        .startsWith("cali-pri-_")
        .hasSize(28);
  }

  @Test
  void manyPodsOfCalicoAreToldApartByTheirFirstDigit() throws IOException {
    List<CalicoEndpoints.Endpoint> pods = new ArrayList<>();
    for (String device : List.of("cali11", "cali12", "cali2")) {
      pods.add(CalicoEndpoints.Endpoint.of(device, "default", "default"));
    }
    Map<String, List<String>> targets = new TreeMap<>();
    for (Chain chain : new CalicoEndpoints().of(pods).all()) {
      targets.put(chain.name(), chain.rules().stream().map(rule -> "" + rule.target()).toList());
    }
    assertThat(targets.get("cali-from-wl-dispatch"))
        .containsExactly(
            "Goto[chain=cali-from-wl-dispatch-1]", "Goto[chain=cali-fw-cali2]", "Drop[]");
    assertThat(targets.get("cali-from-wl-dispatch-1"))
        .containsExactly("Goto[chain=cali-fw-cali11]", "Goto[chain=cali-fw-cali12]", "Drop[]");
  }

  @ParameterizedTest
  @CsvSource({
    "flannel-vxlan, FILTER, FLANNEL-FWD",
    "kindnet, NAT, KIND-MASQ-AGENT",
    "calico, FILTER, cali-INPUT",
    "calico, FILTER, cali-pri-kns.default",
  })
  void whatIsEqualOnAllNodesIsThereOnce(String kind, Table.Kind table, String chain)
      throws IOException {
    Network network = network(kind);
    List<Chain> all = new ArrayList<>();
    for (String node : List.of("a", "b")) {
      Ruleset rules = network.namespace(node).orElseThrow().ruleset();
      all.add(rules.table(table).orElseThrow().chain(chain).orElseThrow());
    }
    assertThat(all.get(0)).isSameAs(all.get(1));
  }
}
