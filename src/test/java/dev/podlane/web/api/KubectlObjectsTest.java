package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** kubectl with several objects at once. */
class KubectlObjectsTest extends ApiTest {
  private String cluster = "";

  private JsonNode kubectl(String line) {
    String body = "{\"namespace\": \"n1\", \"command\": \"kubectl " + line + "\"}";
    return post(cluster + "/console", JSON, body).json();
  }

  private String said(String line) {
    return kubectl(line).path("text").asString();
  }

  /** Names of several objects, several kinds, and those that a selector selects. */
  @Test
  void objectsAreListedAndDeletedTogether() {
    String set =
        """

        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, labels: {tier: data}}
        spec:
          replicas: 2
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec: {containers: [{name: c, image: 'db:1'}]}
        """;
    String web = resource("/time/web.yaml");
    String id = post("/api/clusters?name=kubectl", YAML, web + set).json().path("id").asString();
    cluster = "/api/clusters/" + id;

    assertThat(said("get sts,deploy").replaceAll(" +", " "))
        .isEqualTo(
            "NAME READY AGE\nstatefulset.apps/db 2/2 <unknown>\n\n"
                + "NAME READY UP-TO-DATE AVAILABLE AGE\ndeployment.apps/web 3/3 3 3 <unknown>");
    assertThat(said("get all -o name").lines())
        .contains("pod/db-0", "service/web", "deployment.apps/web", "statefulset.apps/db");
    assertThat(said("get pods db-0 db-1 -o name")).isEqualTo("pod/db-0\npod/db-1");
    assertThat(said("get pods db-0 -l app=db"))
        .isEqualTo("error: name cannot be provided when a selector is specified");
    assertThat(said("rollout undo sts/db")).isEqualTo("error: no last revision to roll back to");
    said("set image sts/db c=db:2");
    assertThat(said("rollout undo sts/db")).isEqualTo("statefulset.apps/db rolled back");
    assertThat(said("rollout history sts/db"))
        .isEqualTo(
            "statefulset.apps/db\nREVISION  CHANGE-CAUSE\n2         <none>\n3         <none>");
    assertThat(said("describe pod db-0")).contains("db:1");
    assertThat(said("rollout undo sts/db --to-revision=3"))
        .isEqualTo(
            "statefulset.apps/db skipped rollback (current template already matches revision 3)");
    assertThat(said("rollout undo sts/db --to-revision=1"))
        .isEqualTo("error: unable to find specified revision 1 in history");
    said("rollout pause deploy/web");
    said("set image deploy/web nginx=nginx:9");
    assertThat(said("rollout undo deploy/web")).startsWith("error: you cannot rollback a paused");

    JsonNode several = kubectl("delete pod db-1 db-7 db-0");
    assertThat(several.path("text").asString())
        .isEqualTo(
            """
            pod "db-0" deleted from default namespace
            pod "db-1" deleted from default namespace
            Error from server (NotFound): pods "db-7" not found\
            """);
    assertThat(several.path("exitCode").asInt()).isEqualTo(1);
    assertThat(said("delete pods"))
        .isEqualTo("error: resource(s) were provided, but no name was specified");
    assertThat(said("delete sts,svc -l tier=data"))
        .isEqualTo("statefulset.apps \"db\" deleted from default namespace");
    assertThat(said("get sts")).isEqualTo("No resources found in default namespace.");
    assertThat(said("delete svc nope"))
        .isEqualTo("Error from server (NotFound): services \"nope\" not found");
    assertThat(said("delete deploy/web svc/web").lines()).hasSize(2);
    assertThat(said("get all")).isEqualTo("No resources found in default namespace.");
  }
}
