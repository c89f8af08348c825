package dev.podlane.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.options.RequestOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the page at 20, 1,000 and 5,000 nodes in one run: the first picture, from Send to the
 * first step, and one step. No test of the build: {@code scripts/bench-page.sh} runs it.
 */
class PageRounds extends BrowserTest {
  private static final int PODS = 30;
  private static final int TURNS = 5;
  private static final int STEPS = 12;

  /** Milliseconds until the page has drawn what an action leads to. */
  private static final String FIRST_PICTURE =
      "() => new Promise((done) => { const look = () => document.querySelector("
          + "'#stage svg.scene[data-level]') ? requestAnimationFrame(() => done(performance.now()))"
          + " : requestAnimationFrame(look); look(); })";

  private static final String SEND =
      "() => new Promise((done) => { const from = performance.now();"
          + " document.querySelector('form.probe button[type=submit]').click();"
          + " const look = () => document.querySelector('#stage .token') ?"
          + " requestAnimationFrame(() => done(performance.now() - from)) :"
          + " requestAnimationFrame(look); look(); })";

  /** Milliseconds of script for one step, without the frames a movement lasts. */
  private static final String STEP =
      "() => new Promise((done) => { const from = performance.now();"
          + " document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));"
          + " requestAnimationFrame(() => setTimeout(() => done(performance.now() - from), 0)); })";

  @Test
  void picturesAndSteps() {
    Map<Integer, String> clusters = new LinkedHashMap<>();
    for (int nodes : new int[] {20, 1_000, 5_000}) {
      clusters.put(nodes, stored(nodes));
    }
    Map<Integer, List<List<Double>>> all = new LinkedHashMap<>();
    for (int turn = 0; turn < TURNS; turn++) {
      clusters.forEach(
          (nodes, id) -> all.computeIfAbsent(nodes, key -> new ArrayList<>()).add(round(id)));
    }
    List<Double> least = medians(Objects.requireNonNull(all.get(20)));
    System.out.println("| nodes | first picture, ms | Send to first step, ms | one step, ms |");
    System.out.println("|---|---|---|---|");
    all.forEach(
        (nodes, turns) -> {
          List<Double> own = medians(turns);
          StringBuilder row = new StringBuilder("| " + nodes + " |");
          for (int i = 0; i < own.size(); i++) {
            row.append(" %.0f (×%.2f) |".formatted(own.get(i), own.get(i) / least.get(i)));
          }
          System.out.println(row);
        });
    assertThat(all).hasSize(3);
  }

  private List<Double> round(String id) {
    page.navigate("about:blank");
    open("/#cluster=" + id);
    double picture = number(page.evaluate(FIRST_PICTURE));
    page.waitForLoadState();
    page.locator("form.probe button[type=submit]:not([disabled])").waitFor();
    double sent = number(page.evaluate(SEND));
    page.keyboard().press("Home");
    double step =
        IntStream.range(0, STEPS)
            .mapToDouble(i -> number(page.evaluate(STEP)))
            .sorted()
            .skip(STEPS / 2)
            .findFirst()
            .orElseThrow();
    return List.of(picture, sent, step);
  }

  private static List<Double> medians(List<List<Double>> turns) {
    return IntStream.range(0, turns.get(0).size())
        .mapToObj(i -> turns.stream().map(turn -> turn.get(i)).sorted().toList())
        .map(sorted -> sorted.get(sorted.size() / 2))
        .toList();
  }

  private static double number(Object value) {
    return ((Number) value).doubleValue();
  }

  /** Stores a cluster of so many nodes with 30 pods each, and answers its id. */
  private String stored(int nodes) {
    StringBuilder yaml = new StringBuilder();
    for (int i = 1; i <= nodes; i++) {
      yaml.append("apiVersion: v1\nkind: Node\nmetadata: {name: node-%04d}\n".formatted(i))
          .append("spec: {podCIDR: 10.%d.%d.0/24}\n---\n".formatted(i / 250, i % 250));
    }
    int apps = Math.max(1, nodes / 10);
    for (int i = 0; i < apps; i++) {
      yaml.append(
          """
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: app-%1$d}
          spec:
            replicas: %2$d
            selector: {matchLabels: {app: app-%1$d}}
            template:
              metadata: {labels: {app: app-%1$d}}
              spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 80}]}]}
          ---
          """
              .formatted(i, nodes * PODS / apps));
    }
    APIResponse answer =
        page.request()
            .post(
                origin() + "/api/clusters?name=n" + nodes,
                RequestOptions.create()
                    .setHeader("Content-Type", "application/yaml")
                    .setTimeout(180_000)
                    .setData(yaml.toString()));
    return JsonMapper.builder().build().readTree(answer.text()).path("id").asString();
  }
}
