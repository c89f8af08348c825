package dev.podlane.cluster.dns.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podlane.cluster.Clusters;
import dev.podlane.document.read.Documents;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CoreDNS answers as its Corefile says. */
class CorefileTest {
  @Test
  void blocksHaveAddressesAndPlugins() throws CorefileException {
    Corefile read =
        Corefile.parse(
            """
            # of the whole cluster
            .:53, dns://example.org:1053 10.0.0.0/16 {
              forward . 8.8.8.8 {
                except a.b
              }
              template IN A x { answer "{{ .Name }} 60 IN A 1.2.3.4" # quoted
              }
            }
            """
                .replace("x { answer", "x {\n answer"));

    assertThat(read.blocks()).hasSize(1);
    assertThat(read.blocks().get(0).addresses())
        .extracting(each -> each.zone() + " " + each.port())
        .containsExactly(". 53", "example.org. 1053", "0.10.in-addr.arpa. 53");
    assertThat(read.blocks().get(0).directives())
        .extracting(Directive::name)
        .containsExactly("forward", "template");
    assertThat(read.blocks().get(0).directives().get(1).body().get(0).args())
        .containsExactly("{{ .Name }} 60 IN A 1.2.3.4");
  }

  @ParameterizedTest
  @ValueSource(strings = {". {\n errors", "}", ". {\n a \"b\n}", ".:x {\n}", "a..b {\n}"})
  void aBrokenTextIsRefused(String text) {
    assertThatThrownBy(() -> Corefile.parse(text)).isInstanceOf(CorefileException.class);
    assertThat(Served.of(text).reply("a", "A", 53).doubt()).isNotNull();
  }

  private static String ask(String corefile, String name) {
    return Served.of(corefile).ask(name, "A");
  }

  @ParameterizedTest
  @CsvSource({
    // the longest zone counts, whatever the order
    "a.stub.test, 192.0.2.9",
    "stub.test, 192.0.2.9",
    "a.test, 192.0.2.2",
    "b.except.test, NXDOMAIN",
  })
  void stubDomainsGoToTheirOwnServers(String name, String expected) {
    String corefile =
        """
        .:53 {
          forward . 192.0.2.2 {
            except except.test
          }
        }
        stub.test:53 {
          forward . 192.0.2.9:5353
        }
        """;

    assertThat(ask(corefile, name)).isEqualTo(expected.replace("NXDOMAIN", "REFUSED"));
  }

  @Test
  void otherPortsAndZonesAreRefused() {
    assertThat(Served.of("a.test:54 {\n forward . 192.0.2.2\n}").ask("x.a.test", "A"))
        .isEqualTo("REFUSED");
    assertThat(Served.of("a.test:54 {\n forward . 192.0.2.2\n}").ask("x.a.test", "A", 54))
        .isEqualTo("192.0.2.2");
    assertThat(ask("a.test {\n forward . 192.0.2.2\n}", "b.test")).isEqualTo("REFUSED");
  }

  @Test
  void aServerThatFailsIsAFailure() {
    assertThat(ask(".:53 {\n forward . 192.0.2.1\n}", "x.test")).isEqualTo("SERVFAIL");
    assertThat(ask(".:53 {\n forward . 192.0.2.1 192.0.2.2\n}", "x.test")).isEqualTo("192.0.2.2");
    assertThat(ask(".:53 {\n forward . tls://192.0.2.2\n}", "x.test"))
        .isEqualTo("? forward tls://192.0.2.2");
  }

  @ParameterizedTest
  @CsvSource({
    "a.test, A, 10.0.0.1 10.0.0.2",
    "a.test, AAAA, NODATA",
    "b.test, A, 192.0.2.53",
    "1.0.0.10.in-addr.arpa, PTR, a.test.",
  })
  void hostsAnswerBeforeOthers(String name, String type, String expected) {
    String corefile =
        """
        .:53 {
          forward . /etc/resolv.conf
          hosts {
            10.0.0.1 a.test
            10.0.0.2 A.TEST
            fallthrough
          }
        }
        """;

    assertThat(Served.of(corefile).ask(name, type)).isEqualTo(expected);
  }

  @Test
  void hostsWithoutFallthroughFail() {
    assertThat(ask(".:53 {\n hosts {\n 10.0.0.1 a.test\n }\n forward . 192.0.2.2\n}", "b.test"))
        .isEqualTo("SERVFAIL");
  }

  @Test
  void aFileOfHostsIsReadIfItIsKnown() {
    String corefile = ".:53 {\n hosts /etc/coredns/NodeHosts {\n fallthrough\n }\n}";
    Served unread = Served.of(corefile);
    Served read =
        new Served(
            Clusters.read(
                Documents.parse("f", "{apiVersion: v1, kind: Namespace, metadata: {name: a}}")),
            corefile,
            Map.of("/etc/coredns/NodeHosts", "10.0.0.9 node-1 # a node\n"));

    assertThat(unread.ask("node-1", "A")).isEqualTo("? hosts /etc/coredns/NodeHosts");
    assertThat(read.ask("node-1", "A")).isEqualTo("10.0.0.9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rewrite name old.test web.shop.svc.cluster.local|old.test|old.test. 10.96.1.1",
        "rewrite name exact old.test web.shop.svc.cluster.local|old.test|old.test. 10.96.1.1",
        "rewrite name suffix .shop.test .shop.svc.cluster.local answer auto|web.shop.test|"
            + "web.shop.test. 10.96.1.1",
        // without an answer rule the records keep the other name
        "rewrite name suffix .shop.test .shop.svc.cluster.local|web.shop.test|"
            + "web.shop.svc.cluster.local. 10.96.1.1",
        "rewrite name substring shop.test shop.svc.cluster.local|web.shop.test|"
            + "web.shop.svc.cluster.local. 10.96.1.1",
        "rewrite name regex (.*)\\.old\\.test {1}.shop.svc.cluster.local answer auto|web.old.test|"
            + "web.old.test. 10.96.1.1",
        "rewrite name regex (.*)\\.old\\.test {1}.shop.svc.cluster.local answer name"
            + " (.*)\\.shop\\.svc\\.cluster\\.local {1}.old.test|web.old.test|"
            + "web.old.test. 10.96.1.1",
        "rewrite stop name prefix x- web|x-.shop.svc.cluster.local|web.shop.svc.cluster.local."
            + " 10.96.1.1",
        "rewrite continue name a.test b.test; rewrite name b.test web.shop.svc.cluster.local|"
            + "a.test|a.test. 10.96.1.1",
        "rewrite type A AAAA|web.shop.svc.cluster.local|NODATA",
        "rewrite rcode SERVFAIL NOERROR|web.shop.svc.cluster.local|? rewrite rcode",
        "rewrite name regex (.*a){12}x y|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab|? rewrite",
        "rewrite name regex (?=a)a x|a|? rewrite name",
      })
  void questionsAreRewritten(String rules, String name, String expected) {
    String corefile = ".:53 {\n kubernetes cluster.local\n " + rules.replace("; ", "\n") + "\n}";
    Served served =
        Served.of(
            """
            {apiVersion: v1, kind: Service, metadata: {name: web, namespace: shop}, spec:
             {clusterIP: 10.96.1.1, ports: [{port: 80}]}}
            """,
            corefile);
    boolean named = expected.indexOf(". ") > 0;
    String owner =
        served.reply(name, "A", 53).answers().stream()
            .findFirst()
            .map(record -> record.name() + " ")
            .orElse("");

    assertThat((named ? owner : "") + served.ask(name, "A")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10-0-0-7.ip.test|A|10.0.0.7",
        "10-0-0-7.ip.test|AAAA|REFUSED",
        "zone.ip.test|A|SERVFAIL",
        "x.none.test|A|NXDOMAIN",
        "y.alias.test|A|10-0-0-8.ip.test. 10.0.0.8",
        "z.other.test|A|REFUSED",
      })
  void templatesFillInWhatTheyMatched(String name, String type, String expected) {
    String corefile =
        """
        .:53 {
          template IN A ip.test {
            match "^(?P<a>[0-9]*)-(?P<b>[0-9]*)-([0-9]*)-([0-9]*)[.]ip[.]test[.]$"
            answer "{{ .Name }} 60 IN A {{ .Group.a }}.{{ .Group.b }}.{{ index .Match 3 }}.{{ index .Match 4 }}"
          }
          template ANY ANY none.test {
            rcode NXDOMAIN
          }
          template IN ANY alias.test {
            answer "{{ .Name }} 60 IN CNAME 10-0-0-8.ip.test."
          }
        }
        """;

    assertThat(Served.of(corefile).ask(name, type)).isEqualTo(expected);
  }

  @Test
  void aTemplateThatComputesIsNotSimulated() {
    String corefile =
        ".:53 {\n template IN A {\n answer \"{{ printf .Name }} 60 IN A 1.2.3.4\"\n }\n}";

    assertThat(ask(corefile, "a.test")).isEqualTo("? template");
  }

  @ParameterizedTest
  @CsvSource({
    // a plugin behind the one that answers changes nothing
    "file, a.test, 10.0.0.1",
    "file, b.test, ? file",
    "acl, a.test, ? acl",
    "cache, b.test, 192.0.2.2",
    "geoip, b.test, 192.0.2.2",
    "made-up, a.test, ? made-up",
  })
  void otherPluginsAreNamedIfTheyCouldAnswer(String plugin, String name, String expected) {
    String corefile =
        ".:53 {\n "
            + plugin
            + " x\n hosts {\n 10.0.0.1 a.test\n fallthrough\n }\n forward . 192.0.2.2\n}";

    assertThat(ask(corefile, name)).isEqualTo(expected);
  }

  @Test
  void importsOfOptionalFilesThatNobodyMadeAreEmpty() {
    String corefile =
        ".:53 {\n import custom/*.override\n forward . 192.0.2.2\n}\nimport custom/*.server\n";

    assertThat(ask(corefile, "a.test")).isEqualTo("? import");
    assertThat(
            new Served(
                    Served.of("").cluster(),
                    corefile,
                    Map.of("custom/*.override", "", "custom/*.server", ""))
                .ask("a.test", "A"))
        .isEqualTo("192.0.2.2");
  }

  @Test
  void chanceTurnsAddressesRound() {
    String corefile =
        """
        .:53 {
          loadbalance
          hosts {
            10.0.0.1 a.test
            10.0.0.2 a.test
            10.0.0.3 a.test
          }
        }
        """;

    assertThat(ask(corefile, "a.test")).isEqualTo("10.0.0.1 10.0.0.2 10.0.0.3");
  }

  @Test
  void whatWouldTakeLongIsNotBegun() {
    String rules = " rewrite name regex (.*)a b.test\n".repeat(101);
    String zones = "0.0.0.0/1 ".repeat(8);

    assertThat(ask(".:53 {\n" + rules + " forward . 192.0.2.2\n}", "a.test"))
        .isEqualTo("? rewrite");
    assertThatThrownBy(() -> Corefile.parse(zones + "{\n}")).isInstanceOf(CorefileException.class);
    assertThatThrownBy(() -> Corefile.parse("#".repeat(200_001)))
        .isInstanceOf(CorefileException.class);
  }
}
