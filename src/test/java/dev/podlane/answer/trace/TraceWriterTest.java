package dev.podlane.answer.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.net.addr.Protocol;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A trace that is written piece by piece is the same, and where it is too large it says so. */
class TraceWriterTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static String written(Workspace workspace, Walked walked, long most) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Traces traces = new Traces(workspace, new Localizer(new Messages(), Language.EN));
    long octets = new TraceWriter(JSON, traces, TraceForm.WHOLE).write(walked, out, most);
    assertThat(octets).isEqualTo(out.size());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void asTheViewAsAWhole() {
    Workspace network =
        Walks.routed("*filter", ":FORWARD ACCEPT", "-A FORWARD -j ACCEPT", "COMMIT");
    Walked walked = Walks.walk(network, "a", "10.0.2.2", Protocol.TCP);

    assertThat(written(network, walked, Long.MAX_VALUE))
        .isEqualTo(JSON.writeValueAsString(Walks.view(network, walked, Language.EN)));
  }

  /** A switch with a host behind each of so many ports. */
  private static Workspace flood(int hosts) {
    StringBuilder text = new StringBuilder();
    text.append("apiVersion: podlane.dev/v1\nkind: LinuxNetwork\nmetadata: {name: f}\nspec:\n");
    text.append("  namespaces:\n    sw: {devices: {br: {type: bridge}");
    for (int i = 0; i < hosts; i++) {
      text.append(", p" + i + ": {master: br, peer: 'h" + i + ":eth0'}");
    }
    text.append("}}\n");
    for (int i = 0; i < hosts; i++) {
      text.append("    h" + i + ": {devices: {eth0: {addr: 10.0.");
      text.append(i / 250 + "." + (i % 250 + 1) + "/16}}}\n");
    }
    return Workspace.open("", text.toString());
  }

  @Test
  void bystandersAreLeftOutFirst() {
    Workspace network = flood(600);
    Walked walked = Walks.walk(network, "h0", "10.0.1.1", Protocol.ICMP);
    int hops = walked.trace().hops().size();

    JsonNode trace = JSON.readTree(written(network, walked, 500_000));

    assertThat(trace.path("outcome").path("result").asString()).isEqualTo("delivered");
    assertThat(trace.path("omitted").path("hops").asInt())
        .isEqualTo(hops - trace.get("hops").size());
    assertThat(trace.get("hops").size()).isBetween(100, 150);
    assertThat(trace.get("hops").toString()).contains("EchoAnswered").contains("ReplyReceived");
    requireParents(trace);
  }

  @Test
  void whatComesLastIsLeftOutThen() {
    Workspace network = flood(600);
    Walked walked = Walks.walk(network, "h0", "10.0.1.1", Protocol.ICMP);

    String text = written(network, walked, 40_000);
    JsonNode trace = JSON.readTree(text);

    assertThat(text.length()).isLessThan(60_000);
    assertThat(trace.path("outcome").path("result").asString()).isEqualTo("delivered");
    assertThat(trace.path("paths").path("arp").asString()).endsWith(" …");
    assertThat(trace.path("omitted").path("steps").asInt()).isPositive();
    requireParents(trace);
  }

  /** Requires that the shown hops are connected. */
  private static void requireParents(JsonNode trace) {
    Map<Integer, Set<Integer>> steps = new HashMap<>();
    for (JsonNode hop : trace.get("hops")) {
      JsonNode parent = hop.get("parent");
      if (!parent.isNull()) {
        assertThat(steps.get(parent.get("hop").asInt())).contains(parent.get("step").asInt());
      }
      Set<Integer> own = new HashSet<>();
      hop.get("steps").forEach(step -> own.add(step.get("index").asInt()));
      steps.put(hop.get("id").asInt(), own);
    }
  }
}
