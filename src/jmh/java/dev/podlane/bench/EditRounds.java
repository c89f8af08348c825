package dev.podlane.bench;

import dev.podlane.PodlaneApplication;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.ObjectName;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
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
 * What one edit costs beside opening, with 30,000 pods on 1,000 nodes in one list: {@code ip route
 * del} and {@code add} in turns, each a change that is kept, in the program and over HTTP; the
 * label of a pod, the port of a Service and the selector of a policy, there and back; pods that
 * come. Ends with status 1 if a command takes more than a hundredth of opening, or another edit
 * more than a tenth.
 */
public final class EditRounds {
  private static final int NODES = 1_000;
  private static final int PODS = 30;
  private static final int OPENINGS = 3;
  private static final int COMMANDS = 200;
  private static final double MOST = 0.01;
  private static final double MOST_OF_OBJECTS = 0.1;
  private static final int CHANGES = 40;
  private static final String OTHERS =
      """
      ,
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"of-s","labels":{"app":"a"}},
       "spec":{"nodeName":"node-1","containers":[{"name":"c","image":"i"}]},
       "status":{"podIP":"10.128.1.200"}},
      {"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},
       "spec":{"selector":{"app":"a"},"ports":[{"port":80}]}},
      {"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"name":"p"},
       "spec":{"podSelector":{"matchLabels":{"app":"b"}}}}
      ]}
      """;

  private EditRounds() {}

  /** Runs. */
  public static void main(String[] none) throws IOException, InterruptedException {
    String pods = LargeCluster.of(NODES, PODS);
    String text = pods.substring(0, pods.lastIndexOf("]}")) + OTHERS;
    System.out.printf(
        Locale.ROOT, "%d nodes, %d pods, %.1f MB%n", NODES, NODES * PODS, text.length() / 1e6);
    double opening = opening(text);
    double command = commands(Workspace.open("", text));
    double back = positions(Workspace.open("", text));
    Http http = overHttp(text);
    System.out.println("\n| | ms, median | of opening, or importing |\n|---|---|---|");
    row("opening", opening, opening);
    row("a command", command, opening);
    row("importing over HTTP", http.importing(), opening);
    row("a command, over HTTP and kept", http.command(), http.importing());
    row("back to an earlier position", back, opening);
    double label = changes(text, "Pod", "pod-1-2", "metadata.labels", "{\"app\": \"a\"}", "{}");
    double port = changes(text, "Service", "s", "spec.ports[0].port", "81", "80");
    double policy =
        changes(text, "NetworkPolicy", "p", "spec.podSelector.matchLabels.app", "\"c\"", "\"b\"");
    row("the label of a pod", label, opening);
    row("the port of a Service", port, opening);
    row("the selector of a policy", policy, opening);
    double pod = pods(text, false);
    double timed = pods(text, true);
    row("a pod that comes", pod, opening);
    row("a pod that comes at a moment of the time line", timed, opening);
    double dearest = Math.max(Math.max(pod, timed), Math.max(label, Math.max(port, policy)));
    if (dearest > opening * MOST_OF_OBJECTS) {
      System.out.println("\nmore than 1/10 of opening");
      System.exit(1);
    }
    if (command > opening * MOST
        || http.command() > http.importing() * MOST
        || back > opening * MOST) {
      System.out.println("\nmore than 1/100 of opening");
      System.exit(1);
    }
  }

  private static void row(String what, double millis, double opening) {
    System.out.printf(
        Locale.ROOT, "| %s | %.2f | 1/%.0f |%n", what, millis, Math.max(1, opening / millis));
  }

  private static double opening(String text) {
    double[] millis = new double[OPENINGS];
    for (int i = 0; i < OPENINGS; i++) {
      long start = System.nanoTime();
      Workspace opened = Workspace.open("", text);
      millis[i] = (System.nanoTime() - start) / 1e6;
      if (opened.network().namespaces().size() < NODES * PODS) {
        throw new IllegalStateException("not all pods are there");
      }
    }
    return median(millis);
  }

  private static Edit edit(int i) {
    String verb = i % 2 == 0 ? "del" : "add";
    String rest = i % 2 == 0 ? "" : " via 10.100.0.9";
    Event event = new Event.Commands("gateway", List.of("ip route " + verb + " " + BLOCK + rest));
    return Edit.asked("e" + i, event, Instant.EPOCH);
  }

  private static final String BLOCK = "10.128.7.0/24";

  private static double commands(Workspace opened) {
    double[] millis = new double[COMMANDS];
    Workspace now = opened;
    for (int i = 0; i < COMMANDS; i++) {
      long start = System.nanoTime();
      now = now.with(edit(i));
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    if (!now.problems().equals(opened.problems())) {
      throw new IllegalStateException("a command was refused: " + now.problems());
    }
    return median(millis);
  }

  /** One field of an object is changed there and back. */
  private static double changes(
      String text, String kind, String name, String path, String there, String back) {
    ObjectName object = new ObjectName(kind, "default", name);
    double[] millis = new double[CHANGES];
    Workspace now = Workspace.open("", text);
    for (int i = 0; i < CHANGES; i++) {
      Event event = new Event.FieldChange(object, path, i % 2 == 0 ? there : back);
      long start = System.nanoTime();
      now = now.with(Edit.asked("c" + i, event, Instant.EPOCH));
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    return median(millis);
  }

  /** One pod after the other that was never applied. */
  private static double pods(String text, boolean isTimed) {
    double[] millis = new double[CHANGES];
    Workspace now = Workspace.open("", text);
    for (int i = 0; i < CHANGES; i++) {
      Event pod =
          new Event.Manifest(
              """
              {apiVersion: v1, kind: Pod, metadata: {name: new-%d, labels: {app: new}},
               spec: {containers: [{name: c, image: i}]}}\
              """
                  .formatted(i));
      Event event = isTimed ? new Event.Timed(1_000L * (i + 1), pod) : pod;
      long start = System.nanoTime();
      now = now.with(Edit.asked("p" + i, event, Instant.EPOCH));
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    return median(millis);
  }

  private static double positions(Workspace opened) {
    Workspace now = opened;
    for (int i = 0; i < COMMANDS; i++) {
      now = now.with(edit(i));
    }
    double[] millis = new double[COMMANDS];
    for (int i = 0; i < COMMANDS; i++) {
      long start = System.nanoTime();
      now.at(COMMANDS - 1 - i);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    return median(millis);
  }

  /** Milliseconds over HTTP. */
  private record Http(double importing, double command) {}

  private static Http overHttp(String text) throws IOException, InterruptedException {
    String data = Files.createTempDirectory("podlane-bench-").toString();
    try (ConfigurableApplicationContext server =
        new SpringApplicationBuilder(PodlaneApplication.class)
            .properties("logging.level.root=warn", "spring.main.banner-mode=off")
            .run("--server.port=0", "--podlane.data-dir=" + data)) {
      String port = server.getEnvironment().getProperty("local.server.port");
      String clusters = "http://localhost:" + port + "/api/clusters";
      HttpClient client = HttpClient.newHttpClient();
      long begin = System.nanoTime();
      String location = post(client, clusters, text).headers().firstValue("Location").orElseThrow();
      double importing = (System.nanoTime() - begin) / 1e6;
      String id = location.substring(location.lastIndexOf('/') + 1);
      double[] millis = new double[COMMANDS];
      for (int i = 0; i < COMMANDS; i++) {
        String command = ((Event.Commands) edit(i).event()).lines().get(0);
        String body = "{\"namespace\": \"gateway\", \"command\": \"" + command + "\"}";
        long start = System.nanoTime();
        String answer = post(client, clusters + "/" + id + "/console", body).body();
        millis[i] = (System.nanoTime() - start) / 1e6;
        if (!answer.contains("\"changed\":true")) {
          throw new IllegalStateException(answer);
        }
      }
      return new Http(importing, median(millis));
    }
  }

  private static HttpResponse<String> post(HttpClient client, String address, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
