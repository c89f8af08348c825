package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.object.Readiness;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pods that workloads stand for: rules 138 to 146. */
final class WorkloadPodsTest {
  private static final String RANDOM = "-[bcdfghjklmnpqrstvwxz2456789]{5}";
  private static final String TEMPLATE =
      "template: {metadata: {labels: {a: b}}, spec: {SPECcontainers: [{name: c}]}}";

  private static String workload(String kind, String name, String spec) {
    return workload(kind, name, spec, "", "");
  }

  private static String workload(
      String kind, String name, String spec, String podSpec, String rest) {
    String version =
        kind.equals("ReplicationController") ? "v1" : kind.endsWith("Job") ? "batch/v1" : "apps/v1";
    String selector = version.equals("apps/v1") ? "selector: {matchLabels: {a: b}}, " : "";
    String template = TEMPLATE.replace("SPEC", podSpec);
    String inner = kind.equals("CronJob") ? "jobTemplate: {spec: {" + template + "}}" : template;
    return "---\n{apiVersion: %s, kind: %s, metadata: {name: %s%s}, spec: {%s%s%s}}\n"
        .formatted(version, kind, name, rest, selector, spec.isEmpty() ? "" : spec + ", ", inner);
  }

  private static String node(String name, String rest) {
    return "---\n{apiVersion: v1, kind: Node, metadata: {name: " + name + rest + "}\n";
  }

  private static String ownedPod(String name, String kind, String owner) {
    return ("---\n{apiVersion: v1, kind: Pod, metadata: {name: %s, ownerReferences: [{apiVersion:"
            + " apps/v1, kind: %s, name: %s, controller: true}]}, spec: {containers: [{name: c}]}}")
        .formatted(name, kind, owner);
  }

  private static List<String> names(Cluster cluster) {
    return cluster.pods().stream().map(Pod::name).toList();
  }

  @Test
  void rule138DeploymentsNamePodsByTheTemplatesHash() {
    Cluster cluster = Described.read(workload("Deployment", "web", "replicas: 2"));
    assertThat(names(cluster)).hasSize(2).doesNotHaveDuplicates();
    assertThat(names(cluster)).allMatch(name -> name.matches("web-[456789bcdf]{1,10}" + RANDOM));
    Pod pod = cluster.pods().get(0);
    assertThat(pod.name()).startsWith("web-" + pod.labels().get("pod-template-hash") + "-");
    assertThat(pod.owner()).hasToString("Deployment default/web");
    assertThat(Described.assumptions(cluster)).contains("pods.brought [2]");
    assertThat(names(Described.read(workload("Deployment", "web", "")))).hasSize(1);
    assertThat(names(Described.read(workload("Deployment", "web", "replicas: 0")))).isEmpty();
  }

  @Test
  void rule138GivenReplicaSetsWinAndOneOfZeroIsHistory() {
    String owner =
        ", ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: web, controller: true}]";
    Cluster cluster =
        Described.read(
            workload("Deployment", "web", "replicas: 5"),
            workload("ReplicaSet", "web-new", "replicas: 2", "", owner),
            workload("ReplicaSet", "web-old", "replicas: 0", "", owner));
    assertThat(names(cluster)).hasSize(2).allMatch(name -> name.matches("web-new" + RANDOM));
    assertThat(cluster.pods().get(0).owner()).hasToString("Deployment default/web");
  }

  @Test
  void rule139ReplicationControllersSelectByAPlainMap() {
    Cluster cluster =
        Described.read(
            workload("ReplicationController", "rc", "replicas: 2, selector: {a: b}"),
            workload("ReplicationController", "free", ""),
            workload("ReplicationController", "wrong", "selector: {a: c}"),
            workload("ReplicaSet", "rs", "replicas: 1"));
    assertThat(names(cluster)).hasSize(4);
    assertThat(names(cluster).get(0)).matches("rc" + RANDOM);
    assertThat(names(cluster).get(3)).matches("rs" + RANDOM);
    assertThat(Described.problems(cluster)).contains("workload.selector [wrong]");
  }

  @Test
  void rule140StatefulSetsNumberTheirPods() {
    Cluster cluster =
        Described.read(
            workload("StatefulSet", "db", "replicas: 3, serviceName: dbs, ordinals: {start: 4}"));
    assertThat(names(cluster)).containsExactly("db-4", "db-5", "db-6");
    Pod pod = cluster.pods().get(1);
    assertThat(pod.labels())
        .containsEntry("statefulset.kubernetes.io/pod-name", "db-5")
        .containsEntry("apps.kubernetes.io/pod-index", "5")
        .containsEntry("a", "b");
    assertThat(pod.traits().hostname()).isEqualTo("db-5");
    assertThat(pod.traits().subdomain()).isEqualTo("dbs");
  }

  @ParameterizedTest
  @CsvSource({"OrderedReady,2", "Parallel,3"})
  void rule140OrderedPodsWaitForThoseBelow(String policy, int pods) {
    Cluster cluster =
        Described.read(
            node("n", "}, spec: {podCIDR: 10.0.1.0/30}"),
            workload("StatefulSet", "db", "replicas: 3, podManagementPolicy: " + policy));
    assertThat(cluster.pods()).hasSize(pods);
    assertThat(cluster.pods().stream().filter(Pod::hasNetwork)).hasSize(1);
    assertThat(Described.problems(cluster).contains("workload.waits [default/db, default/db-1]"))
        .isEqualTo(pods == 2);
  }

  @Test
  void rule140GivenPodsWinAndNoNameIsGivenTwice() {
    Cluster cluster =
        Described.read(
            workload("StatefulSet", "db", "replicas: 3"),
            ownedPod("db-0", "StatefulSet", "db"),
            workload("StatefulSet", "kv", "replicas: 2"),
            "---\n{apiVersion: v1, kind: Pod, metadata: {name: kv-1}, spec: {containers: [{name:"
                + " c}]}}");
    assertThat(names(cluster)).containsExactly("db-0", "kv-0", "kv-1");
  }

  @Test
  void rule141DaemonSetsRunOnEveryNodeTheyTolerate() {
    String control =
        "}, spec: {taints: [{key: node-role.kubernetes.io/control-plane, effect: NoSchedule}]}";
    String pressed =
        "}, spec: {taints: [{key: node.kubernetes.io/disk-pressure, effect: NoSchedule}]}";
    String unplugged =
        "}, spec: {taints: [{key: node.kubernetes.io/network-unavailable, effect: NoSchedule}]}";
    String nodes =
        node("control", control)
            + node("cordoned", "}, spec: {unschedulable: true}")
            + node("plain", ", labels: {disk: ssd}}")
            + node("pressed", pressed)
            + node("unplugged", unplugged);
    assertThat(places(nodes, "")).containsExactly("cordoned", "plain", "pressed");
    assertThat(places(nodes, "hostNetwork: true, "))
        .containsExactly("cordoned", "plain", "pressed", "unplugged");
    assertThat(places(nodes, "tolerations: [{operator: Exists}], ")).hasSize(5);
    assertThat(places(nodes, "nodeSelector: {disk: ssd}, ")).containsExactly("plain");
    String affinity =
        "affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
            + " {nodeSelectorTerms: [{matchExpressions: [{key: disk, operator: DoesNotExist}]}]}}},"
            + " ";
    assertThat(places(nodes, affinity)).containsExactly("cordoned", "pressed");
    Cluster none =
        Described.read(nodes + workload("DaemonSet", "d", "", "nodeSelector: {x: y}, ", ""));
    assertThat(Described.problems(none)).contains("INFO workload.no-node [default/d, {x=y}]");
  }

  private static List<String> places(String nodes, String podSpec) {
    Cluster cluster = Described.read(nodes + workload("DaemonSet", "d", "", podSpec, ""));
    assertThat(names(cluster)).allMatch(name -> name.matches("d" + RANDOM));
    return cluster.pods().stream().map(pod -> String.valueOf(pod.nodeName())).toList();
  }

  @Test
  void rule141DaemonSetsBringNothingBesideTheirPods() {
    Cluster cluster =
        Described.read(workload("DaemonSet", "d", ""), ownedPod("d-x1", "DaemonSet", "d"));
    assertThat(names(cluster)).containsExactly("d-x1");
    Cluster assumed =
        Described.read(workload("DaemonSet", "d", "", "nodeSelector: {gpu: yes-please}, ", ""));
    assertThat(assumed.pods()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "||1",
        "parallelism: 3||3",
        "parallelism: 3, completions: 2||2",
        "parallelism: 0||0",
        "parallelism: 3, suspend: true||0",
        "parallelism: 3|, status: {conditions: [{type: Complete, status: 'True'}]}|0",
        "parallelism: 3|, status: {conditions: [{type: Failed, status: 'True'}]}|0",
        "parallelism: 3|, status: {startTime: '2026-01-01T00:00:00Z', active: 2}|2",
        "parallelism: 3|, status: {startTime: '2026-01-01T00:00:00Z', succeeded: 1}|0"
      })
  void rule142JobsStandForTheirRunningPods(String spec, String status, int pods) {
    String job = workload("Job", "j", spec == null ? "" : spec).strip();
    String written = job.substring(0, job.length() - 1) + (status == null ? "" : status) + "}";
    Cluster cluster = Described.read(written);
    assertThat(names(cluster)).hasSize(pods).allMatch(name -> name.matches("j" + RANDOM));
    assertThat(cluster.pods()).allMatch(p -> "j".equals(p.labels().get("job-name")));
    assertThat(Described.assumptions(cluster).contains("job.runs"))
        .isEqualTo(pods > 0 && status == null);
  }

  @Test
  void rule142IndexedJobsNumberTheirPods() {
    String job =
        workload("Job", "j", "completionMode: Indexed, completions: 5, parallelism: 2").strip();
    Cluster cluster =
        Described.read(
            job.substring(0, job.length() - 1)
                + ", status: {startTime: t, active: 2, completedIndexes: '0,2-3'}}");
    assertThat(names(cluster).get(0)).matches("j-1" + RANDOM);
    assertThat(names(cluster).get(1)).matches("j-4" + RANDOM);
    assertThat(cluster.pods().get(1).labels())
        .containsEntry("batch.kubernetes.io/job-completion-index", "4");
    assertThat(cluster.pods().get(1).traits().hostname()).isEqualTo("j-4");
  }

  @Test
  void rule143CronJobsWaitWithThePodTheyWouldMake() {
    Cluster cluster =
        Described.read(
            node("n", "}, spec: {podCIDR: 10.0.1.0/24}"),
            workload("CronJob", "nightly", "schedule: '0 3 * * *'"),
            workload("CronJob", "hourly", "schedule: '0 * * * *'"),
            workload("Deployment", "web", ""));
    assertThat(cluster.pods()).hasSize(1);
    assertThat(cluster.dormant())
        .extracting(p -> p.owner() + " " + p.nodeName() + " " + p.podIp() + " " + p.labels())
        .containsExactly(
            "CronJob default/nightly n 10.0.1.3 {a=b}", "CronJob default/hourly n 10.0.1.4 {a=b}");
    assertThat(cluster.dormant().get(0).name()).matches("nightly" + RANDOM);
    assertThat(Described.assumptions(cluster)).contains("cronjob.waits [default/nightly]");
  }

  @Test
  void rule143PodsOfACronJobsJobsAreItsOwn() {
    Cluster cluster =
        Described.read(
            workload("CronJob", "nightly", "schedule: '0 3 * * *'"),
            workload(
                "Job",
                "nightly-1",
                "",
                "",
                ", ownerReferences: [{apiVersion: batch/v1, kind: CronJob, name: nightly,"
                    + " controller: true}]"));
    assertThat(cluster.pods())
        .extracting(p -> "" + p.owner())
        .containsExactly("CronJob default/nightly");
    assertThat(Described.assumptions(cluster)).doesNotContain("cronjob.waits");
  }

  @Test
  void rule144StaticPodsAreOnTheNodeOfTheirName() {
    Cluster cluster =
        Described.read(
            node("cp", "}, spec: {podCIDR: 10.0.1.0/24}"),
            node("w", "}, spec: {podCIDR: 10.0.2.0/24}"),
            "---",
            "{apiVersion: v1, kind: Pod, metadata: {name: etcd-cp, annotations:"
                + " {kubernetes.io/config.mirror: x}, ownerReferences: [{apiVersion: v1, kind:"
                + " Node, name: cp, controller: true}]}, spec: {hostNetwork: true, containers:"
                + " [{name: etcd}]}, status: {phase: Running, podIP: 10.9.9.9}}");
    assertThat(cluster.pods().get(0).nodeName()).isEqualTo("cp");
    assertThat(cluster.pods().get(0).traits().origin()).isEqualTo(PodTraits.Origin.STATIC);
    assertThat(cluster.problems()).extracting(p -> p.code()).containsExactly("pod.host-ip");
  }

  @Test
  void rule145OnlySidecarsOfInitContainersListen() {
    Cluster cluster =
        Described.read(
            "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {initContainers: [{name: once,"
                + " ports: [{containerPort: 1}]}, {name: side, restartPolicy: Always, ports:"
                + " [{containerPort: 2}]}], containers: [{name: c, ports: [{containerPort: 3}]}],"
                + " ephemeralContainers: [{name: debug, ports: [{containerPort: 4}]}]}}");
    assertThat(Described.pods(cluster)).endsWith("side*:2,c:3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "||READY|false",
        "readinessProbe: {}||ASSUMED_READY|true",
        "readinessProbe: {}|phase: Running, conditions: [{type: Ready, status: 'True'}]|READY|"
            + "false",
        "|phase: Running, conditions: [{type: Ready, status: 'False'}]|NOT_READY|false",
        "|phase: Running, containerStatuses: [{ready: true}, {ready: false}]|NOT_READY|false",
        "|phase: Pending|NOT_READY|false",
        "|phase: Succeeded|NOT_READY|false"
      })
  void rule146ReadinessIsReadOrAssumedAndSaid(
      String container, String status, Readiness readiness, boolean said) {
    String probe = container == null ? "" : ", " + container;
    Cluster cluster =
        Described.read(
            "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c"
                + probe
                + "}]}, status: {"
                + (status == null ? "" : status)
                + "}}");
    assertThat(cluster.pods().get(0).traits().readiness()).isEqualTo(readiness);
    assertThat(Described.assumptions(cluster).contains("pods.ready [1]")).isEqualTo(said);
  }
}
