package dev.podlane.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the time view while a Deployment of 1,000 replicas rolls in a cluster of 5,000 nodes:
 * long tasks, and the time per frame while the time line plays beside that of the same scene at
 * rest, in one run. No test of the build: {@code scripts/bench-time-page.sh} runs it.
 */
class TimePageRounds extends BrowserTest {
  private static final int NODES = Integer.getInteger("podlane.nodes", 5_000);
  private static final int PODS = 30;
  private static final int REPLICAS = 1_000;
  private static final int TURNS = 5;
  private static final double PATIENCE = 600_000;

  /** Mean and median milliseconds of a frame for some seconds, and the tasks above 50 ms. */
  private static final String FRAMES =
      "(millis) => new Promise((done) => { const long = []; const observer = new"
          + " PerformanceObserver((list) => list.getEntries().forEach((e) =>"
          + " long.push(Math.round(e.duration)))); observer.observe({ type: 'longtask' }); const"
          + " frames = []; const from = performance.now(); let last = from; const look = () => {"
          + " const now = performance.now(); frames.push(now - last); last = now; if (now - from <"
          + " millis) return requestAnimationFrame(look); observer.disconnect(); frames.sort((a, b)"
          + " => a - b); done(JSON.stringify({ mean: (now - from) / frames.length, median:"
          + " frames[frames.length >> 1], worst: frames[frames.length - 1], long })); };"
          + " requestAnimationFrame(look); })";

  @Test
  void playsBesideRest() {
    String id = stored();
    page.setDefaultTimeout(PATIENCE);
    open("/#lang=en&cluster=" + id + "&view=time&moment=0");
    page.locator("#times .time-rows").waitFor();
    page.locator("#times .time-row.client svg").first().waitFor();
    frames();
    System.out.println("| turn | at rest, ms per frame | playing | ratio | tasks above 50 ms |");
    System.out.println("|---|---|---|---|---|");
    List<Double> ratios = new ArrayList<>();
    int tasks = 0;
    for (int turn = 1; turn <= TURNS; turn++) {
      JsonNode rest = frames();
      Locator play = page.locator(".time-tools .play");
      play.click();
      JsonNode plays = frames();
      if ("true".equals(play.getAttribute("aria-pressed"))) {
        play.click();
      }
      page.locator("#stage").press("Home");
      page.waitForFunction("() => document.querySelector('.scrub').ariaValueNow === '0'");
      double ratio = plays.path("mean").asDouble() / rest.path("mean").asDouble();
      ratios.add(ratio);
      tasks += plays.path("long").size();
      System.out.printf(
          Locale.ROOT,
          "| %d | %.1f | %.1f | %.2f | %s, at rest %s |%n",
          turn,
          rest.path("mean").asDouble(),
          plays.path("mean").asDouble(),
          ratio,
          plays.path("long"),
          rest.path("long"));
    }
    System.out.printf(
        Locale.ROOT,
        "| all | | | ×%.2f at most | %d |%n",
        ratios.stream().mapToDouble(each -> each).max().orElse(0),
        tasks);
    assertThat(ratios).hasSize(TURNS);
  }

  private JsonNode frames() {
    return JsonMapper.builder().build().readTree(String.valueOf(page.evaluate(FRAMES, 4_000)));
  }

  /** Stores the cluster with a rollout planned, and answers its id. */
  private String stored() {
    StringBuilder yaml = new StringBuilder();
    for (int i = 1; i <= NODES; i++) {
      yaml.append("apiVersion: v1\nkind: Node\nmetadata: {name: node-%04d}\n".formatted(i))
          .append("spec: {podCIDR: 10.%d.%d.0/24}\n---\n".formatted(i / 250, i % 250));
    }
    int apps = Math.max(1, NODES / 10);
    // All of them together are no more than a cluster may have.
    int others = (NODES * PODS - REPLICAS - 1) / apps;
    for (int i = 0; i < apps; i++) {
      yaml.append(deployment("app-" + i, others)).append("---\n");
    }
    yaml.append(deployment("web", REPLICAS))
        .append(
            """
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: web}, ports: [{port: 80}]}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: client}
            spec: {nodeName: node-0001, containers: [{name: curl, image: curl}]}
            """);
    JsonNode made = sent("/api/clusters?name=time", "application/yaml", yaml.toString());
    String id = made.path("id").asString();
    String event =
        "{\"event\": {\"type\": \"setImage\", \"workload\": \"Deployment default/web\", \"image\":"
            + " \"nginx:2\"}, \"at\": 1}";
    sent("/api/clusters/" + id + "/timeline?limit=1", "application/json", event);
    return id;
  }

  private JsonNode sent(String path, String type, String body) {
    APIResponse answer =
        page.request()
            .post(
                origin() + path,
                RequestOptions.create()
                    .setHeader("Content-Type", type)
                    .setTimeout(PATIENCE)
                    .setData(body));
    return JsonMapper.builder().build().readTree(answer.text());
  }

  private static String deployment(String name, int replicas) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: %1$s}
    spec:
      replicas: %2$d
      selector: {matchLabels: {app: %1$s}}
      template:
        metadata: {labels: {app: %1$s}}
        spec:
          containers:
          - {name: web, image: nginx, ports: [{containerPort: 80}]}
    """
        .formatted(name, replicas);
  }
}
