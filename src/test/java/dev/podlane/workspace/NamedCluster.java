package dev.podlane.workspace;

/** A cluster with names, and with a DNS server if it is wanted. */
final class NamedCluster {
  static final String NODES =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.244.0.0/24}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.244.1.0/24}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web-1, labels: {app: web}}, spec: {nodeName: n1,
       hostname: web-1, subdomain: all, containers: [{name: c, ports: [{containerPort: 80}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web-2, labels: {app: web}}, spec: {nodeName: n2,
       containers: [{name: c, ports: [{containerPort: 81}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: n1, containers: [{name:
       c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: host}, spec: {nodeName: n1, hostNetwork: true,
       containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: 10.96.10.1, selector:
       {app: web}, ports: [{port: 80}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: all}, spec: {clusterIP: None, selector: {app:
       web}, ports: [{port: 80}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: none}, spec: {clusterIP: None, selector:
       {app: none}, ports: [{port: 80}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: alias}, spec: {type: ExternalName,
       externalName: web.default.svc.cluster.local}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: away}, spec: {type: ExternalName,
       externalName: db.example.com}}
      ---
      {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec: {externalNames:
       {db.example.com: 203.0.113.80, Two.Example.com: [203.0.113.81, 203.0.113.82]}}}
      """;

  static final String SERVER =
      """
      ---
      {apiVersion: v1, kind: Service, metadata: {name: kube-dns, namespace: kube-system}, spec:
       {clusterIP: 10.96.0.10, selector: {k8s-app: kube-dns}, ports: [{name: dns, port: 53,
       protocol: UDP}, {name: dns-tcp, port: 53, protocol: TCP}]}}
      ---
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: coredns, namespace: kube-system},
       spec: {replicas: REPLICAS, selector: {matchLabels: {k8s-app: kube-dns}}, template: {metadata:
       {labels: {k8s-app: kube-dns}}, spec: {dnsPolicy: Default, nodeName: n2, containers: [{name:
       coredns, image: coredns, ports: [{containerPort: 53, protocol: UDP}, {containerPort: 53,
       protocol: TCP}]}]}}}}
      """;

  private NamedCluster() {}

  static Workspace with(String server) {
    return Workspace.open("f", NODES + server);
  }

  static Workspace served() {
    return with(SERVER.replace("REPLICAS", "1"));
  }
}
