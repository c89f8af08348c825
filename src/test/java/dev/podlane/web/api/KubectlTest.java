package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** kubectl in the terminal: it looks at the time line, and plans events on it. */
class KubectlTest extends ApiTest {
  private String cluster = "";

  private JsonNode kubectl(String line) {
    String body = "{\"namespace\": \"n1\", \"command\": \"kubectl " + line + "\"}";
    return post(cluster + "/console", JSON, body).json();
  }

  private String said(String line) {
    return kubectl(line).path("text").asString();
  }

  @Test
  void commandsPlanEventsAndTheRestFollows() {
    String id =
        post("/api/clusters?name=kubectl", YAML, resource("/time/web.yaml"))
            .json()
            .path("id")
            .asString();
    cluster = "/api/clusters/" + id;
    assertThat(said("get pods").lines()).hasSize(4);
    assertThat(said("get nodes")).contains("n1     Ready");

    JsonNode scaled = kubectl("scale deployment/web --replicas=5");
    assertThat(scaled.path("text").asString()).isEqualTo("deployment.apps/web scaled");
    assertThat(scaled.path("changed").asBoolean()).isTrue();
    assertThat(scaled.path("edits")).hasSize(1);
    assertThat(said("get pods -o wide").lines().filter(line -> line.contains("1/1"))).hasSize(5);
    assertThat(said("get deployment"))
        .isEqualTo(
            "NAME   READY   UP-TO-DATE   AVAILABLE   AGE\n"
                + "web    5/5     5            5           <unknown>");

    assertThat(said("set image deployment web nginx=nginx:2"))
        .isEqualTo("deployment.apps/web image updated");
    assertThat(said("rollout status deployment/web"))
        .isEqualTo("deployment \"web\" successfully rolled out");
    assertThat(said("rollout history deploy/web").lines()).hasSize(4);
    assertThat(said("rollout undo deployment/web")).isEqualTo("deployment.apps/web rolled back");
    assertThat(said("rollout history deploy/web"))
        .isEqualTo(
            "deployment.apps/web\nREVISION  CHANGE-CAUSE\n2         <none>\n3         <none>");
    assertThat(said("rollout history deploy/web --revision=2")).contains("Image:  nginx:2");
    said("scale deployment/web --replicas=4");
    assertThat(said("rollout history deploy/web")).endsWith("3         <none>");
    said("scale deployment/web --replicas=5");
    String before = said("get pods");
    assertThat(said("rollout restart deployment/web")) // rule 181: another template, other pods
        .isEqualTo("deployment.apps/web restarted");
    assertThat(said("rollout history deployment/web")).endsWith("4         <none>");
    assertThat(names(said("get pods"))).hasSize(5).doesNotContainAnyElementsOf(names(before));
    String drained = said("drain n2 --ignore-daemonsets");
    assertThat(drained)
        .startsWith("node/n2 cordoned\nevicting pod default/web-")
        .contains("\npod/web-")
        .endsWith("evicted\nnode/n2 drained");
    assertThat(said("cordon n2")).isEqualTo("node/n2 already cordoned");
    assertThat(said("get nodes")).contains("n2     Ready,SchedulingDisabled");
    assertThat(said("get pods -o wide")).doesNotContain("n2");
    assertThat(said("uncordon n2")).isEqualTo("node/n2 uncordoned");
    assertThat(said("label deployment web team=blue")).isEqualTo("deployment.apps/web labeled");
    String pod = said("get pods").lines().skip(1).findFirst().orElseThrow().split(" ", 2)[0];
    assertThat(said("describe pod " + pod)).contains("Events:", "Scheduled", "default-scheduler");
    assertThat(said("delete pod " + pod))
        .isEqualTo("pod \"" + pod + "\" deleted from default namespace");
    assertThat(said("get pods")).doesNotContain(pod);
    assertThat(said("get pods").lines()).hasSize(6);
  }

  private static List<String> names(String table) {
    return table.lines().skip(1).map(line -> line.split(" ", 2)[0]).toList();
  }

  /** The lines below a command are its input. */
  @Test
  void objectsAreAppliedListedAndDescribed() {
    String id =
        post("/api/clusters?name=kubectl", YAML, resource("/time/web.yaml"))
            .json()
            .path("id")
            .asString();
    cluster = "/api/clusters/" + id;
    String more =
        "apply -f - <<'EOF'\\napiVersion: v1\\nkind: Service\\nmetadata: {name: extra}\\nspec:"
            + " {selector: {app: web}, ports: [{port: 81, targetPort: 80}]}\\nEOF";
    assertThat(said(more)).isEqualTo("service/extra created");
    assertThat(said(more)).isEqualTo("service/extra unchanged");
    assertThat(said(more.replace("81", "82"))).isEqualTo("service/extra configured");
    assertThat(said("get svc -o wide"))
        .startsWith("NAME    TYPE        CLUSTER-IP")
        .contains("EXTERNAL-IP   PORT(S)   AGE         SELECTOR", "82/TCP    <unknown>   app=web");
    assertThat(get(cluster + "/timeline").json().path("planned")).hasSize(2);
    assertThat(said("apply -f -")).isEqualTo("error: no objects passed to apply");

    assertThat(said("describe svc web"))
        .contains("Selector:", "app=web", ":80,")
        .endsWith("<none>");
    assertThat(said("describe deployment web"))
        .contains(
            "Replicas:      3 desired | 3 updated | 3 total | 3 available | 0 unavailable",
            "NewReplicaSet:   web-",
            "OldReplicaSets:  <none>");
    assertThat(said("describe node n1")).contains("Unschedulable:  false", "in total)");
    String slice = said("get endpointslices -o name").lines().findFirst().orElseThrow();
    assertThat(slice).startsWith("endpointslice.discovery.k8s.io/");
    assertThat(said("describe " + slice.replace(".discovery.k8s.io", "")))
        .contains("kubernetes.io/service-name=", "    TargetRef:  Pod/web-");

    String pod = said("get pods -o name -l app=web").lines().findFirst().orElseThrow();
    assertThat(said("get " + pod + " -o yaml"))
        .startsWith("apiVersion: v1\nkind: Pod\n")
        .contains("ownerReferences:", "phase: Running", "nodeName: n");
    assertThat(said("get pods -o json")).startsWith("{").contains("\"kind\": \"List\"");
    assertThat(said("get pods -l 'app in (web, x),!gone' -A").lines()).hasSize(4);
    assertThat(said("get pods -l 'app!=web'"))
        .isEqualTo("No resources found in default namespace.");
    assertThat(said("get pods -l 'app ~ x'")).startsWith("error: unable to parse requirement");
    assertThat(said("get pods -o frog")).startsWith("error: unable to match a printer");
    assertThat(said("get pod nobody"))
        .isEqualTo("Error from server (NotFound): pods \"nobody\" not found");

    said("scale deployment/web --replicas=4");
    assertThat(said("get events"))
        .contains("Normal", "ScalingReplicaSet   deployment/web", "from 3 to 4")
        .contains("SuccessfulCreate", "Created pod: web-", "Successfully assigned default/web-");
    assertThat(said("describe deploy web")).contains("ScalingReplicaSet", "deployment-controller");
  }

  /** An engineer asks so when a rollout hangs or a drain waits. */
  @Test
  void rolloutsThatHangAndDrainsThatWaitAreTold() {
    String more =
        """

        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: all}
        spec: {minAvailable: 100%, selector: {matchLabels: {app: web}}}
        ---
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: {name: log}
        spec:
          updateStrategy: {type: OnDelete}
          selector: {matchLabels: {app: log}}
          template:
            metadata: {labels: {app: log}}
            spec: {containers: [{name: c, image: i}]}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: far}
        spec: {nodeSelector: {disk: ssd}, containers: [{name: c, image: i}]}
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: {name: once}
        spec: {suspend: true, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}
        """;
    String apart =
        resource("/time/web.yaml")
            .replace(
                "    spec:\n      containers:",
                "    spec:\n      affinity: {podAntiAffinity:"
                    + " {requiredDuringSchedulingIgnoredDuringExecution: [{labelSelector:"
                    + " {matchLabels: {app: web}}, topologyKey: kubernetes.io/hostname}]}}\n"
                    + "      containers:");
    for (String node : List.of("n1", "n2", "n3")) {
      apart =
          apart.replace(
              "{name: " + node + "}",
              "{name: " + node + ", labels: {kubernetes.io/hostname: " + node + "}}");
    }
    String id = post("/api/clusters?name=kubectl", YAML, apart + more).json().path("id").asString();
    cluster = "/api/clusters/" + id;

    assertThat(said("get pdb").replaceAll(" +", " "))
        .isEqualTo(
            "NAME MIN AVAILABLE MAX UNAVAILABLE ALLOWED DISRUPTIONS AGE\n"
                + "all 100% N/A 0 <unknown>");
    assertThat(said("describe pdb all"))
        .contains("Min available:", "100%", "Allowed disruptions:", "Desired:");
    assertThat(said("get ds").replaceAll(" +", " "))
        .isEqualTo(
            "NAME DESIRED CURRENT READY UP-TO-DATE AVAILABLE NODE SELECTOR AGE\n"
                + "log 3 3 3 3 3 <none> <unknown>");
    assertThat(said("rollout status ds/log"))
        .isEqualTo("error: rollout status is only available for RollingUpdate strategy type");
    assertThat(said("get jobs").replaceAll(" +", " ")).contains("once Suspended 0/1");

    assertThat(said("describe pod far"))
        .contains("FailedScheduling  <unknown>  default-scheduler")
        .endsWith("3 node(s) didn't match Pod's node affinity/selector.");

    String told = said("drain n1");
    assertThat(told)
        .startsWith(
            "node/n1 cordoned\nerror: unable to drain node \"n1\" due to error: cannot delete")
        .contains("DaemonSet-managed Pods (use --ignore-daemonsets to ignore): default/log-");
    assertThat(said("get nodes")).contains("n1     Ready,SchedulingDisabled");

    assertThat(said("taint nodes n2 team=a:NoSchedule")).isEqualTo("node/n2 tainted");
    assertThat(said("taint nodes n2 team=b:NoSchedule"))
        .isEqualTo(
            "error: node n2 already has team taint(s) with same effect(s) and --overwrite is"
                + " false");
    assertThat(said("taint nodes n2 team:NoSchedule-")).isEqualTo("node/n2 untainted");
    assertThat(said("taint nodes n2 team-")).isEqualTo("error: taint \"team\" not found");
    assertThat(said("taint nodes n2 team=a:Never")).isEqualTo("error: invalid taint effect: Never");
    assertThat(said("taint nodes n3 team=a:NoExecute")).isEqualTo("node/n3 tainted");
    assertThat(said("get pods -o wide")).doesNotContain("n3 ");
    assertThat(said("taint nodes n3 team-")).isEqualTo("node/n3 untainted");

    said("set image deployment/web nginx=nginx:2");
    JsonNode status = kubectl("rollout status deployment/web");
    assertThat(status.path("text").asString())
        .isEqualTo("error: deployment \"web\" exceeded its progress deadline");
    assertThat(status.path("exitCode").asInt()).isEqualTo(1);
  }

  @Test
  void mistakesAreRefusedInItsWords() {
    String id =
        post("/api/clusters?name=kubectl", YAML, resource("/time/web.yaml"))
            .json()
            .path("id")
            .asString();
    cluster = "/api/clusters/" + id;

    assertThat(said("scale deployment/wep --replicas=5"))
        .isEqualTo("Error from server (NotFound): deployments.apps \"wep\" not found");
    assertThat(kubectl("scale deployment/wep --replicas=5").path("exitCode").asInt()).isEqualTo(1);
    assertThat(said("get unicorns"))
        .isEqualTo("error: the server doesn't have a resource type \"unicorns\"");
    assertThat(said("dance")).isEqualTo("error: unknown command \"dance\" for \"kubectl\"");
    assertThat(said("cordon n9")).isEqualTo("Error from server (NotFound): nodes \"n9\" not found");
    assertThat(said("get pods --frog")).isEqualTo("error: unknown flag: --frog");
    assertThat(said("apply -f web.yaml")).startsWith("error: there are no files here");
    assertThat(get(cluster + "/edits").json().path("position").asInt()).isZero();
  }
}
