package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Pods that do not run, and drains that wait, in kubectl's words. */
class KubectlWaitingTest extends ApiTest {
  private static final String MORE =
      """
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: crash}
      spec:
        nodeName: n1
        initContainers: [{name: a, image: a}, {name: b, image: b}]
        containers: [{name: main, image: m, ports: [{containerPort: 80}]}]
      status:
        phase: Pending
        podIP: 10.244.0.77
        conditions: [{type: Ready, status: "False"}]
        initContainerStatuses:
        - {name: a, restartCount: 0, state: {terminated: {exitCode: 0, reason: Completed}}}
        - {name: b, restartCount: 4, state: {waiting: {reason: CrashLoopBackOff}}}
        containerStatuses:
        - {name: main, restartCount: 0, state: {waiting: {reason: PodInitializing}}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: image}
      spec: {nodeName: n1, containers: [{name: main, image: m}]}
      status:
        phase: Pending
        podIP: 10.244.0.78
        conditions: [{type: Ready, status: "False"}]
        containerStatuses:
        - {name: main, restartCount: 0, state: {waiting: {reason: ImagePullBackOff}}}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: gone}
      spec: {nodeName: n1, containers: [{name: main, image: m}]}
      status: {phase: Failed, reason: Evicted}
      ---
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: web}
      spec: {maxUnavailable: 1, selector: {matchLabels: {app: web}}}
      """;

  private String cluster = "";

  @BeforeEach
  void open() {
    String text =
        resource("/time/web.yaml")
            .replace("{name: n2}", "{name: n2}\nspec: {unschedulable: true}")
            .replace("{name: n3}", "{name: n3}\nspec: {unschedulable: true}");
    String id = post("/api/clusters?name=waiting", YAML, text + MORE).json().path("id").asString();
    cluster = "/api/clusters/" + id;
  }

  private String said(String line, String moment) {
    String body = "{\"namespace\": \"n1\", \"command\": \"kubectl " + line + "\"}";
    return post(cluster + "/console" + moment, JSON, body).json().path("text").asString();
  }

  private String row(String pod, String moment) {
    return said("get pods", moment)
        .lines()
        .filter(each -> each.startsWith(pod))
        .findFirst()
        .orElseThrow()
        .replaceAll(" +", " ");
  }

  private void event(String json) {
    post(cluster + "/timeline", JSON, json);
  }

  @Test
  void givenStatesArePrintedAsPrintPodDoes() {
    assertThat(row("crash", "")).isEqualTo("crash 0/1 Init:CrashLoopBackOff 4 <unknown>");
    assertThat(row("image", "")).isEqualTo("image 0/1 ImagePullBackOff 0 <unknown>");
    assertThat(row("gone", "")).isEqualTo("gone 0/1 Evicted 0 <unknown>");
    assertThat(said("describe pod crash", ""))
        .contains("Status:     Pending", "Init Containers:\n  a:\n    State:          Terminated")
        .contains("      Reason:       CrashLoopBackOff\n    Ready:          False")
        .contains("    Restart Count:  4");
    assertThat(said("get pod crash -o yaml", ""))
        .contains(
            """
              - name: b
                ready: false
                restartCount: 4
                state:
                  waiting:
                    reason: CrashLoopBackOff
            """);
  }

  /** Nothing listens in it now; what its port is for is written all the same. */
  @Test
  void aPodThatFailsIsNoMistakeOfAPort() {
    String text =
        resource("/time/web.yaml")
            + MORE.replace("{name: crash}", "{name: crash, labels: {app: web}}");
    String id = post("/api/clusters?name=ports", YAML, text).json().path("id").asString();

    assertThat(get("/api/clusters/" + id + "/findings").json().toString())
        .doesNotContain("do not listen");
    String probe = "{\"from\": \"node:n2\", \"to\": \"default/crash\", \"port\": 80}";
    JsonNode outcome = post("/api/clusters/" + id + "/traces", JSON, probe).json().path("outcome");
    assertThat(outcome.path("result").asString()).isEqualTo("refused");
    assertThat(outcome.path("cause").path("path").asString()).isEqualTo("status");
  }

  @Test
  void aPodWithInitContainersStartsStepByStep() {
    String pod =
        "{\"event\": {\"type\": \"apply\", \"manifest\": \"apiVersion: v1\\nkind: Pod\\nmetadata:"
            + " {name: new, annotations: {podlane.dev/fail: c, podlane.dev/start: 3s}}\\nspec:"
            + " {initContainers: [{name: a, image: i}, {name: b, image: i}], containers: [{name: c,"
            + " image: i}]}\"}, \"at\": 1}";
    event(pod);

    assertThat(row("new", "?moment=1.3")).isEqualTo("new 0/1 Init:0/2 0 0s");
    assertThat(row("new", "?moment=2.2")).isEqualTo("new 0/1 Init:1/2 0 1s");
    assertThat(row("new", "?moment=2.8")).isEqualTo("new 0/1 PodInitializing 0 1s");
    assertThat(row("new", "?moment=3.2")).isEqualTo("new 0/1 Error 0 2s");
    assertThat(said("describe pod new", "?moment=9").replaceAll(" +", " "))
        .contains(" Normal Started 5s (x2 over 5s) kubelet Started container c\n")
        .contains(" Warning BackOff 5s kubelet Back-off restarting failed container c in pod new");
    assertThat(row("new", "?moment=9")).isEqualTo("new 0/1 CrashLoopBackOff 1 (5s ago) 8s");
  }

  @Test
  void anImageThatIsMissingIsTold() {
    event(
        "{\"event\": {\"type\": \"set\", \"setting\": \"missingImages\", \"value\": \"i:9\"},"
            + " \"at\": 1}");
    event(
        "{\"event\": {\"type\": \"apply\", \"manifest\": \"apiVersion: v1\\nkind:"
            + " Pod\\nmetadata: {name: new}\\nspec: {containers: [{name: c, image: 'i:9'}]}\"},"
            + " \"at\": 2}");

    assertThat(row("new", "?moment=9")).isEqualTo("new 0/1 ImagePullBackOff 0 7s");
    assertThat(said("describe pod new", "?moment=9"))
        .contains("Failed to pull image \"i:9\": not found", "Reason:       ImagePullBackOff");
  }

  @Test
  void whatTheTimeLineDoesNotDriveIsListedAllTheSame() {
    event(
        "{\"event\": {\"type\": \"apply\", \"manifest\": \"apiVersion: batch/v1\\nkind:"
            + " CronJob\\nmetadata: {name: tick}\\nspec: {schedule: '*/5 * * * *', jobTemplate:"
            + " {spec: {template: {spec: {restartPolicy: Never, containers: [{name: c, image:"
            + " i}]}}}}}\\n---\\napiVersion: autoscaling/v2\\nkind:"
            + " HorizontalPodAutoscaler\\nmetadata: {name: web}\\nspec: {scaleTargetRef: {kind:"
            + " Deployment, name: web}, minReplicas: 2, maxReplicas: 4}\"}, \"at\": 1}");

    assertThat(said("get cronjobs", "").replaceAll(" +", " "))
        .isEqualTo(
            "NAME SCHEDULE TIMEZONE SUSPEND ACTIVE LAST SCHEDULE AGE\n"
                + "tick */5 * * * * <none> False 0 <none> <unknown>");
    assertThat(said("get hpa", "").replaceAll(" +", " "))
        .isEqualTo(
            "NAME REFERENCE TARGETS MINPODS MAXPODS REPLICAS AGE\n"
                + "web Deployment/web cpu: <unknown>/80% 2 4 3 <unknown>");
  }

  @Test
  void aDrainPrintsWhatHappensUntilTheLastPodIsGone() {
    String refused =
        "evicting pod default/%1$s\nerror when evicting pods/\"%1$s\" -n \"default\" (will retry"
            + " after 5s): Cannot evict pod as it would violate the pod's disruption budget.";
    event("{\"event\": {\"type\": \"uncordon\", \"node\": \"n3\"}, \"at\": 1}");
    String alone = said("drain n1", "");
    assertThat(alone)
        .contains("cannot delete Pods that declare no controller (use --force to override)");
    String told = said("drain n1 --force", "");
    Matcher first = Pattern.compile("evicting pod default/(web-[a-z0-9-]+)\n").matcher(told);

    assertThat(first.find()).isTrue();
    String gone = first.group(1);
    assertThat(first.find()).isTrue();
    assertThat(told)
        .startsWith("node/n1 already cordoned\nWarning: deleting Pods that declare no controller: ")
        .contains(refused.formatted(first.group(1)))
        .contains("\npod/gone evicted\n", "\npod/" + gone + " evicted\n")
        .endsWith("node/n1 drained");
  }

  @Test
  void aDrainThatABudgetNeverAllowsGoesOn() {
    said("drain n1 --force", "");
    assertThat(said("drain n1 --force", "")).contains("podlane: it goes on waiting for default/");
  }
}
