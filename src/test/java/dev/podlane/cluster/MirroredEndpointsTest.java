package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.document.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Endpoints objects and EndpointSlices beside each other: kube-proxy reads slices only. */
final class MirroredEndpointsTest {
  private static final String NODES =
      "{apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.0.1.0/24}}\n---\n";

  private static final String POD =
      "{apiVersion: v1, kind: Pod, metadata: {name: p1, labels: {app: a}}, spec: {nodeName: n1,"
          + " containers: [{name: c}]}}\n---\n";

  private static String service(String spec) {
    return "{apiVersion: v1, kind: Service, metadata: {name: s}, spec: {" + spec + "}}\n---\n";
  }

  private static List<EndpointSlice> slices(Cluster cluster) {
    Service service = cluster.services().named("default", "s").orElseThrow();
    return cluster.services().slices(service);
  }

  private static List<String> endpoints(Cluster cluster) {
    return slices(cluster).stream()
        .flatMap(
            slice ->
                slice.endpoints().stream()
                    .map(each -> each.addresses().get(0) + " " + slice.ports().get(0).number()))
        .toList();
  }

  private static String list(String metadata, String address) {
    return "{apiVersion: v1, kind: Endpoints, metadata: {name: s"
        + metadata
        + "}, subsets: [{addresses: [{ip: "
        + address
        + "}], ports: [{port: 9}]}]}\n---\n";
  }

  private static String slice(String name, String labels) {
    return "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: "
        + name
        + ", labels: {kubernetes.io/service-name: s"
        + labels
        + "}}, addressType: IPv4, endpoints: [{addresses: [192.0.2.8]}], ports: [{port: 7}]}\n"
        + "---\n";
  }

  /** Of a Service whose selector selects pods, a slice and the Endpoints of a cluster count. */
  @Test
  void whatAClusterShowsOfASelectorCounts() {
    String selecting = "selector: {app: a}, ports: [{port: 80}]";
    String text = NODES + POD + service(selecting);
    String shown = text + list(", uid: 0b1c", "192.0.2.7");
    assertThat(endpoints(Described.read(shown))).containsExactly("192.0.2.7 9");
    assertThat(endpoints(Described.read(shown + slice("s-1", "")))).containsExactly("192.0.2.8 7");
    // by hand: the endpoints controller writes the pods over it
    Cluster byHand = Described.read(text + list("", "192.0.2.7"));
    assertThat(endpoints(byHand)).containsExactly("10.0.1.2 80");
    assertThat(byHand.problems())
        .extracting(Problem::code)
        .contains("service.endpoints-overwritten");
    // and nothing, if the pods are not among the documents
    String alone = NODES + service(selecting) + list("", "192.0.2.7");
    assertThat(endpoints(Described.read(alone))).containsExactly("192.0.2.7 9");
  }

  /** Endpoints without selector are mirrored beside slices, and replace what was mirrored. */
  @Test
  void endpointsAreMirrored() {
    String text = NODES + service("ports: [{port: 80}]");
    String mirror =
        ", endpointslice.kubernetes.io/managed-by: endpointslicemirroring-controller.k8s.io";
    String mine = "192.0.2.8 7";
    String listed = "192.0.2.7 9";
    String list = list("", "192.0.2.7");
    assertThat(endpoints(Described.read(text + list + slice("s-1", ""))))
        .containsExactlyInAnyOrder(mine, listed);
    assertThat(endpoints(Described.read(text + list + slice("s-1", mirror))))
        .containsExactly(listed);
    assertThat(endpoints(Described.read(text + slice("s-1", mirror)))).containsExactly(mine);
    String skip = ", labels: {endpointslice.kubernetes.io/skip-mirror: 'true'}";
    Cluster skipped = Described.read(text + list(skip, "192.0.2.7") + slice("s-1", ""));
    assertThat(endpoints(skipped)).containsExactly(mine);
    assertThat(skipped.problems()).extracting(Problem::code).contains("service.endpoints-skipped");
    String leader = ", annotations: {control-plane.alpha.kubernetes.io/leader: '{}'}";
    assertThat(endpoints(Described.read(text + list(leader, "192.0.2.7")))).isEmpty();
  }

  /** Both families of a subset are mirrored, each into a slice of its own. */
  @Test
  void aSubsetOfTwoFamiliesGivesTwoSlices() {
    String both = list("", "192.0.2.7}, {ip: 'fd00::7'");
    Cluster cluster = Described.read(NODES + service("ports: [{port: 80}]") + both);
    assertThat(slices(cluster))
        .extracting(EndpointSlice::addressType)
        .containsExactly("IPv4", "IPv6");
  }
}
