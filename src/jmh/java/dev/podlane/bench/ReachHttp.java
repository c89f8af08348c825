package dev.podlane.bench;

import dev.podlane.net.addr.Protocol;
import dev.podlane.workspace.PolicyProbe;
import dev.podlane.workspace.Reachability;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Who may reach whom over HTTP, in a large cluster: probes by {@code POST …/reachability}, compared
 * with the answers in this process, and all pairs by {@code GET}, before and after an edit.
 * Arguments: address of a server, pods, policies, {@code usual} or {@code worst}, number of probes.
 */
public final class ReachHttp {
  private static final int OF_REQUEST = 10_000;
  private static final int[] PORTS = {8080, 80, 443};
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String server;

  private ReachHttp(String server) {
    this.server = server;
  }

  private record Answer(int status, String body, double seconds) {}

  /** Runs. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int pods = Integer.parseInt(args[1]);
    int policies = Integer.parseInt(args[2]);
    boolean worst = args[3].equals("worst");
    String text = ManyPolicies.text(pods, policies, worst, -1);
    ReachHttp http = new ReachHttp(args[0]);
    Answer made = http.send("/api/clusters?name=bench", "application/json", text);
    String id = JSON.readTree(made.body()).path("id").asString();
    System.out.printf(
        Locale.ROOT, "| cluster | %,d pods, %,d policies, %s |%n", pods, policies, args[3]);
    row("documents, MB", text.length() / 1e6);
    row("import, s", made.seconds());
    http.probes(id, text, probes(pods, Integer.parseInt(args[4])));
    http.pairs(id, pods, policies);
  }

  private static void row(String what, double value) {
    System.out.printf(Locale.ROOT, "| %s | %,.2f |%n", what, value);
  }

  private Answer send(String path, String type, @Nullable String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
    if (body != null) {
      request.header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body));
    }
    long start = System.nanoTime();
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    double seconds = (System.nanoTime() - start) / 1e9;
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return new Answer(answer.statusCode(), answer.body(), seconds);
  }

  /** Between pods of one namespace, which policies are mostly about, of any two, and outside. */
  private static List<PolicyProbe> probes(int pods, int count) {
    Random random = new Random(11);
    List<PolicyProbe> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = random.nextInt(pods);
      int near = from / ManyPolicies.OF_NAMESPACE * ManyPolicies.OF_NAMESPACE;
      int to = i % 2 == 0 ? near + random.nextInt(ManyPolicies.OF_NAMESPACE) : random.nextInt(pods);
      String sender = i % 10 == 9 ? "ext:198.51.100." + (1 + random.nextInt(250)) : pod(from);
      String receiver = i % 10 == 8 ? "ext:203.0.113." + (1 + random.nextInt(250)) : pod(to);
      String port = Integer.toString(PORTS[random.nextInt(PORTS.length)]);
      all.add(new PolicyProbe(sender, receiver, Protocol.TCP, port, null));
    }
    return all;
  }

  private static String pod(int number) {
    return "ns-" + number / ManyPolicies.OF_NAMESPACE + "/pod-" + number;
  }

  private void probes(String id, String text, List<PolicyProbe> probes)
      throws IOException, InterruptedException {
    List<String> verdicts = new ArrayList<>();
    double seconds = 0;
    long bytes = 0;
    for (int first = 0; first < probes.size(); first += OF_REQUEST) {
      List<String> some = new ArrayList<>();
      for (PolicyProbe each : probes.subList(first, Math.min(first + OF_REQUEST, probes.size()))) {
        some.add(
            "{\"from\":\"%s\",\"to\":\"%s\",\"protocol\":\"tcp\",\"port\":%s}"
                .formatted(each.from(), each.to(), each.port()));
      }
      String body = "{\"probes\":[" + String.join(",", some) + "]}";
      Answer answer = send("/api/clusters/" + id + "/reachability", "application/json", body);
      seconds += answer.seconds();
      bytes += answer.body().length();
      for (JsonNode each : JSON.readTree(answer.body()).path("answers")) {
        verdicts.add(each.path("verdict").asString());
      }
    }
    row("probes", probes.size());
    row("probes over HTTP, s", seconds);
    row("their answers, MB", bytes / 1e6);
    Reachability here = Reachability.of(Workspace.open("", text)).orElseThrow();
    int equal = 0;
    int allowed = 0;
    for (int i = 0; i < probes.size(); i++) {
      String own = here.answer(probes.get(i)).verdict().name().toLowerCase(Locale.ROOT);
      equal += own.equals(verdicts.get(i)) ? 1 : 0;
      allowed += own.equals("allow") ? 1 : 0;
    }
    row("of them allowed", allowed);
    row("as in one process", equal);
    if (equal != probes.size()) {
      throw new IllegalStateException("answers differ");
    }
  }

  private void pairs(String id, int pods, int policies) throws IOException, InterruptedException {
    String path = "/api/clusters/" + id + "/reachability?";
    asked("all pairs, by workload", path + "port=8080");
    asked("the same again", path + "port=8080");
    asked("100 × 100 of them", path + "port=8080&rows=100&columns=100");
    asked("the same, policies alone", path + "port=8080&rows=100&columns=100&walk=false");
    asked("by namespace, all", path + "port=8080&rows=100&columns=100&group=namespace");
    asked("by class", path + "port=8080&rows=100&columns=100&group=class");
    String edit =
        """
        {"object": {"kind": "NetworkPolicy", "namespace": "ns-3", "name": "p%d"},
         "path": "spec.podSelector.matchLabels", "value": {"app": "app-21"}}
        """
            .formatted(pods / ManyPolicies.OF_NAMESPACE + 3);
    row(
        "an edit of one of " + policies + " policies, s",
        send("/api/clusters/" + id + "/edits", "application/json", edit).seconds());
    asked("all pairs after it", path + "port=8080");
  }

  private void asked(String what, String path) throws IOException, InterruptedException {
    Answer answer = send(path, "", null);
    JsonNode told = JSON.readTree(answer.body());
    long walked = 0;
    for (JsonNode each : told.path("cells")) {
      walked += each.path("walked").asBoolean() ? 1 : 0;
    }
    System.out.printf(
        Locale.ROOT,
        "| %s, s | %.2f; %d of %d × %d rows and columns, %d cells, %d walked, %.2f MB |%n",
        what,
        answer.seconds(),
        told.path("from").size(),
        told.at("/rows/total").asInt(),
        told.at("/columns/total").asInt(),
        told.path("cells").size(),
        walked,
        answer.body().length() / 1e6);
  }
}
