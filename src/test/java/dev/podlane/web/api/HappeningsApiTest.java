package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Containers and sandboxes are killed, and cables cut, as edits that can be undone. */
@Execution(ExecutionMode.SAME_THREAD)
class HappeningsApiTest extends EditTest {
  private String copyOf(String sample) {
    return post("/api/samples/" + sample, JSON, "").json().path("id").asString();
  }

  private Reply happen(String id, String event) {
    return edit(id, "{\"event\": " + event + "}");
  }

  private JsonNode pod(String id, String name) {
    for (JsonNode ns : get("/api/clusters/" + id + "/topology").json().path("namespaces")) {
      if (ns.path("id").asString().equals(name)) {
        return ns.path("pods").path(0);
      }
    }
    throw new AssertionError("no " + name);
  }

  private List<String> problems(String id) {
    return get("/api/clusters/" + id).json().path("problems").findValuesAsString("code");
  }

  private String address(String id) {
    return pod(id, "default/web-1").path("ip").asString();
  }

  @Test
  void aKilledContainerKeepsTheAddressAndAKilledSandboxLosesIt() {
    String id = copyOfArticle();
    Reply killed = happen(id, "{\"type\": \"kill\", \"pod\": \"web-1\", \"container\": \"nginx\"}");
    assertThat(killed.status()).as(killed.raw().body()).isEqualTo(200);
    assertThat(killed.json().at("/edits/0/kind").asString()).isEqualTo("pod");
    assertThat(killed.json().at("/edits/0/command").asString()).isEqualTo("kill nginx");
    assertThat(address(id)).isEqualTo("10.0.1.2");
    assertThat(problems(id)).contains("pod.event-restarted");

    happen(id, "{\"type\": \"killPause\", \"pod\": \"default/web-1\"}");
    assertThat(address(id)).isNotEqualTo("10.0.1.2").startsWith("10.0.1.");
    undo(id, "last");
    assertThat(address(id)).isEqualTo("10.0.1.2");
    redo(id);
    assertThat(address(id)).isNotEqualTo("10.0.1.2");
  }

  @Test
  void anEventOfAPodThatIsGoneNoLongerApplies() {
    String id = copyOfArticle();
    happen(id, "{\"type\": \"killPause\", \"pod\": \"web-1\"}");
    edit(
        id,
        "{\"object\": {\"kind\": \"Pod\", \"name\": \"web-1\"}, \"path\": \"\", \"value\": null}");
    assertThat(edits(id).json().at("/edits/0/refused").asString()).contains("default/web-1");
    assertThat(problems(id)).contains("edit.lapsed").doesNotContain("pod.event-unknown");
  }

  @Test
  void aCableIsCutAndPluggedInAgain() {
    String id = copyOfArticle();
    assertThat(ping(id, "")).isEqualTo("delivered");
    Reply cut = happen(id, "{\"type\": \"unplug\", \"device\": \"node-1/eth0\"}");
    assertThat(cut.json().at("/edits/0/kind").asString()).isEqualTo("cable");
    assertThat(ping(id, "")).isNotEqualTo("delivered");
    String links = "{\"namespace\": \"node-1\", \"of\": \"ip-route\"}";
    assertThat(post("/api/clusters/" + id + "/state", JSON, links).json().path("output").asString())
        .as("routes stay and are marked")
        .contains("default via 10.100.0.1 dev eth0 linkdown");
    assertThat(
            happen(id, "{\"type\": \"unplug\", \"device\": \"node-1/eth0\"}")
                .json()
                .path("changed")
                .asBoolean())
        .isFalse();
    String exported = get("/api/clusters/" + id + "/linux-network").raw().body();
    assertThat(exported).contains("\"unplugged\": true");
    String again = post("/api/clusters?name=exported", JSON, exported).json().path("id").asString();
    assertThat(get("/api/clusters/" + again + "/linux-network").raw().body())
        .contains("\"unplugged\": true");
    happen(id, "{\"type\": \"plug\", \"device\": \"node-1/eth0\"}");
    assertThat(ping(id, "")).isEqualTo("delivered");
  }

  @Test
  void aDockerContainerIsStoppedAndStarted() {
    String id = copyOf("docker-one");
    JsonNode topology = get("/api/clusters/" + id + "/topology").json();
    String machine = topology.at("/machines/0/id").asString();
    String container = "";
    for (JsonNode ns : topology.path("namespaces")) {
      if (ns.path("kind").asString().equals("pod")) {
        container = ns.at("/pods/0/containers/0/name").asString();
      }
    }
    String named = ", \"machine\": \"" + machine + "\", \"container\": \"" + container + "\"}";
    int before = topology.path("namespaces").size();
    Reply killed = happen(id, "{\"type\": \"kill\"" + named);
    assertThat(killed.status()).as(killed.raw().body()).isEqualTo(200);
    String path = "/api/clusters/" + id + "/topology";
    assertThat(get(path).json().path("namespaces").size()).isLessThan(before);
    happen(id, "{\"type\": \"start\"" + named);
    assertThat(get(path).json().path("namespaces").size()).isEqualTo(before);
  }

  @Test
  void whatIsNotThereIsRefused() {
    String id = copyOfArticle();
    assertThat(happen(id, "{\"type\": \"kill\", \"pod\": \"web-9\", \"container\": \"c\"}").code())
        .isEqualTo("change.no-pod");
    assertThat(happen(id, "{\"type\": \"kill\", \"pod\": \"web-1\", \"container\": \"c\"}").code())
        .isEqualTo("change.no-container");
    assertThat(happen(id, "{\"type\": \"kill\", \"pod\": \"web-1\"}").code())
        .isEqualTo("api.edit.event");
    assertThat(happen(id, "{\"type\": \"unplug\", \"device\": \"node-1/eth9\"}").code())
        .isEqualTo("change.no-device");
    assertThat(happen(id, "{\"type\": \"unplug\", \"device\": \"node-1/cbr0\"}").code())
        .isEqualTo("change.no-cable");
    assertThat(happen(id, "{\"type\": \"melt\"}").code()).isEqualTo("api.field.choice");
    assertThat(edits(id).json().path("edits").size()).isZero();
  }
}
