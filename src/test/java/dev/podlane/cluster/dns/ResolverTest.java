package dev.podlane.cluster.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.object.Pod;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The resolver of a program: its file, and the order of its questions (rules 78 to 80). */
class ResolverTest {
  private static final Ip SERVER = Ip.parse("10.96.0.10");
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.244.0.0/24}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: kube-dns, namespace: kube-system}, spec:
       {clusterIP: 10.96.0.10, ports: [{name: dns, port: 53, protocol: UDP}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: p, namespace: shop}, spec: {nodeName: n1,
       SPEC containers: [{name: c}]}}
      """;

  private static String conf(String spec) {
    Cluster cluster = Clusters.read(Documents.parse("f", CLUSTER.replace("SPEC", spec)));
    Pod pod = cluster.pods().get(0);
    return new KubeletDns(cluster, ClusterDns.of(cluster)).of(pod).text().replace('\n', ';');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // rule 78: unset is ClusterFirst (rule 80)
        "|search shop.svc.cluster.local svc.cluster.local cluster.local;"
            + "nameserver 10.96.0.10;options ndots:5;",
        // rule 80: on the node's network ClusterFirst is Default
        "hostNetwork: true,|nameserver 198.51.100.53;",
        "hostNetwork: true, dnsPolicy: ClusterFirstWithHostNet,|"
            + "search shop.svc.cluster.local svc.cluster.local cluster.local;"
            + "nameserver 10.96.0.10;options ndots:5;",
        "dnsPolicy: Default,|nameserver 198.51.100.53;",
        "dnsPolicy: None, dnsConfig: {nameservers: [1.2.3.4], searches: [a.b], options: [{name:"
            + " ndots, value: '2'}, {name: edns0}]},|search a.b;nameserver 1.2.3.4;"
            + "options ndots:2 edns0;",
        // dnsConfig is added, an option of the same name replaced, and three servers are the limit
        "dnsConfig: {nameservers: [1.1.1.1, 2.2.2.2, 3.3.3.3], searches: [cluster.local, x],"
            + " options: [{name: ndots, value: '1'}]},|"
            + "search shop.svc.cluster.local svc.cluster.local cluster.local x;"
            + "nameserver 10.96.0.10;nameserver 1.1.1.1;nameserver 2.2.2.2;options ndots:1;",
      })
  void theKubeletWritesTheFile(String spec, String expected) {
    assertThat(conf(spec == null ? "" : spec)).isEqualTo(expected);
  }

  @Test
  void aTemplateSaysItForThePodsOfItsWorkload() {
    String documents =
        CLUSTER.replace("SPEC", "")
            + """
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: d, namespace: shop}, spec:
             {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec:
             {dnsPolicy: None, dnsConfig: {nameservers: [9.9.9.9]}, containers: [{name: c}]}}}}
            """;
    Cluster cluster = Clusters.read(Documents.parse("f", documents));
    Pod brought =
        cluster.pods().stream().filter(pod -> pod.owner() != null).findFirst().orElseThrow();

    assertThat(new KubeletDns(cluster, ClusterDns.of(cluster)).of(brought).text())
        .isEqualTo("nameserver 9.9.9.9\n");
  }

  @Test
  void searchDomainsAreLimited() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add("d" + i);
    }
    String spec = "dnsPolicy: None, dnsConfig: {searches: [" + String.join(",", many) + "]},";

    assertThat(conf(spec).split("[ ;]+", 0)).hasSize(33).contains("d31").doesNotContain("d32");
  }

  private final List<String> asked = new ArrayList<>();

  private Resolution resolve(ResolvConf conf, String name, Map<String, Heard> heard) {
    Heard none = new Heard.Answer(DnsReply.of(DnsReply.Code.NXDOMAIN));
    StubResolver resolver =
        new StubResolver(
            conf,
            List.of(RecordType.A),
            (server, question, seconds) -> {
              asked.add(
                  question.name().text() + (conf.nameservers().size() > 1 ? "@" + server : ""));
              return heard.getOrDefault(question.name().text(), none);
            });
    return resolver.resolve(name);
  }

  private static ResolvConf conf(int ndots) {
    return new ResolvConf(List.of(SERVER), List.of("a.z", "z"), List.of("ndots:" + ndots));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // rule 79: with fewer dots than ndots the search list comes first, else last
        "5|web|web.a.z web.z web",
        "5|web.shop|web.shop.a.z web.shop.z web.shop",
        "1|web.shop|web.shop web.shop.a.z web.shop.z",
        "0|web|web web.a.z web.z",
        // with a dot at the end only as it is
        "5|web.|web",
        "5|WEB.Shop.|web.shop",
      })
  void namesAreAskedInOrder(int ndots, String name, String expected) {
    assertThat(resolve(conf(ndots), name, Map.of()).result()).isEqualTo(Resolution.Result.NXDOMAIN);
    assertThat(String.join(" ", asked)).isEqualTo(expected);
  }

  private static Heard address(String name) {
    DnsRecord record = DnsRecord.address(DnsName.parse(name), 5, Ip.parse("10.0.0.1"));
    return new Heard.Answer(DnsReply.of(List.of(record)));
  }

  @Test
  void theFirstNameThatIsThereEndsTheSearch() {
    Resolution found = resolve(conf(5), "web", Map.of("web.z", address("web.z")));

    assertThat(found.addresses()).containsExactly(Ip.parse("10.0.0.1"));
    assertThat(asked).containsExactly("web.a.z", "web.z");
  }

  @Test
  void noDataIsRememberedAndTheSearchGoesOn() {
    Heard noData = new Heard.Answer(DnsReply.noData());

    assertThat(resolve(conf(5), "web", Map.of("web.a.z", noData)).result())
        .isEqualTo(Resolution.Result.NODATA);
    assertThat(asked).containsExactly("web.a.z", "web.z", "web");
  }

  @Test
  void silenceEndsTheSearchAfterTwoAttemptsAndAsksTheNameItself() {
    Map<String, Heard> silent = Map.of("web.a.z", new Heard.Nothing(), "web", new Heard.Nothing());

    assertThat(resolve(conf(5), "web", silent).result()).isEqualTo(Resolution.Result.TIMEOUT);
    assertThat(asked).containsExactly("web.a.z", "web.a.z", "web", "web");
  }

  @Test
  void anErrorOfTheSocketEndsEverything() {
    Map<String, Heard> nobody = Map.of("web.a.z", new Heard.Unreachable());

    assertThat(resolve(conf(5), "web", nobody).result()).isEqualTo(Resolution.Result.UNREACHABLE);
    assertThat(asked).containsExactly("web.a.z", "web.a.z");
  }

  @Test
  void afterAFailureTheNextServerIsAskedAndThenTheNextName() {
    ResolvConf two =
        new ResolvConf(List.of(SERVER, Ip.parse("10.0.0.2")), List.of("z"), List.of("ndots:2"));
    Heard failed = new Heard.Answer(DnsReply.of(DnsReply.Code.SERVFAIL));

    assertThat(resolve(two, "web", Map.of("web.z", failed)).result())
        .isEqualTo(Resolution.Result.SERVFAIL);
    assertThat(asked)
        .containsExactly(
            "web.z@10.96.0.10",
            "web.z@10.0.0.2",
            "web.z@10.96.0.10",
            "web.z@10.0.0.2",
            "web@10.96.0.10");
  }

  @Test
  void recordsOfOtherNamesAreNotTaken() {
    assertThat(resolve(conf(0), "web.", Map.of("web", address("other"))).result())
        .isEqualTo(Resolution.Result.NODATA);
  }

  @ParameterizedTest
  @CsvSource({
    "ndots:5 attempts:1 timeout:9, 5, 1, 9",
    "ndots:99 attempts:0 timeout:x, 15, 1, 1",
    "rotate, 1, 2, 5",
  })
  void optionsAreBoundedAsGlibcDoes(String options, int ndots, int attempts, int timeout) {
    ResolvConf conf = new ResolvConf(List.of(), List.of(), List.of(options.split(" ", -1)));

    assertThat(List.of(conf.ndots(), conf.attempts(), conf.timeout()))
        .containsExactly(ndots, attempts, timeout);
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 3.2.1.10.in-addr.arpa.",
    "fd00::a, a.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.f.ip6.arpa.",
  })
  void anAddressHasAReverseName(String address, String name) {
    DnsName reverse = DnsName.reverse(Ip.parse(address));

    assertThat(reverse).hasToString(name);
    assertThat(reverse.address()).contains(Ip.parse(address));
  }

  @ParameterizedTest
  @CsvSource({"a..b", "'a b'", "..", "-", "a\\b"})
  void someTextsAreNoNames(String text) {
    boolean valid = text.equals("-");

    assertThat(DnsName.tryParse(text).isPresent()).isEqualTo(valid);
  }

  @Test
  void labelsAndNamesHaveALimit() {
    String label = "a".repeat(63);

    assertThat(DnsName.tryParse(label)).isPresent();
    assertThat(DnsName.tryParse(label + "a")).isEmpty();
    assertThat(DnsName.tryParse(String.join(".", label, label, label, label))).isEmpty();
    assertThat(DnsName.parse(label).under(DnsName.parse(String.join(".", label, label, label))))
        .isEmpty();
  }
}
