package dev.podlane.cluster.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.influence.Influence;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.PodPlugin;
import dev.podlane.document.read.Documents;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pod network is the one that the objects of its plugin tell of. */
class PluginFinderTest {
  private static final String NODE =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: n1, annotations: {%s}}
      spec: {podCIDR: 10.244.0.0/24, providerID: '%s'}
      status: {addresses: [{type: InternalIP, address: 192.168.1.11}]}
      ---
      """;
  private static final String PLAIN = NODE.formatted("a: b", "");

  private static Cluster read(String... documents) {
    return Clusters.read(Documents.parse("c.yaml", String.join("\n---\n", documents)));
  }

  private static String assumed(Cluster cluster) {
    return cluster.assumptions().stream()
        .filter(each -> each.code().startsWith("network.pod-network"))
        .map(each -> each.code() + " " + each.args())
        .collect(Collectors.joining());
  }

  private static String daemonSet(String namespace, String name, String container) {
    return "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: "
        + name
        + ", namespace: "
        + namespace
        + "}, spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec:"
        + " {hostNetwork: true, containers: [{name: c, image: i"
        + container
        + "}]}}}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kube-flannel|kube-flannel-ds|flannel-vxlan",
        "kube-system|kindnet|kindnet",
        "kube-system|aws-node|aws",
        "kube-system|cilium|cilium",
        "kube-system|antrea-agent|antrea",
        "calico-system|calico-node|calico",
      })
  void aDaemonSetTells(String namespace, String name, String kind) {
    Cluster cluster = read(PLAIN, daemonSet(namespace, name, ""));
    assertThat(cluster.network().podNetwork().text()).isEqualTo(kind);
    assertThat(assumed(cluster))
        .isEqualTo(
            "network.pod-network-from [" + kind + ", DaemonSet " + namespace + "/" + name + "]");
  }

  @Test
  void aDaemonSetOfThatNameElsewhereTellsNothing() {
    assertThat(assumed(read(PLAIN, daemonSet("shop", "kindnet", ""))))
        .isEqualTo("network.pod-network [bridge]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CALICO_IPV4POOL_IPIP, value: Always|calico-ipip",
        "CALICO_IPV4POOL_VXLAN, value: Always|calico-vxlan",
        "CALICO_IPV4POOL_VXLAN, value: CrossSubnet|calico-crosssubnet",
        "CALICO_IPV4POOL_IPIP, value: CrossSubnet|calico-crosssubnet",
        "CALICO_IPV4POOL_IPIP, value: Never|calico",
      })
  void theEnvironmentOfCalicoTells(String variable, String kind) {
    String env =
        ", env: [{name: " + variable + "}, {name: CALICO_IPV4POOL_CIDR, value: 10.9.0.0/16}]";
    Cluster cluster = read(PLAIN, daemonSet("kube-system", "calico-node", env));
    assertThat(cluster.network().podNetwork().text()).isEqualTo(kind);
    assertThat(cluster.network().podCidr()).hasToString("10.9.0.0/16");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ipipMode: Always|calico-ipip|false|26",
        "vxlanMode: Always, natOutgoing: true|calico-vxlan|true|26",
        "vxlanMode: CrossSubnet, natOutgoing: true, blockSize: 28|calico-crosssubnet|true|28",
        "ipipMode: Never|calico|false|26",
      })
  void aPoolOfCalicoTells(String spec, String kind, boolean masquerade, int size) {
    Cluster cluster =
        read(
            PLAIN,
            "{apiVersion: crd.projectcalico.org/v1, kind: IPPool, metadata: {name: p}, spec: {cidr:"
                + " 10.244.0.0/16, "
                + spec
                + "}}");
    PodPlugin plugin = cluster.network().plugin();
    assertThat(plugin.kind().text()).isEqualTo(kind);
    assertThat(plugin.blockSize()).isEqualTo(size);
    assertThat(cluster.network().nodes().masquerade()).isEqualTo(masquerade);
    assertThat(cluster.notSimulated().influences()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "VXLANCrossSubnet, calico-crosssubnet",
    "IPIP, calico-ipip",
    "VXLAN, calico-vxlan",
    "None, calico",
  })
  void theOperatorsInstallationTells(String way, String kind) {
    Cluster cluster =
        read(
            PLAIN,
            "{apiVersion: operator.tigera.io/v1, kind: Installation, metadata: {name: default},"
                + " spec: {calicoNetwork: {ipPools: [{cidr: 10.244.0.0/16, encapsulation: "
                + way
                + "}]}}}");
    assertThat(cluster.network().podNetwork().text()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flannel.alpha.coreos.com/backend-type: vxlan|''|flannel-vxlan",
        "flannel.alpha.coreos.com/backend-type: host-gw|''|flannel-host-gw",
        "projectcalico.org/IPv4IPIPTunnelAddr: 10.244.0.1|''|calico-ipip",
        "projectcalico.org/IPv4VXLANTunnelAddr: 10.244.0.1|''|calico-vxlan",
        "network.cilium.io/ipv4-pod-cidr: 10.244.0.0/24|''|cilium",
        "node.antrea.io/mac-address: 'aa'|''|antrea",
        "a: b|kind://docker/kind/kind-worker|kindnet",
        "a: b|aws:///eu-west-1a/i-0|bridge",
      })
  void aNodeTells(String annotation, String provider, String kind) {
    Cluster cluster = read(NODE.formatted(annotation, provider));
    assertThat(cluster.network().podNetwork().text()).isEqualTo(kind);
  }

  private static String flannel(String conf) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: kube-flannel-cfg, namespace:"
        + " kube-flannel}, data: {net-conf.json: '"
        + conf
        + "'}}";
  }

  @Test
  void theConfigurationOfFlannelIsKept() {
    Cluster cluster =
        read(
            PLAIN,
            flannel(
                "{\"Network\": \"10.244.0.0/16\", \"EnableNFTables\": true, \"Backend\": {\"Type\":"
                    + " \"vxlan\", \"VNI\": 7, \"Port\": 4789, \"DirectRouting\": true}}"),
            daemonSet("kube-flannel", "kube-flannel-ds", ", args: [--kube-subnet-mgr]"));
    PodPlugin plugin = cluster.network().plugin();
    assertThat(plugin.nftables()).isTrue();
    assertThat(plugin.direct()).isTrue();
    assertThat(plugin.vni()).isEqualTo(7);
    assertThat(plugin.port()).isEqualTo(4789);
    assertThat(cluster.network().nodes().masquerade()).isFalse();
  }

  @Test
  void aBackendThatIsNotSimulatedIsNamed() {
    Cluster cluster = read(PLAIN, flannel("{\"Backend\": {\"Type\": \"wireguard\"}}"));
    assertThat(assumed(cluster))
        .isEqualTo("network.pod-network-instead [flannel-wireguard, bridge]");
    assertThat(cluster.notSimulated().influences())
        .extracting(Influence::object)
        .extracting(ref -> ref.name())
        .containsExactly("kube-flannel-cfg");
  }

  @Test
  void whatIsWrittenComesFirst() {
    Cluster cluster =
        read(
            PLAIN,
            daemonSet("kube-system", "cilium", ""),
            "{apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: n}, spec:"
                + " {podNetwork: kindnet}}");
    assertThat(cluster.network().podNetwork().text()).isEqualTo("kindnet");
    assertThat(cluster.notSimulated().influences()).isEmpty();
    assertThat(cluster.assumptions())
        .extracting(Assumption::code)
        .noneMatch(code -> code.startsWith("network.pod-network"));
  }

  @Test
  void calicoWithoutIptablesIsNamed() {
    Cluster cluster =
        read(
            PLAIN,
            daemonSet("kube-system", "calico-node", ""),
            "{apiVersion: crd.projectcalico.org/v1, kind: FelixConfiguration, metadata: {name:"
                + " default}, spec: {bpfEnabled: true}}");
    assertThat(assumed(cluster)).isEqualTo("network.pod-network-instead [calico-ebpf, bridge]");
    assertThat(cluster.notSimulated().influences()).hasSize(1);
  }
}
