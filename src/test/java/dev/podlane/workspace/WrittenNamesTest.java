package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Assumption;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Names that a pod finds in its {@code /etc/hosts}, and headless Services, which are names alone.
 */
class WrittenNamesTest {
  private static final String ALIASES =
      """
      ---
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: told}, spec: {selector: {matchLabels:
       {app: told}}, template: {metadata: {labels: {app: told}}, spec: {nodeName: n1, hostname: me,
       hostAliases: [{ip: 10.96.10.1, hostnames: [shop.local, Zzz]}, {ip: bad, hostnames: [x]}, {ip:
       203.0.113.7, hostnames: [away]}], containers: [{name: c, ports: [{containerPort: 80}]}]}}}}
      """;

  private static final Workspace PLACE =
      NamedCluster.with(NamedCluster.SERVER.replace("REPLICAS", "1") + ALIASES);

  /** Another library is named where it might end otherwise, and only there. */
  @ParameterizedTest
  @CsvSource({
    "alpine:3, web.default.svc, true",
    "alpine:3, web, false",
    "alpine:3, web.default.sv, false",
    "debian:12, web.default.svc, false",
  })
  void muslIsNamed(String image, String name, boolean isNamed) {
    Workspace place =
        NamedCluster.with(
            NamedCluster.SERVER.replace("REPLICAS", "1")
                + "---\n"
                + "{apiVersion: v1, kind: Pod, metadata: {name: asks}, spec: {nodeName: n1,"
                + " dnsConfig: {options: [{name: ndots, value: '2'}]}, containers: [{name: c,"
                + " image: '"
                + image
                + "'}]}}\n");
    ProbeRequest request = new ProbeRequest("asks", "dns:" + name, Protocol.TCP, 80, 64, true, 0);
    assertThat(place.walk(List.of(request)).get(0).assumed())
        .extracting(Assumption::code)
        .filteredOn("dns.resolver"::equals)
        .hasSize(isNamed ? 1 : 0);
  }

  /** The server, and whether DNS was asked. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deployment:told|dns:zzz|default/web-1 without a query",
        "deployment:told|dns:SHOP.local|default/web-1 without a query",
        "deployment:told|http://me/|default/told- without a query",
        "deployment:told|dns:me|default/told- without a query",
        "deployment:told|dns:localhost|default/told- without a query",
        "web-1|dns:web-1.all.default.svc.cluster.local|default/web-1 without a query",
        // an absolute name is no name of the file
        "deployment:told|dns:zzz.|nxdomain by queries",
        "deployment:told|dns:x|nxdomain by queries",
        "deployment:told|dns:web|default/web-1 by queries",
        // the pods of a headless Service are in the answer of its name
        "client|svc:all|default/web-1 by queries",
        "client|svc:none|nxdomain by queries",
        // a node's resolver knows no names of the cluster: the address is taken as it is
        "n1|svc:all|default/web-1 without a query",
        "host|svc:all|default/web-1 without a query",
      })
  void aNameIsFound(String from, String to, String expected) {
    ProbeRequest request =
        new ProbeRequest(
            from,
            to,
            Protocol.TCP,
            80,
            64,
            true,
            0,
            null,
            Probe.Discovery.WANT,
            Floods.COUNTED,
            0,
            null,
            null,
            null,
            "default/web-1",
            null);
    Walked walked = PLACE.walk(List.of(request)).get(0);
    Outcome.Server server = walked.trace().outcome().server();
    boolean asks = walked.lookup() != null && !walked.lookup().walks().isEmpty();
    boolean found = server != null && walked.trace().outcome().result() == Outcome.Result.DELIVERED;
    String told =
        (found
                ? Objects.requireNonNull(server).namespace()
                : walked.trace().outcome().result().text())
            + (asks ? " by queries" : " without a query");
    assertThat(told.replaceAll("told-[a-z0-9-]+", "told-")).isEqualTo(expected);
  }
}
