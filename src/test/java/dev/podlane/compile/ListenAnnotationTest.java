package dev.podlane.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.document.read.Documents;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The annotation {@code podlane.dev/listen} says who listens, instead of the declared ports. */
final class ListenAnnotationTest {
  private static Cluster cluster(String annotation, boolean template) {
    String pod =
        "metadata: {name: p, labels: {a: b}, annotations: {podlane.dev/listen: '"
            + annotation
            + "'}}, spec: {containers: [{name: web, ports: [{containerPort: 80}]}, {name: db,"
            + " ports: [{containerPort: 5432}]}]}";
    String text =
        template
            ? "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: p}, spec: {selector:"
                + " {matchLabels: {a: b}}, template: {"
                + pod
                + "}}}"
            : "{apiVersion: v1, kind: Pod, " + pod + "}";
    return Clusters.read(Documents.parse("p.yaml", text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8080/tcp 127.0.0.1:9000/tcp|TCP 0.0.0.0:8080 web, TCP 127.0.0.1:9000 web",
        "5432|TCP 0.0.0.0:5432 db",
        "53/udp, 53/tcp|UDP 0.0.0.0:53 web, TCP 0.0.0.0:53 web",
        "none|''"
      })
  void namesTheListeners(String annotation, String listeners) {
    for (boolean template : new boolean[] {false, true}) {
      Cluster cluster = cluster(annotation, template);
      assertThat(cluster.problems()).isEmpty();
      String name = cluster.pods().get(0).ref().path();
      String found =
          Objects.requireNonNull(Compiler.compile(cluster).network().namespaces().get(name))
              .sockets()
              .listening()
              .stream()
              .map(l -> l.protocol() + " " + l.address() + ":" + l.port() + " " + l.name())
              .reduce((a, b) -> a + ", " + b)
              .orElse("");
      assertThat(found).isEqualTo(listeners);
    }
  }

  @ParameterizedTest
  @CsvSource({"http", "0", "70000", "80/icmp", "x:80", "80 nobody", "''"})
  void isAProblemWhereItCannotBeRead(String annotation) {
    Cluster cluster = cluster(annotation, false);
    assertThat(cluster.problems())
        .extracting(p -> p.code() + " " + p.place().path())
        .containsExactly("pod.listen metadata.annotations.podlane.dev/listen");
    assertThat(cluster.pods().get(0).traits().listens()).isNull();
  }
}
