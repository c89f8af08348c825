package dev.podlane.bench;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import java.util.List;
import java.util.Random;

/**
 * Clusters with many pods and policies: namespaces of 100 workloads with 10 pods each, under a
 * policy that denies all or a third of them everything, and others that let some of their own pods,
 * pods of other teams and blocks of addresses in and out.
 */
final class ManyPolicies {
  static final int OF_NAMESPACE = 1_000;
  private static final int REPLICAS = 10;
  private static final int OF_NODE = 100;
  private static final int TEAMS = 20;
  private static final Ip FIRST_NODE = Ip.parse("10.64.0.2");
  private static final Ip FIRST_POD = Ip.parse("10.128.0.2");

  private final Random random = new Random(7);
  private final StringBuilder text = new StringBuilder();
  private final int pods;
  private final boolean worst;

  private ManyPolicies(int pods, boolean worst) {
    this.pods = pods;
    this.worst = worst;
  }

  /**
   * A cluster as it is read.
   *
   * @param pods a multiple of {@value #OF_NAMESPACE}
   * @param worst true if every pod has a label of its own, policies select by it, and 200 of them
   *     have blocks that cut through the pods' addresses
   * @param changed number of a policy that has one peer more; −1 for none
   */
  static Cluster of(int pods, int policies, boolean worst, int changed) {
    return Clusters.read(Documents.parse("policies.json", text(pods, policies, worst, changed)));
  }

  /** The policies of that cluster alone, as they are read. */
  static List<Policy> policies(int pods, int policies, boolean worst, int changed) {
    ManyPolicies writer = new ManyPolicies(pods, worst);
    writer.text.append("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{}");
    writer.policies(policies, changed);
    return Clusters.read(Documents.parse("policies.json", writer.text.append("]}").toString()))
        .notSimulated()
        .policies()
        .all();
  }

  /** The documents of that cluster, as one list in JSON. */
  static String text(int pods, int policies, boolean worst, int changed) {
    ManyPolicies writer = new ManyPolicies(pods, worst);
    writer.write(policies, changed);
    return writer.text.toString();
  }

  private void policies(int policies, int changed) {
    for (int i = 0; i < policies; i++) {
      policy(i, pods / OF_NAMESPACE, i == changed);
    }
  }

  private void write(int policies, int changed) {
    text.append("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[")
        .append("{\"apiVersion\":\"podlane.dev/v1\",\"kind\":\"ClusterNetwork\",\"metadata\":")
        .append("{\"name\":\"n\"},\"spec\":{\"nodeNetwork\":{\"cidr\":\"10.64.0.0/16\",")
        .append("\"gateway\":\"10.64.255.254\"},\"podCIDR\":\"10.128.0.0/9\"}}");
    for (int node = 0; node < pods / OF_NODE; node++) {
      text.append(",\n{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"node-")
          .append(node + "\"},\"spec\":{\"podCIDR\":\"" + FIRST_POD.plus(node * 256L - 2))
          .append("/24\"},\"status\":{\"addresses\":[{\"type\":\"InternalIP\",\"address\":\"")
          .append(FIRST_NODE.plus(node) + "\"}]}}");
    }
    int namespaces = pods / OF_NAMESPACE;
    for (int i = 0; i < namespaces; i++) {
      text.append(",\n{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"ns-")
          .append(i + "\",\"labels\":{\"team\":\"team-" + i % TEAMS + "\"}}}");
    }
    for (int i = 0; i < pods; i++) {
      pod(i);
    }
    policies(policies, changed);
    text.append("]}\n");
  }

  /** Workloads are spread over all nodes, as a scheduler would. */
  private void pod(int number) {
    int node = (int) ((number * 7_919L) % (pods / OF_NODE));
    int place = number / (pods / OF_NODE);
    int app = number % OF_NAMESPACE / REPLICAS;
    text.append(",\n{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"pod-" + number)
        .append("\",\"namespace\":\"ns-" + number / OF_NAMESPACE + "\",\"labels\":{\"app\":\"app-")
        .append(app + "\",\"tier\":\"tier-" + app % 3 + "\",\"pod-template-hash\":\"h" + app)
        .append(worst ? "\",\"id\":\"" + number : "")
        .append("\"}},\"spec\":{\"nodeName\":\"node-" + node)
        .append("\",\"containers\":[{\"name\":\"c\",\"ports\":[{\"name\":\"http\",")
        .append("\"containerPort\":8080}]}]},\"status\":{\"podIP\":\"")
        .append(FIRST_POD.plus(node * 256L + place % 250) + "\"}}");
  }

  private void policy(int number, int namespaces, boolean changed) {
    int namespace = number % namespaces;
    int own = number / namespaces;
    text.append(",\n{\"apiVersion\":\"networking.k8s.io/v1\",\"kind\":\"NetworkPolicy\",")
        .append("\"metadata\":{\"name\":\"p" + number + "\",\"namespace\":\"ns-" + namespace)
        .append("\"},\"spec\":{\"podSelector\":{");
    if (own > 0) {
      int id = namespace * OF_NAMESPACE + random.nextInt(OF_NAMESPACE);
      boolean byId = worst && number % 2 == 0;
      text.append("\"matchLabels\":{")
          .append(byId ? "\"id\":\"" + id + "\"" : "\"app\":\"app-" + random.nextInt(100) + "\"")
          .append("}");
    } else if (namespace % 2 == 1) {
      text.append("\"matchLabels\":{\"tier\":\"tier-0\"}");
    }
    String types = number % 3 == 0 ? "\"Ingress\",\"Egress\"" : "\"Ingress\"";
    text.append("},\"policyTypes\":[" + types + "],\"ingress\":[");
    if (own > 0) {
      rule("from", number, changed);
    }
    text.append("],\"egress\":[");
    if (own > 0) {
      rule("to", number, changed);
    }
    text.append("]}}");
  }

  private void rule(String peers, int number, boolean changed) {
    text.append("{\"" + peers + "\":[{\"podSelector\":{\"matchLabels\":{\"app\":\"app-")
        .append(
            random.nextInt(100) + "\"}}},{\"namespaceSelector\":{\"matchLabels\":{\"team\":\"team-")
        .append(random.nextInt(TEAMS) + "\"}},\"podSelector\":{\"matchLabels\":{\"tier\":\"tier-")
        .append(random.nextInt(3) + "\"}}}");
    if (number % 10 == 5) {
      int node = random.nextInt(pods / OF_NODE);
      String cidr = worst ? FIRST_POD.plus(node * 256L + 14) + "/28" : "198.51.100.0/24";
      text.append(",{\"ipBlock\":{\"cidr\":\"" + cidr + "\"}}");
    }
    if (changed) {
      text.append(",{\"podSelector\":{\"matchLabels\":{\"app\":\"app-7\",\"tier\":\"tier-1\"}}}");
    }
    text.append("],\"ports\":[{\"port\":" + (number % 7 == 0 ? "\"http\"" : "8080") + "}]}");
  }
}
