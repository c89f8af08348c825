package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.dns.RecordType;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to the queries of a pod, by the server's configuration. */
class NameAnswersTest {
  private static String answers(Workspace workspace, String name, RecordType type) {
    NameLookup lookup =
        Objects.requireNonNull(
            ResolvedName.of(workspace, "default/client", name, type, () -> true).lookup());
    return lookup.resolution().result()
        + lookup.resolution().answers().stream()
            .map(record -> " " + record.data().text())
            .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource({
    "web, A, FOUND 10.96.10.1",
    "web, AAAA, NODATA",
    "1.10.96.10.in-addr.arpa., PTR, FOUND web.default.svc.cluster.local.",
    "alias, CNAME, FOUND web.default.svc.cluster.local.",
    "two.example.com, A, FOUND 203.0.113.81 203.0.113.82",
    "example.com., A, NODATA",
    "unheard.notatld, A, NXDOMAIN",
    "elsewhere.org., A, UNKNOWN",
  })
  void everyTypeCanBeAskedFor(String name, RecordType type, String expected) {
    assertThat(answers(NamedCluster.served(), name, type)).isEqualTo(expected);
  }

  @Test
  void theCorefileOfTheInputAnswers() {
    Workspace workspace =
        NamedCluster.with(
            NamedCluster.SERVER.replace("REPLICAS", "1")
                + """
                ---
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: coredns, namespace: kube-system}
                data:
                  Corefile: |
                    .:53 {
                      hosts {
                        10.9.9.9 printer.lan
                        fallthrough
                      }
                      kubernetes k8s.test {
                        pods insecure
                      }
                      etcd
                      forward . /etc/resolv.conf
                    }
                """);

    assertThat(answers(workspace, "printer.lan.", RecordType.A)).isEqualTo("FOUND 10.9.9.9");
    assertThat(answers(workspace, "web", RecordType.A)).isEqualTo("FOUND 10.96.10.1");
    assertThat(answers(workspace, "db.example.com.", RecordType.A)).isEqualTo("UNKNOWN");
  }
}
