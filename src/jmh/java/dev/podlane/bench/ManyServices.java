package dev.podlane.bench;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;

/** Clusters of nodes, pods and many Services, each with endpoints among the pods. */
final class ManyServices {
  /** Endpoints of each Service, as in the measurements of the kernel. */
  static final int ENDPOINTS = 15;

  private static final Ip FIRST_SERVICE = Ip.parse("10.200.0.1");
  private static final Ip FIRST_NODE = Ip.parse("10.100.0.2");
  private static final Ip FIRST_POD = Ip.parse("10.128.0.2");
  private static final int PODS = 8;

  private final StringBuilder text = new StringBuilder();

  private ManyServices() {}

  /** A pod of a node; each node has {@value #PODS}. */
  static String pod(int node, int pod) {
    return "default/pod-" + node + "-" + pod;
  }

  /** Address of a Service. */
  static Ip address(int service) {
    return FIRST_SERVICE.plus(service);
  }

  private static Ip podAddress(int node, int pod) {
    return FIRST_POD.plus(node * 256 + pod);
  }

  /**
   * A cluster as it is read.
   *
   * @param form kube-proxy's mode, and the version of Kubernetes behind a space
   */
  static Cluster of(int nodes, int services, String form) {
    ManyServices writer = new ManyServices();
    writer.write(nodes, services, form);
    return Clusters.read(Documents.parse("services.json", writer.text.toString()));
  }

  private void write(int nodes, int services, String form) {
    String[] mode = form.split(" ", 2);
    text.append("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[")
        .append("{\"apiVersion\":\"podlane.dev/v1\",\"kind\":\"ClusterNetwork\",\"metadata\":")
        .append("{\"name\":\"n\"},\"spec\":{\"nodeNetwork\":{\"cidr\":\"10.100.0.0/16\",")
        .append("\"gateway\":\"10.100.255.254\"},\"podCIDR\":\"10.128.0.0/9\",")
        .append("\"proxyMode\":\"" + mode[0] + "\",\"kubernetesVersion\":\"" + mode[1] + "\"}}");
    for (int node = 0; node < nodes; node++) {
      node(node);
    }
    for (int service = 0; service < services; service++) {
      service(nodes, service);
    }
    text.append("]}\n");
  }

  private ManyServices object(String version, String kind, String name) {
    text.append(",\n{\"apiVersion\":\"" + version + "\",\"kind\":\"" + kind + "\",\"metadata\":")
        .append("{\"name\":\"" + name + "\",\"namespace\":\"default\"");
    return this;
  }

  private void node(int node) {
    object("v1", "Node", "node-" + node).text.append("},\"spec\":{\"podCIDR\":\"");
    text.append(podAddress(node, -2) + "/24\"},\"status\":{\"addresses\":[{\"type\":")
        .append("\"InternalIP\",\"address\":\"" + FIRST_NODE.plus(node) + "\"}]}}");
    for (int pod = 0; pod < PODS; pod++) {
      object("v1", "Pod", "pod-" + node + "-" + pod).text.append("},\"spec\":{\"nodeName\":\"");
      text.append("node-" + node + "\",\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"ports\":")
          .append("[{\"containerPort\":8080}]}]},\"status\":{\"podIP\":\"")
          .append(podAddress(node, pod) + "\"}}");
    }
  }

  private void service(int nodes, int service) {
    String name = "service-" + service;
    object("v1", "Service", name).text.append("},\"spec\":{\"clusterIP\":\"");
    text.append(address(service) + "\",\"ports\":[{\"port\":80,\"targetPort\":8080}]}}");
    object("discovery.k8s.io/v1", "EndpointSlice", name).text.append(",\"labels\":{");
    text.append("\"kubernetes.io/service-name\":\"" + name + "\"}},\"addressType\":\"IPv4\",")
        .append("\"ports\":[{\"port\":8080,\"protocol\":\"TCP\"}],\"endpoints\":[");
    for (int i = 0; i < ENDPOINTS; i++) {
      int place = service * ENDPOINTS + i;
      int node = 1 + place / PODS % (nodes - 1);
      text.append(i == 0 ? "" : ",")
          .append("{\"addresses\":[\"" + podAddress(node, place % PODS) + "\"],")
          .append("\"conditions\":{\"ready\":true},\"nodeName\":\"node-" + node + "\"}");
    }
    text.append("]}");
  }
}
