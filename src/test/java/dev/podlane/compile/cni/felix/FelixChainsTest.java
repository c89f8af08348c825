package dev.podlane.compile.cni.felix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Clusters;
import dev.podlane.compile.Compiled;
import dev.podlane.compile.Compiler;
import dev.podlane.compile.Origin;
import dev.podlane.compile.Reason;
import dev.podlane.console.Console;
import dev.podlane.document.read.Documents;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.memory.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Chains of policies are those of a golden text, which was written from Felix's sources
 * independently of the compiler, loaded into a kernel and printed back.
 */
class FelixChainsTest {
  private static final Path FOLDER = Path.of("src/test/resources/podnetworks");

  private static String text(String file) throws IOException {
    return Files.readString(FOLDER.resolve(file), StandardCharsets.UTF_8);
  }

  private static Compiled compiled(String more) throws IOException {
    String cluster = text("calico-policies.yaml") + more;
    return Compiler.compile(Clusters.read(Documents.parse("c.yaml", cluster)));
  }

  private static String told(Network network, String command) {
    return Console.run(network, new Memory(), "a", command).text();
  }

  private static Map<String, List<String>> chains(String save) {
    Map<String, List<String>> chains = new TreeMap<>();
    for (String line : save.lines().filter(each -> each.startsWith("-A cali-")).toList()) {
      chains.computeIfAbsent(line.split(" ", -1)[1], any -> new ArrayList<>()).add(line);
    }
    return chains;
  }

  @Test
  void policiesHaveTheChainsOfTheGoldenText() throws IOException {
    Map<String, List<String>> expected = chains(text("calico-policies.save"));
    Network network = compiled("").network();
    Map<String, List<String>> found = chains(told(network, "iptables-save -t filter"));
    found.keySet().removeIf(each -> !each.matches("cali-(tw|fw|pi|po|gi|go|pri|pro)-.*"));

    assertThat(expected).hasSize(13);
    assertThat(found).isEqualTo(expected);
    // the other node has those about its own pods, and no others
    Ruleset other = network.namespace("b").orElseThrow().ruleset();
    Map<String, Chain> filter = other.table(Table.Kind.FILTER).orElseThrow().chains();
    assertThat(filter).containsKey("cali-pi-_V4qUUW-DxmwnVRbwYKg");
    assertThat(filter).doesNotContainKey("cali-pi-knp/default/web");
  }

  @Test
  void setsHaveTheAddressesOfThePodsThatAreSelected() throws IOException {
    Network network = compiled("").network();
    String sets = told(network, "ipset save") + "\n";
    assertThat(sets)
        .contains("add cali40s:KVD8TrZvAkzB_xjz4oQCdRW 10.244.1.6\n")
        .contains("add cali40s:jIdwc2ooVSxFi7rfbTbQ8Bq 10.244.1.7\n")
        .contains("add cali40n:cl9_Kgeu4H0OGLbhovVR3NB 10.244.0.5,tcp:8081\n")
        .contains("add cali40n:cl9_Kgeu4H0OGLbhovVR3NB 10.244.1.6,tcp:80\n")
        .contains("add cali40n:FvKMFOOSYvkZZJ0ch1bwT7b 10.244.1.7,udp:81\n")
        .contains("create cali40s:KVD8TrZvAkzB_xjz4oQCdRW hash:net family inet")
        .contains("create cali40n:cl9_Kgeu4H0OGLbhovVR3NB hash:ip,port family inet")
        .contains(" maxelem 1048576")
        .doesNotContain("10.244.1.8", "172.18.0.3");
  }

  @Test
  void rulesTellTheFieldThatTheyAreFor() throws IOException {
    Compiled compiled = compiled("");
    Map<String, Origin> origins = compiled.provenance().of("a");
    Network network = compiled.network();
    Table filter =
        network.namespace("a").orElseThrow().ruleset().table(Table.Kind.FILTER).orElseThrow();
    Chain web = filter.chain("cali-pi-knp/default/web").orElseThrow();
    List<String> paths = new ArrayList<>();
    for (String id : ElementIds.rules("a", filter.name(), web)) {
      Origin origin = Objects.requireNonNull(origins.get(id));
      assertThat(origin.reason()).isEqualTo(Reason.POLICY_RULES);
      assertThat(origin.object()).hasToString("NetworkPolicy default/web");
      paths.add(origin.path());
    }
    assertThat(paths).hasSize(18).startsWith("spec.ingress[0]").endsWith("spec.ingress[1]");
    String pod = ElementIds.chain("a", Table.Kind.FILTER, "cali-tw-cali0761ccbeace");
    assertThat(Objects.requireNonNull(origins.get(pod)).object()).hasToString("Pod default/web-1");
    String denied = "cali-pi-_V4qUUW-DxmwnVRbwYKg";
    Chain chain = filter.chain(denied).orElseThrow();
    String id = ElementIds.rules("a", filter.name(), chain).get(0);
    assertThat(Objects.requireNonNull(origins.get(id)).path()).isEqualTo("spec.podSelector");
  }

  @Test
  void hashesAreThoseOfCalicosOwnTests() {
    // libcalico-go/lib/selector/parser/parser_test.go
    assertThat(FelixHash.id("s", "all()")).isEqualTo("s:5y5I3VdRZfDU01O--xXAPx2yxCQQqMf0M6IWug");
    assertThat(Peers.ALL.id()).isEqualTo("s:5y5I3VdRZfDU01O--xXAPx2yxCQQqMf0M6IWug");
    assertThat(FelixHash.id("s", "!(has(b) || !has(a))"))
        .isEqualTo("s:Iss0uCleLYv1GSv_pNm7hAO58kE9jAx1NKyG3Q");
  }

  @Test
  void chainsOfPoliciesAreOnNodesThatShareThemOnce() throws IOException {
    Network network = compiled("").network();
    List<Object> both = new ArrayList<>();
    for (String node : List.of("a", "b")) {
      Ruleset rules = network.namespace(node).orElseThrow().ruleset();
      both.add(
          rules
              .table(Table.Kind.FILTER)
              .orElseThrow()
              .chain("cali-pi-_V4qUUW-DxmwnVRbwYKg")
              .orElseThrow());
      both.add(rules.sets().get("cali40s:UE0qd2vUzKcEIYtT328sZNR"));
    }
    assertThat(both.get(0)).isSameAs(both.get(2));
    assertThat(both.get(1)).isNotNull().isSameAs(both.get(3));
  }

  @Test
  void policiesThatNothingEnforcesHaveNoChains() throws IOException {
    String cluster =
        text("calico-policies.yaml")
            .replace("podNetwork: calico,", "podNetwork: calico, policyEngine: none,");
    Network network = Compiler.compile(Clusters.read(Documents.parse("c.yaml", cluster))).network();
    assertThat(told(network, "iptables-save")).contains("cali-pri-").doesNotContain("cali-pi-");
  }
}
