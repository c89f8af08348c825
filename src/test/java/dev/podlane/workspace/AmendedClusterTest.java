package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.document.Document;
import dev.podlane.document.read.Documents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Labels of pods, Services, and pods that come or go in a settled cluster lead to what reading all
 * documents gives, written one by one or as one list.
 */
class AmendedClusterTest {
  private static final int SEEDS = Integer.getInteger("podlane.amended.seeds", 60);
  private static final int CHANGES = 8;

  private final List<String> objects = new ArrayList<>();

  /** A cluster with pods, written in a running one or never applied, and Services of all kinds. */
  private void fill(Random random) {
    boolean isCalm = random.nextBoolean();
    if (random.nextInt(5) > 0) {
      objects.add(
          "{apiVersion: v1, kind: Node, metadata: {name: n1, labels: {topology.kubernetes.io/zone:"
              + " a}}, spec: {podCIDR: 10.0.1.0/24}}");
      objects.add(
          "{apiVersion: v1, kind: Node, metadata: {name: n2}%s}"
              .formatted(!isCalm && random.nextBoolean() ? "" : ", spec: {podCIDR: 10.0.2.0/28}"));
    }
    boolean isObserved = random.nextBoolean();
    for (int i = 0; i < 9; i++) {
      String status =
          !isObserved || (i == 8 && !isCalm)
              ? ""
              : (", status: {phase: %s, podIP: 10.0.1.%d, conditions: [{type: Ready, status:"
                      + " \"%s\"}]}")
                  .formatted(i == 7 ? "Succeeded" : "Running", i + 2, i == 6 ? "False" : "True");
      boolean isOwned = i >= 3 && i < 6;
      String owner =
          isOwned
              ? ", ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-abc,"
                  + " controller: true, uid: u}]"
              : "";
      objects.add(
          ("{apiVersion: v1, kind: Pod, metadata: {name: p%d, namespace: %s, labels: {app: %s,"
                  + " tier: %s%s}%s}, spec: {%scontainers: [{name: c, image: i, ports: [{name: %s,"
                  + " containerPort: 80}]%s}]}%s}")
              .formatted(
                  i,
                  isOwned ? "x" : namespace(random),
                  value(random),
                  value(random),
                  isOwned && random.nextInt(4) > 0 ? ", pod-template-hash: abc" : "",
                  owner,
                  isObserved ? "nodeName: n1, " : "",
                  random.nextInt(4) == 0 ? "other" : "http",
                  random.nextBoolean() ? ", readinessProbe: {tcpSocket: {port: 80}}" : "",
                  status));
    }
    for (int i = 0; i < (isCalm ? 2 : 6); i++) {
      objects.add(service(random, i));
    }
    if (random.nextBoolean()) {
      objects.add(
          "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: s0-x, namespace:"
              + " x, labels: {kubernetes.io/service-name: s0}}, addressType: IPv4, endpoints:"
              + " [{addresses: [10.0.1.2]}], ports: [{name: web, port: 80, protocol: TCP}]}");
    }
    if (random.nextInt(3) == 0) {
      objects.add(
          "{apiVersion: v1, kind: Endpoints, metadata: {name: s1, namespace: x}, subsets:"
              + " [{addresses: [{ip: 10.9.9.9}], ports: [{name: web, port: 80}]}]}");
    }
    if (random.nextBoolean()) {
      objects.add(
          "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: x}, spec:"
              + " {replicas: 2, selector: {matchLabels: {app: a}}, template: {metadata: {labels:"
              + " {app: a}}, spec: {containers: [{name: c, image: i}]}}}}");
    }
  }

  private static String service(Random random, int number) {
    return ("{apiVersion: v1, kind: Service, metadata: {name: s%d, namespace: %s}, spec: {%s%s"
            + "ports: [{name: web, port: 80, targetPort: %s}]}}")
        .formatted(
            number,
            number < 2 ? "x" : namespace(random),
            List.of(
                    "selector: {app: %s}, ",
                    "selector: {app: %s}, ",
                    "selector: {tier: %s}, ",
                    "",
                    "selector: {app: %s, tier: a}, ")
                .get(random.nextInt(5))
                .formatted(value(random)),
            List.of(
                    "",
                    "",
                    "type: NodePort, ",
                    "clusterIP: None, ",
                    "type: LoadBalancer, ",
                    "clusterIP: 10.96.0.%d, ".formatted(number + 10),
                    "trafficDistribution: PreferClose, ")
                .get(random.nextInt(7)),
            random.nextInt(3) == 0 ? "http" : "80");
  }

  private static String namespace(Random random) {
    return random.nextInt(3) == 0 ? "y" : "x";
  }

  private static String value(Random random) {
    return List.of("a", "b", "c").get(random.nextInt(3));
  }

  private static Event event(Random random, List<Document> documents) {
    List<ObjectName> pods = named(documents, "Pod");
    List<ObjectName> services = named(documents, "Service");
    ObjectName pod = pods.get(random.nextInt(pods.size()));
    ObjectName service = services.get(random.nextInt(services.size()));
    String value = "\"" + value(random) + "\"";
    return switch (random.nextInt(24)) {
      case 0, 1, 2 -> new Event.FieldChange(pod, "metadata.labels.app", value);
      case 3 -> new Event.FieldChange(pod, "metadata.labels", "{\"tier\": " + value + "}");
      case 4 ->
          new Event.FieldChange(
              pod, "metadata.labels.pod-template-hash", random.nextBoolean() ? "\"abc\"" : value);
      case 5 -> new Event.FieldChange(pod, "spec.containers[0].ports[0].name", value);
      case 6, 7 -> new Event.FieldChange(service, "spec.selector", "{\"app\": " + value + "}");
      case 8 -> new Event.FieldChange(service, "spec.ports[0].port", "" + (80 + random.nextInt(3)));
      case 9 -> new Event.FieldChange(service, "spec.ports[0].targetPort", "\"http\"");
      case 10 ->
          new Event.FieldChange(
              service,
              "spec.type",
              "\"" + (value.hashCode() % 2 == 0 ? "NodePort" : "ClusterIP") + "\"");
      case 11 -> new Event.FieldChange(service, "spec.internalTrafficPolicy", "\"Local\"");
      case 12 ->
          new Event.FieldChange(
              service, "spec.ports[0].nodePort", "" + (30_084 + random.nextInt(6)));
      case 13 ->
          new Event.FieldChange(
              service,
              "spec.ports",
              "[{\"name\": \"a\", \"port\": 53, \"protocol\": \"UDP\"}, {\"name\": \"b\", \"port\":"
                  + " "
                  + (53 + random.nextInt(2))
                  + "}]");
      case 14 -> new Event.FieldChange(pod, "metadata.ownerReferences[0].name", "\"web-abc\"");
      case 15, 16 -> new Event.FieldChange(pod, "", null);
      case 17 -> new Event.FieldChange(pods.get(pods.size() - 1), "", null);
      case 18, 19, 20, 21, 22 -> new Event.Manifest(pod(random));
      default ->
          new Event.FieldChange(
              service, "spec.clusterIP", "\"10.96.0." + (10 + random.nextInt(6)) + "\"");
    };
  }

  /** A pod that was never applied, or that a cluster wrote down. */
  private static String pod(Random random) {
    boolean isObserved = random.nextInt(3) == 0;
    String spec =
        List.of(
                "",
                "",
                "",
                "nodeName: n2, ",
                "nodeName: n9, ",
                "hostNetwork: true, ",
                "nodeSelector: {a: b}, ",
                "nodeSelector: {topology.kubernetes.io/zone: a}, ")
            .get(random.nextInt(8));
    String port = List.of("", "", "", ", hostPort: 8080", ", hostPort: 80").get(random.nextInt(5));
    String status =
        ", status: {phase: %s, podIP: 10.0.%d.%d}"
            .formatted(
                random.nextInt(5) == 0 ? "Pending" : "Running",
                random.nextInt(4) == 0 ? 2 : 1,
                random.nextInt(20));
    return ("{apiVersion: v1, kind: Pod, metadata: {name: new%d, namespace: %s, labels: {app:"
            + " %s}%s}, spec: {%scontainers: [{name: c, image: i, ports: [{name: http,"
            + " containerPort: 80%s}]%s}]}%s}")
        .formatted(
            random.nextInt(12),
            random.nextInt(9) == 0 ? "z" : namespace(random),
            value(random),
            random.nextInt(6) == 0
                ? ", ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: other,"
                    + " controller: true, uid: u}]"
                : "",
            isObserved ? "nodeName: n1, " : spec,
            isObserved ? "" : port,
            random.nextInt(4) == 0 ? ", readinessProbe: {tcpSocket: {port: 80}}" : "",
            isObserved ? status : "");
  }

  private static List<ObjectName> named(List<Document> documents, String kind) {
    return ObjectTrees.of(documents).stream()
        .map(ObjectTrees.Found::name)
        .filter(each -> each.kind().equals(kind))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void editsSettleToWhatReadingAllGives(boolean isList) {
    int amended = 0;
    int moved = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      objects.clear();
      fill(random);
      String text =
          isList
              ? "apiVersion: v1\nkind: List\nitems:\n- " + String.join("\n- ", objects)
              : String.join("\n---\n", objects);
      List<Document> documents = Documents.parse("test", text);
      Cluster settled = Clusters.read(documents);
      List<Document> last = documents;
      for (int change = 0; change < CHANGES; change++) {
        Event event = event(random, documents);
        List<Document> now = random.nextInt(8) == 0 ? last : changed(documents, event);
        Cluster whole = Clusters.read(now);
        Optional<Cluster> by = Clusters.amended(settled, documents, now);
        if (by.isPresent()) {
          assertThat(by.get()).as("seed %d: %s", seed, event).isEqualTo(whole);
          amended++;
          moved += settled.pods().size() == whole.pods().size() ? 0 : 1;
        }
        settled = by.orElse(whole);
        last = documents;
        documents = now;
      }
    }
    assertThat(amended).isGreaterThan(SEEDS * CHANGES / 4);
    assertThat(moved).isGreaterThan(SEEDS * CHANGES / 60);
    System.out.printf(
        "edits of pods and Services: %d of %d put in, with %d pods that came or went%n",
        amended, SEEDS * CHANGES, moved);
  }

  private static List<Document> changed(List<Document> documents, Event event) {
    try {
      return ObjectChanges.apply(documents, event);
    } catch (ChangeException absent) {
      return documents;
    }
  }
}
