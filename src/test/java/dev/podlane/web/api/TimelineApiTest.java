package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Time lines over REST. */
class TimelineApiTest extends ApiTest {
  private static final String SET_IMAGE =
      "{\"event\": {\"type\": \"setImage\", \"workload\": \"web\", \"image\": \"nginx:2\"}}";

  private static String cluster = "";

  @BeforeEach
  void oneCluster() {
    if (cluster.isEmpty()) {
      String text = resource("/time/web.yaml");
      String id = post("/api/clusters?name=time", YAML, text).json().path("id").asString();
      cluster = "/api/clusters/" + id;
    }
  }

  private JsonNode walk(String moment, String endpoint) {
    String probe =
        "{\"from\": \"node:n2\", \"to\": \"svc:web\", \"protocol\": \"tcp\", \"endpoint\": \""
            + endpoint
            + "\"}";
    return post(cluster + "/traces?moment=" + moment, JSON, probe).json().path("outcome");
  }

  private void undo() {
    assertThat(send("DELETE", cluster + "/edits/last", null).status()).isEqualTo(200);
  }

  @Test
  void packetsFollowARollingUpdate() {
    JsonNode still = get(cluster + "/timeline").json();
    assertThat(still.path("total").asInt()).isZero();
    assertThat(still.at("/settings/monitorGrace").asInt()).isEqualTo(50);

    assertThat(still.at("/workloads/0/versions")).hasSize(1);

    JsonNode line = post(cluster + "/timeline", JSON, SET_IMAGE).json();
    JsonNode workload = line.at("/workloads/0");
    assertThat(workload.path("image").asString()).isEqualTo("nginx:2");
    assertThat(workload.path("versions")).extracting(JsonNode::asString).contains("nginx:2");
    assertThat(workload.path("versions")).hasSize(2);
    assertThat(workload.path("maxSurge").asInt()).isEqualTo(1);
    assertThat(workload.path("maxUnavailable").isInt()).isTrue();
    assertThat(line.path("settled").asBoolean()).isTrue();
    assertThat(line.at("/planned/0/where").asString()).isEqualTo("Deployment default/web");
    JsonNode closed =
        StreamSupport.stream(line.path("events").spliterator(), /* parallel= */ false)
            .filter(each -> each.path("code").asString().equals("container.closed"))
            .findFirst()
            .orElseThrow();
    String old = "default/" + closed.at("/object/name").asString();
    assertThat(closed.path("actor").asString()).isEqualTo("kubelet");
    assertThat(closed.path("why").asString()).contains("stop signal");

    assertThat(walk("5", old).path("result").asString()).isEqualTo("delivered");
    JsonNode lost = walk("5.5", old);
    assertThat(lost.path("result").asString()).isEqualTo("refused");
    assertThat(lost.at("/cause/object/name").asString()).isEqualTo(old.substring(8));
    String traffic =
        "{\"from\": \"node:n2\", \"to\": \"svc:web\", \"start\": 0, \"until\": 20, \"every\":"
            + " 0.25}";
    JsonNode stream = post(cluster + "/timeline/traffic", JSON, traffic).json();
    assertThat(stream.path("probes")).hasSize(81);
    assertThat(stream.at("/sums/results/delivered").asInt()).isBetween(70, 80);
    assertThat(stream.at("/sums/versions/nginx:2").asInt()).isPositive();
    assertThat(stream.at("/gaps/0/cause").asString()).isEqualTo("stale-rules");

    undo();
    assertThat(get(cluster + "/timeline").json().path("total").asInt()).isZero();
  }

  @Test
  void aLostNodeIsNoticedLate() {
    String event = "{\"event\": {\"type\": \"loseNode\", \"node\": \"n1\"}, \"at\": 7}";
    JsonNode line = post(cluster + "/timeline?lang=zh", JSON, event).json();
    assertThat(line.at("/events/0/sentence").asString()).contains("机器 n1");
    String traffic =
        "{\"from\": \"node:n2\", \"to\": \"svc:web\", \"start\": 0, \"until\": 120, \"every\": 4}";
    JsonNode stream = post(cluster + "/timeline/traffic", JSON, traffic).json();
    JsonNode gap = stream.at("/gaps/0");
    assertThat(gap.path("cause").asString()).isEqualTo("node-lost");
    assertThat(gap.path("from").asDouble()).isGreaterThanOrEqualTo(7);
    assertThat(gap.path("until").asDouble()).isLessThan(56.1);
    undo();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"event": {"type": "dance"}} | event.type
          {"event": {"type": "scale", "replicas": 2}} | event.workload
          {"event": {"type": "scale", "workload": "wep", "replicas": 2}} | event.workload
          {"event": {"type": "scale", "workload": "web"}} | event.replicas
          {"event": {"type": "scale", "workload": "web", "replicas": -1}} | event.replicas
          {"event": {"type": "deletePod", "pod": "web-nobody"}} | event.pod
          {"event": {"type": "loseNode", "node": "n9"}} | event.node
          {"event": {"type": "set", "setting": "watch", "value": "soon"}} | event.setting
          {"event": {"type": "undo", "workload": "web"}, "at": -1} | at
          {"event": {"type": "undo", "workload": "web"}, "at": 100000} | at
          {"at": 1} | event
          {"event": {"type": "proxyMode", "mode": "ipvs"}} | event.mode
          {"event": {"type": "proxyMode", "mode": "nftables", "node": "n9"}} | event.node
          {"event": {"type": "fire", "workload": "backup"}} | event.workload
          {"event": {"type": "unplug", "device": "n9/eth0"}} | event
          {"event": {"type": "unplug"}} | event.device
          {"event": {"type": "commands", "namespace": "n1"}} | event.commands
          {"event": {"type": "commands", "namespace": "n1", "commands": ["ip r d 1.2.3.0/24"]}} | event.commands
          {"event": {"type": "commands", "namespace": "n1", "commands": ["ip route show"]}} | event
          """)
  void aClumsyEventIsRefusedAtItsField(String body, String path) {
    JsonNode problem = post(cluster + "/timeline", JSON, body).json();

    assertThat(problem.path("status").asInt()).as("%s", problem).isEqualTo(400);
    assertThat(problem.at("/problems/0/path").asString()).as("%s", problem).isEqualTo(path);
    assertThat(get(cluster + "/edits").json().path("position").asInt()).isZero();
  }

  @Test
  void labelsCablesAndCommandsHaveAMoment() {
    String pod = get(cluster + "/topology").json().at("/namespaces").toString();
    String name = pod.replaceAll("(?s).*default/(web-[a-z0-9-]+).*", "$1");
    String label =
        ("{\"event\": {\"type\": \"label\", \"object\": {\"kind\": \"Pod\", \"namespace\":"
                + " \"default\", \"name\": \"%s\"}, \"key\": \"app\", \"value\": %s}, \"at\": 1}")
            .formatted(name, "\"other\"");
    JsonNode line = post(cluster + "/timeline", JSON, label).json();
    assertThat(line.path("events").toString()).as("%s", line).contains("pod.released");
    assertThat(post(cluster + "/timeline", JSON, label.replace("\"app\"", "\"a b\"")).status())
        .isEqualTo(400);
    undo();

    String cut = "{\"event\": {\"type\": \"unplug\", \"device\": \"n1/eth0\"}, \"at\": 3}";
    JsonNode told = post(cluster + "/timeline", JSON, cut).json();
    assertThat(told.at("/events/0/sentence").asString()).isEqualTo("The cable at n1/eth0 is cut.");
    String command =
        "{\"event\": {\"type\": \"commands\", \"namespace\": \"n2\", \"commands\": [\"ip link set"
            + " eth0 mtu 1400\"]}, \"at\": 5}";
    assertThat(
            post(cluster + "/timeline", JSON, command).json().at("/events/1/sentence").asString())
        .isEqualTo("In n2: ip link set eth0 mtu 1400");
    undo();
    undo();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"event\": {\"type\": \"fire\", \"workload\": \"web\"}} | must be a CronJob",
        "{\"event\": {\"type\": \"cordon\", \"node\": \"n1\"}, \"at\": -1} | at least 0, but is -1",
        "{\"event\": {\"type\": \"cordon\", \"node\": \"n1\"}, \"at\": 1e5} | at most 86400",
      })
  void aRefusalSaysWhatIsAllowed(String body, String words) {
    assertThat(post(cluster + "/timeline", JSON, body).json().path("detail").asString())
        .contains(words);
  }

  @ParameterizedTest
  @CsvSource({"soon", "-1", "1e9", "''"})
  void aMomentIsANumberOfSeconds(String moment) {
    assertThat(get(cluster + "?moment=" + moment).status()).isEqualTo(400);
  }

  @Test
  void aCronJobThatIsToldOfCanFire() {
    String cron =
        """
        apiVersion: batch/v1
        kind: CronJob
        metadata: {name: report, namespace: default}
        spec:
          schedule: "0 3 * * *"
          jobTemplate:
            spec:
              template:
                spec: {containers: [{name: main, image: busybox}], restartPolicy: Never}
        """;
    String text = resource("/time/web.yaml") + "\n---\n" + cron;
    String own = post("/api/clusters?name=cron", YAML, text).json().path("id").asString();
    String line = "/api/clusters/" + own + "/timeline";
    String told = get(line).json().at("/cronJobs/0").asString();
    assertThat(told).isEqualTo("CronJob default/report");

    String event = "{\"event\": {\"type\": \"fire\", \"workload\": \"" + told + "\"}}";
    assertThat(post(line, JSON, event).json().path("events"))
        .extracting(each -> each.at("/object/kind").asString())
        .contains("Job");
    assertThat(get(cluster + "/timeline").json().path("cronJobs")).isEmpty();
  }

  @Test
  void aPodSaysWhyItMayNotRunElsewhere() {
    String event = "{\"event\": {\"type\": \"cordon\", \"node\": \"n2\"}}";
    assertThat(post(cluster + "/timeline", JSON, event).status()).isEqualTo(200);
    JsonNode topology = get(cluster + "/timeline").json();
    assertThat(topology.path("planned")).hasSize(1);
    String pod = pod();
    JsonNode placement = get(cluster + "/pods/" + pod + "/placement").json();

    assertThat(placement.path("nodes")).hasSize(3);
    assertThat(placement.at("/nodes/1/fits").asBoolean()).isFalse();
    assertThat(placement.at("/nodes/1/reasons/0").asString())
        .isEqualTo("node(s) were unschedulable");
    assertThat(placement.at("/nodes/0/fits").asBoolean()).isTrue();
    undo();
    assertThat(get(cluster + "/pods/default/nobody/placement").status()).isEqualTo(404);
  }

  private String pod() {
    String probe = "{\"from\": \"node:n2\", \"to\": \"svc:web\"}";
    JsonNode trace = post(cluster + "/traces", JSON, probe).json();
    return trace.at("/outcome/server/pod").asString();
  }
}
