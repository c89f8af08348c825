package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.PodNetworkKind;
import dev.podlane.net.addr.Prefix;
import org.junit.jupiter.api.Test;

/** Facts about networks in configurations, statuses and Nodes are used, or reported as not used. */
final class SaidAboutNetworksTest {
  private static final String NODE =
      "{apiVersion: v1, kind: Node, metadata: {name: n1}, status: {addresses: [{type: InternalIP,"
          + " address: 192.168.1.11}]}}\n---\n";

  private static String pod(String name, String spec, String status) {
    return "{apiVersion: v1, kind: Pod, metadata: {name: "
        + name
        + "}, spec: {nodeName: n1, "
        + spec
        + "}, status: {"
        + status
        + "}}\n---\n";
  }

  @Test
  void networksAreThoseOfKubeadmAndFlannel() {
    Cluster cluster =
        Described.read(
            NODE,
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: kubeadm-config, namespace: kube-system}
            data:
              ClusterConfiguration: |
                kind: ClusterConfiguration
                networking: {podSubnet: "fd00::/56,10.244.0.0/16", serviceSubnet: 10.96.0.0/12}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: kube-flannel-cfg, namespace: kube-flannel}
            data:
              net-conf.json: |
                {"Network": "10.244.0.0/16", "Backend": {"Type": "vxlan"}}
            """);
    assertThat(cluster.network().podCidr()).hasToString("10.244.0.0/16");
    assertThat(cluster.network().serviceCidr()).hasToString("10.96.0.0/12");
    assertThat(cluster.nodes().get(0).podCidr()).hasToString("10.244.0.0/24");
    assertThat(Described.assumptions(cluster))
        .contains(
            "network.pod-cidr-from-config [10.244.0.0/16, ConfigMap kube-system/kubeadm-config]",
            "network.service-cidr-from-config [10.96.0.0/12, ConfigMap kube-system/kubeadm-config]",
            "network.pod-network-from [flannel-vxlan, ConfigMap kube-flannel/kube-flannel-cfg]")
        .doesNotContain("network.pod-network [");
    assertThat(cluster.network().podNetwork()).isEqualTo(PodNetworkKind.FLANNEL_VXLAN);
    assertThat(cluster.notSimulated().influences()).isEmpty();
  }

  @Test
  void aConfigMapOfThatNameElsewhereSaysNothing() {
    String elsewhere =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s, namespace: default}
        data: {%s: '%s'}
        ---
        """;
    Cluster cluster =
        Described.read(
            NODE,
            elsewhere.formatted(
                "kubeadm-config",
                "ClusterConfiguration",
                "networking: {podSubnet: 10.9.0.0/16, serviceSubnet: 10.8.0.0/16}"),
            elsewhere.formatted(
                "kube-flannel-cfg", "net-conf.json", "{\"Backend\": {\"Type\": \"vxlan\"}}"));
    assertThat(Described.assumptions(cluster)).doesNotContain("from-config", "instead");
    assertThat(cluster.network().podCidr()).isNotEqualTo(Prefix.parse("10.9.0.0/16"));
    assertThat(cluster.notSimulated().influences()).isEmpty();
  }

  @Test
  void theKubeletRejectsAPodWhoseHostPortIsTaken() {
    String ports = "containers: [{name: c, ports: [{containerPort: 80, hostPort: 80}]}]";
    Cluster cluster =
        Described.read(
            NODE, pod("a", ports, ""), pod("b", ports, ""), pod("c", ports, "phase: Running"));
    assertThat(cluster.pods())
        .extracting(pod -> pod.name() + " " + pod.nodeName())
        .containsExactly("a null", "b null", "c n1");
    assertThat(Described.problems(cluster))
        .contains("pod.node-ports [default/a, n1]", "pod.node-ports [default/b, n1]");
  }

  @Test
  void whatIsOverruledIsSaid() {
    Cluster cluster =
        Described.read(
            NODE,
            pod(
                "h",
                "hostNetwork: true, containers: [{name: c}]",
                "phase: Running, podIP: 10.9.9.9"),
            "{apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.5.0.0/24,"
                + " podCIDRs: [10.6.0.0/24]}, status: {addresses: [{type: InternalIP}]}}\n---\n",
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}, spec: {selector:"
                + " {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec:"
                + " {containers: [{name: c}]}}}}\n---\n",
            "{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: s},"
                + " spec: {minReplicas: 3, scaleTargetRef: {kind: Deployment, name: d}}}");
    assertThat(Described.problems(cluster))
        .contains(
            "pod.host-ip [default/h, 10.9.9.9, n1, 192.168.1.11]",
            "node.blocks-differ [10.5.0.0/24, 10.6.0.0/24, 10.5.0.0/24]",
            "field.missing [address]");
    assertThat(Described.assumptions(cluster)).contains("workload.scaled [default/d, s, 3]");
  }
}
