package dev.podlane.finding.breaker;

import java.util.List;

/** Faults of networks and nodes; most are not combined with others. */
final class NetworkBreaks {
  private static final String NETWORK = "ClusterNetwork";
  private static final String NODE = "Node";

  private NetworkBreaks() {}

  /** A setting of the network, in a cluster with a certain pod network. */
  private static Break setting(String code, String plugin, String path, Object value) {
    return Break.of(
            code,
            NETWORK,
            "cluster",
            it -> {
              it.manifests().set(NETWORK, "cluster", "spec/podNetwork", plugin);
              it.manifests().set(NETWORK, "cluster", "spec/proxyMode", "iptables");
              if (plugin.equals("cni-bridge")) {
                it.manifests().set(NETWORK, "cluster", "spec/masquerade", false);
              }
              it.manifests().set(NETWORK, "cluster", "spec/" + path, value);
            })
        .touching(Break.NETWORK);
  }

  private static Break command(String code, String node, String plugin, String command) {
    return Break.of(
            code,
            NODE,
            node,
            it -> {
              it.manifests().set(NETWORK, "cluster", "spec/podNetwork", plugin);
              it.manifests().set(NETWORK, "cluster", "spec/proxyMode", "iptables");
              it.add(
                  """
                  {apiVersion: podlane.dev/v1, kind: ConsoleEdit, spec: {namespace: %s, commands:
                   ["%s"]}}
                  """
                      .formatted(node, command));
            })
        .touching(Break.NETWORK);
  }

  private static Break node(String code, String node, String path, Object value) {
    return Break.of(code, NODE, node, it -> it.manifests().set(NODE, node, path, value))
        .touching(Break.NETWORK)
        .noProbe();
  }

  static final List<Break> ALL =
      List.of(
          setting("network.pods-overlap-nodes", "bridge", "podCIDR", "192.168.0.0/16")
              .noProbe()
              .noEdit()
              .also("node.block-foreign"),
          setting("network.pods-overlap-services", "bridge", "serviceCIDR", "10.244.128.0/17")
              .noProbe()
              .noEdit()
              .also("service.cluster-ip-foreign"),
          setting("network.nodes-overlap-services", "bridge", "serviceCIDR", "192.168.0.0/16")
              .noProbe()
              .noEdit()
              .also("service.cluster-ip-foreign"),
          setting("network.one-block", "docker0", "mtu", 1500)
              .noProbe()
              .noEdit()
              .also("node.block-foreign"),
          Break.of(
                  "network.flannel-differs",
                  "ConfigMap",
                  "kube-flannel-cfg",
                  it -> {
                    it.manifests().set(NETWORK, "cluster", "spec/podNetwork", "flannel-vxlan");
                    it.add(
                        """
                        {apiVersion: v1, kind: ConfigMap, metadata: {name: kube-flannel-cfg,
                         namespace: kube-system}, data: {net-conf.json: '{"Network":
                         "10.240.0.0/16", "Backend": {"Type": "vxlan"}}'}}
                        """);
                  })
              .touching(Break.NETWORK)
              .noProbe(),
          setting("network.forward-drop", "bridge", "forwardPolicy", "DROP"),
          setting("network.forward-drop", "cni-bridge", "forwardPolicy", "DROP"),
          setting("network.bridge-nf-off", "bridge", "bridgeNfCall", 0),
          setting("network.bridge-nf-off", "flannel-vxlan", "bridgeNfCall", 0),
          setting("network.hairpin-off", "cni-bridge", "hairpin", false),
          setting("network.pods-masqueraded", "cni-bridge", "masquerade", true).noProbe(),
          node("node.blocks-overlap", "node-3", "spec/podCIDR", "10.244.2.0/24"),
          node("node.blocks-overlap", "node-3", "spec/podCIDR", "10.244.2.128/25"),
          node("node.block-foreign", "node-3", "spec/podCIDR", "10.250.3.0/24")
              .also("proxy.cluster-cidr-foreign"),
          node("node.address-twice", "node-3", "status/addresses/0/address", "192.168.60.12")
              .noEdit(),
          node("node.address-foreign", "node-3", "status/addresses/0/address", "192.168.61.13")
              .noEdit(),
          node("node.not-ready", "node-3", "status/conditions/0/status", "False")
              .noEdit()
              .also("service.internal-local"),
          command("node.forwarding-off", "node-2", "bridge", "sysctl -w net.ipv4.ip_forward=0"),
          command(
              "node.forwarding-off", "node-2", "flannel-vxlan", "sysctl -w net.ipv4.ip_forward=0"),
          command("node.forward-drop", "node-2", "bridge", "iptables -P FORWARD DROP"),
          command("node.mtu-smaller", "node-2", "bridge", "ip link set dev eth0 mtu 1300"),
          command("node.mtu-smaller", "node-2", "flannel-vxlan", "ip link set dev eth0 mtu 1300"),
          command("node.route-changed", "node-2", "flannel-host-gw", "ip route del 10.244.1.0/24"),
          command(
              "node.route-changed",
              "node-2",
              "kindnet",
              "ip route replace blackhole 10.244.1.0/24"),
          Break.of(
                  "node.reverse-path",
                  NODE,
                  "node-2",
                  it -> {
                    it.manifests().set(NETWORK, "cluster", "spec/podNetwork", "flannel-vxlan");
                    it.manifests().set(NETWORK, "cluster", "spec/rpFilter", 1);
                    it.add(
                        """
                        {apiVersion: podlane.dev/v1, kind: ConsoleEdit, spec: {namespace: node-2,
                         commands: ["ip route replace 10.244.1.0/24 via 192.168.60.11 dev eth0"]}}
                        """);
                  })
              .touching(Break.NETWORK),
          setting(
              "gateway.route-missing",
              "bridge",
              "gatewayRoutes",
              List.of("10.244.1.0/24 via 192.168.60.11", "10.244.3.0/24 via 192.168.60.13")),
          setting(
              "gateway.route-missing",
              "cni-bridge",
              "gatewayRoutes",
              List.of(
                  "10.244.1.0/24 via 192.168.60.11",
                  "10.244.2.0/24 via 192.168.60.13",
                  "10.244.3.0/24 via 192.168.60.13")),
          Break.of(
                  "gateway.route-missing",
                  NODE,
                  "node-2",
                  it -> {
                    it.manifests().set(NETWORK, "cluster", "spec/podNetwork", "bridge");
                    it.add(
                        """
                        {apiVersion: podlane.dev/v1, kind: ConsoleEdit, spec: {namespace: gateway,
                         commands: ["ip route del 10.244.2.0/24"]}}
                        """);
                  })
              .touching(Break.NETWORK),
          setting("proxy.cluster-cidr-foreign", "bridge", "clusterCIDRs", List.of("10.0.0.0/16"))
              .noProbe(),
          setting(
              "proxy.node-ports-closed", "bridge", "nodePortAddresses", List.of("172.20.0.0/16")),
          Break.of(
                  "dns.loop",
                  "Deployment",
                  "coredns",
                  it ->
                      it.set(
                          "Deployment", "coredns", "spec/template/spec/dnsPolicy", "ClusterFirst"))
              .noProbe());
}
