package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

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
            "NAME   DESIRED   CURRENT   READY   AVAILABLE\nweb    5         5         5       5");

    assertThat(said("set image deployment web nginx=nginx:2"))
        .isEqualTo("deployment.apps/web image updated");
    assertThat(said("rollout status deployment/web"))
        .isEqualTo("deployment \"web\" successfully rolled out");
    assertThat(said("rollout history deploy/web").lines()).hasSize(4);
    assertThat(said("rollout undo deployment/web")).isEqualTo("deployment.apps/web rolled back");
    assertThat(said("rollout history deploy/web")).contains("3          web-5ddb9bb84c");
    assertThat(said("drain n2 --ignore-daemonsets")).startsWith("node/n2 cordoned\nevicting pod ");
    assertThat(said("get nodes")).contains("n2     Ready,SchedulingDisabled");
    assertThat(said("get pods -o wide")).doesNotContain("n2");
    assertThat(said("uncordon n2")).isEqualTo("node/n2 uncordoned");
    assertThat(said("label deployment web team=blue")).isEqualTo("deployment.apps/web labeled");
    String pod = said("get pods").lines().skip(1).findFirst().orElseThrow().split(" ", 2)[0];
    assertThat(said("describe pod " + pod)).contains("Events:", "pod.scheduled");
    assertThat(said("delete pod " + pod)).isEqualTo("pod \"" + pod + "\" deleted");
    assertThat(said("get pods")).doesNotContain(pod);
    assertThat(said("get pods").lines()).hasSize(6);
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
