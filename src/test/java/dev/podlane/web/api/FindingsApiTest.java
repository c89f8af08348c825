package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.finding.found.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Findings over REST: their probes and edits can be sent as they are. */
class FindingsApiTest extends ApiTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web-1, labels: {app: web}}, spec:
       {containers: [{name: c, ports: [{containerPort: 8080}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {containers: [{name: c}]}}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      spec:
        selector:
          app: wbe
        ports: [{port: 80, targetPort: 8080}]
      """;

  @Test
  void aFindingIsProvedMendedAndGone() {
    String id = post("/api/clusters?name=findings", YAML, CLUSTER).json().path("id").asString();
    String clusters = "/api/clusters/" + id;
    JsonNode found = get(clusters + "/findings").json();
    JsonNode one = found.path("findings").path(0);

    assertThat(found.path("findings")).hasSize(1);
    assertThat(found.path("omitted").asInt()).isZero();
    assertThat(one.path("code").asString()).isEqualTo("service.selects-nothing");
    assertThat(one.path("severity").asString()).isEqualTo("error");
    assertThat(one.path("object").toString())
        .isEqualTo("{\"kind\":\"Service\",\"namespace\":\"default\",\"name\":\"web\"}");
    assertThat(one.path("path").asString()).isEqualTo("spec.selector");
    assertThat(one.path("line").asInt()).isEqualTo(11);
    assertThat(one.path("expected").asString()).isEqualTo("app=web");
    assertThat(one.path("actual").asString()).isEqualTo("app=wbe");
    assertThat(one.path("sentence").asString()).contains("default/web", "app=wbe", "app=web");
    assertThat(one.path("command").asString()).isEqualTo("kubectl -n default get pods -l app=wbe");
    assertThat(get(clusters + "/findings?lang=zh").json().at("/findings/0/sentence").asString())
        .contains("没有选中任何 Pod");

    String probe = one.path("probe").toString();
    assertThat(result(clusters, probe)).isEqualTo("icmp_unreachable");
    assertThat(post(clusters + "/edits", JSON, one.path("edit").toString()).status())
        .isLessThan(300);
    assertThat(result(clusters, probe)).isEqualTo("delivered");
    assertThat(get(clusters + "/findings").json().path("findings")).isEmpty();
    assertThat(get(clusters + "/findings?edit=0").json().path("findings")).hasSize(1);
  }

  private String result(String cluster, String probe) {
    return post(cluster + "/traces", JSON, probe).json().at("/outcome/result").asString();
  }

  @Test
  void everyCodeIsInTheApiDescription() {
    List<String> codes = new ArrayList<>();
    get("/v3/api-docs")
        .json()
        .at("/components/schemas/Finding/properties/code/enum")
        .forEach(each -> codes.add(each.asString()));

    assertThat(codes).containsExactlyElementsOf(Kind.codes().toList());
  }
}
