package dev.podlane.kernel.secondreading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.kernel.secondreading.EndpointReading.Ready;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The random sets of {@link SecondReadingTest} hold all that rules depend on, and often. */
class RandomServiceSetsTest {
  private static final int SETS = 200;
  private static final int OFTEN = 15;

  private static final List<String> RULES =
      List.of(
          "-j KUBE-SVL-",
          "-j KUBE-FW-",
          " has no endpoints\"",
          " has no local endpoints\"",
          "external IP\"",
          "loadbalancer IP\" -m sctp",
          "health check node port",
          "--rcheck --seconds 10800 ",
          "--rcheck --seconds 60 ",
          "masquerade LOCAL traffic",
          "pod traffic for",
          "--nfacct-name localhost_nps_accepted_pkts",
          "! -d 127.0.0.0/8 -j KUBE-NODEPORTS",
          "-d 127.0.0.1 -j KUBE-NODEPORTS",
          "-d 10.100.0.2 -j KUBE-NODEPORTS",
          "-m udp -p udp -d [0-9.]+ --dport [0-9]+ -j KUBE-MARK-MASQ",
          "--probability 0.2000000000",
          // in the order of texts, in which 10 comes before 9
          "-> 10\\.244\\.1\\.1\\d:\\d+\" -m stat.*\\n.*-> 10\\.244\\.1\\.[89]:",
          "--comment \"default/s\\d\"",
          "goto service-.*short-circuit pod traffic",
          "ip saddr != \\{ [^ ]+ , [^}]+ \\} drop",
          "no-endpoint-nodeports \\{ tcp . \\d+ comment \"[^\"]+\" : drop",
          "hairpin-connections \\{ ",
          "map \\{ 0 : [^,]+ \\}",
          "fib daddr type local");

  @Test
  void everyRuleOccursOften() {
    Map<String, Integer> counts = new TreeMap<>();
    RULES.forEach(each -> counts.put(each, 0));
    for (long seed = 0; seed < SETS; seed++) {
      if (!RandomServiceSets.isLarge(seed)) {
        ServiceSet set = RandomServiceSets.of(seed);
        String text = IptablesReading.of(set) + NftReading.of(set, NftBase.Version.V1_36);
        for (String each : RULES) {
          counts.merge(each, Pattern.compile(each).matcher(text).find() ? 1 : 0, Integer::sum);
        }
      }
    }
    assertThat(counts).allSatisfy((rule, count) -> assertThat(count).isGreaterThan(OFTEN));
  }

  private static String kind(ServiceSet set, PortReading port) {
    Collection<Ready> known = EndpointReading.known(set, port);
    EndpointReading endpoints = EndpointReading.of(set, port);
    List<Ready> ready = known.stream().filter(Ready::isReady).toList();
    if (!port.usesClusterEndpoints()) {
      return "local only";
    }
    if (ready.isEmpty()) {
      return endpoints.hasAny() ? "terminating" : known.isEmpty() ? "none" : "unusable";
    }
    if (endpoints.cluster().size() == ready.size()) {
      return ready.get(0).of().forZones().isEmpty() ? "all" : "hints not for here";
    }
    boolean byNode = endpoints.cluster().stream().allMatch(each -> names(each, set));
    return byNode && ready.stream().noneMatch(each -> each.of().forNodes().isEmpty())
        ? "by node"
        : "by zone";
  }

  private static boolean names(Ready endpoint, ServiceSet set) {
    return endpoint.of().forNodes().contains(set.node().name());
  }

  @Test
  void everyChoiceOfEndpointsOccursOften() {
    List<String> kinds = new ArrayList<>();
    for (long seed = 0; seed < SETS; seed++) {
      ServiceSet set = RandomServiceSets.of(seed);
      PortReading.of(set).forEach(port -> kinds.add(kind(set, port)));
    }
    for (String kind :
        List.of(
            "all",
            "by node",
            "by zone",
            "hints not for here",
            "local only",
            "none",
            "terminating",
            "unusable")) {
      assertThat(kinds.stream().filter(kind::equals).count()).as(kind).isGreaterThan(OFTEN);
    }
  }

  /** Two sets of four are just too large for comments. */
  @Test
  void largeSetsAreOnBothSidesOfTheLimit() {
    List<Boolean> comments = new ArrayList<>();
    for (long seed = 7; seed < 400; seed += 100) {
      comments.add(IptablesReading.of(RandomServiceSets.of(seed)).contains(" -> "));
    }
    assertThat(comments).containsExactly(true, false, true, false);
  }
}
