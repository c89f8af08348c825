package dev.podlane.bench;

/** Manifests of clusters of a size, for benchmarks. */
final class LargeCluster {
  private LargeCluster() {}

  /** A list of nodes, each with so many pods, as JSON. */
  static String of(int nodes, int pods) {
    StringBuilder text =
        new StringBuilder("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[")
            .append("{\"apiVersion\":\"podlane.dev/v1\",\"kind\":\"ClusterNetwork\",\"metadata\":")
            .append("{\"name\":\"n\"},\"spec\":{\"nodeNetwork\":{\"cidr\":\"10.100.0.0/16\",")
            .append("\"gateway\":\"10.100.0.1\"},\"podCIDR\":\"10.128.0.0/9\"}}");
    for (int node = 0; node < nodes; node++) {
      String block = "10." + (128 + node / 256) + "." + node % 256 + ".";
      text.append(",\n{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"node-")
          .append(node)
          .append("\"},\"spec\":{\"podCIDR\":\"")
          .append(block)
          .append("0/24\"},\"status\":{\"addresses\":[{\"type\":\"InternalIP\",\"address\":\"")
          .append("10.100." + node / 250 + "." + (node % 250 + 2))
          .append("\"}]}}");
      for (int pod = 0; pod < pods; pod++) {
        text.append(",\n{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"pod-")
            .append(node + "-" + pod)
            .append("\",\"namespace\":\"default\"},\"spec\":{\"nodeName\":\"node-" + node)
            .append("\",\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"ports\":")
            .append("[{\"containerPort\":80}]}]},\"status\":{\"podIP\":\"" + block + (pod + 2))
            .append("\"}}");
      }
    }
    return text.append("]}\n").toString();
  }
}
