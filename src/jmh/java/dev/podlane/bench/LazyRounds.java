package dev.podlane.bench;

import dev.podlane.PodlaneApplication;
import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.compile.Compiled;
import dev.podlane.compile.Compiler;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a cluster of 5,000 nodes costs beside one of 2: the first walk's time and JSON, memory
 * before anybody looks, and a command beside opening, each as a ratio in one run. Ends with status
 * 1 if one is more than it may be.
 */
public final class LazyRounds {
  private static final int NODES = 5_000;
  private static final int PODS = 30;
  private static final int WARM = 200;
  private static final int SMALL_ROUNDS = 40;
  private static final int LARGE_ROUNDS = 3;
  private static final int COMMANDS = 100;
  private static final String FROM = "default/pod-0-0";
  private static final String TO = "default/pod-1-0";
  private static final String PROBE =
      "{\"from\":\"" + FROM + "\",\"to\":\"" + TO + "\",\"protocol\":\"tcp\",\"port\":80}";

  private LazyRounds() {}

  /** Runs. */
  public static void main(String[] none) throws IOException, InterruptedException {
    String small = LargeCluster.of(2, PODS);
    String large = LargeCluster.of(NODES, PODS);
    System.out.printf(
        Locale.ROOT,
        "%d nodes, %d pods, %.1f MB, beside 2 nodes%n",
        NODES,
        NODES * PODS,
        large.length() / 1e6);
    for (int i = 0; i < WARM; i++) {
      walk(Workspace.open("", small));
    }
    walk(Workspace.open("", large)); // its own code, too, has run once
    double few = walks(small, SMALL_ROUNDS);
    double many = walks(large, LARGE_ROUNDS);
    boolean isWell = row("first walk, ms", many, few, 1.5);
    isWell &= commands(large);
    isWell &= memory(large);
    isWell &= overHttp(small, large);
    if (!isWell) {
      System.out.println("\nmore than it may be");
      System.exit(1);
    }
  }

  private static boolean row(String what, double value, double beside, double most) {
    double ratio = value / beside;
    System.out.printf(
        Locale.ROOT,
        "%-34s %12.3f beside %12.3f: %8.4f, may be %s%n",
        what,
        value,
        beside,
        ratio,
        most);
    return ratio <= most;
  }

  private static double walks(String text, int rounds) {
    double[] millis = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      millis[i] = walk(Workspace.open("", text));
    }
    return median(millis);
  }

  private static double walk(Workspace opened) {
    ProbeRequest request = new ProbeRequest(FROM, TO, Protocol.TCP, 80, Probe.DEFAULT_TTL, true, 0);
    long start = System.nanoTime();
    Outcome outcome = opened.walk(List.of(request)).get(0).trace().outcome();
    double millis = (System.nanoTime() - start) / 1e6;
    if (outcome.result() != Outcome.Result.DELIVERED) {
      throw new IllegalStateException("" + outcome);
    }
    return millis;
  }

  private static boolean commands(String text) {
    long start = System.nanoTime();
    Workspace now = Workspace.open("", text);
    double opening = (System.nanoTime() - start) / 1e6;
    double[] millis = new double[COMMANDS];
    for (int i = 0; i < COMMANDS; i++) {
      String verb = i % 2 == 0 ? "del" : "add";
      String rest = i % 2 == 0 ? "" : " via 10.100.0.9";
      List<String> lines = List.of("ip route " + verb + " 10.128.7.0/24" + rest);
      Edit edit = Edit.asked("e" + i, new Event.Commands("gateway", lines), Instant.EPOCH);
      start = System.nanoTime();
      now = now.with(edit);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    return row("ip route del, ms", median(millis), opening, 1e-3);
  }

  /** Heap beyond the settled objects, before anybody looks. */
  private static boolean memory(String text) {
    Cluster cluster = Clusters.read(Documents.parse("", text));
    long objects = used();
    Compiled compiled = Compiler.compile(cluster);
    long all = used();
    int size = compiled.network().namespaces().size();
    Reference.reachabilityFence(cluster);
    return row("heap beyond the objects, B per pod", all - objects, (double) size, 400);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static boolean overHttp(String small, String large)
      throws IOException, InterruptedException {
    String data = Files.createTempDirectory("podlane-bench").toString();
    SpringApplicationBuilder builder = new SpringApplicationBuilder(PodlaneApplication.class);
    try (ConfigurableApplicationContext app =
        builder.run(
            "--server.port=0", "--podlane.store.directory=" + data, "--logging.level.root=WARN")) {
      String base = "http://127.0.0.1:" + app.getEnvironment().getProperty("local.server.port");
      String few = saved(base, small);
      String many = saved(base, large);
      String walk = "/traces?detail=";
      boolean isWell = true;
      for (String detail : List.of("story", "stages", "rows")) {
        isWell &=
            row(
                "JSON of the first walk, " + detail,
                post(base + "/api/clusters/" + many + walk + detail, PROBE).length(),
                post(base + "/api/clusters/" + few + walk + detail, PROBE).length(),
                1.2);
      }
      HttpClient client = HttpClient.newHttpClient();
      HttpRequest topology =
          HttpRequest.newBuilder(URI.create(base + "/api/clusters/" + many + "/topology")).build();
      int length = client.send(topology, BodyHandlers.ofString()).body().length();
      return row("topology, kB", length / 1e3, 1, 300) && isWell;
    }
  }

  private static String saved(String base, String text) throws IOException, InterruptedException {
    String answer = post(base + "/api/clusters?name=n", text);
    int at = answer.indexOf("\"id\":\"") + 6;
    return answer.substring(at, answer.indexOf('"', at));
  }

  private static String post(String uri, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
