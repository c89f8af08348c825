package dev.podlane.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A class in one room: real connections that follow a teacher's steps, guesses, a challenge, and a
 * server that is killed in the middle. Prints a table, and exits with 1 if something is lost or too
 * slow. Arguments: members, data directory, and the command that starts the server.
 */
public final class ClassRounds {
  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
  private static final int STEPS = 100;
  private static final long STEP_MILLIS = 200;
  private static final long AIM_MILLIS = 200;
  private static final String REPAIR =
      "{\"namespace\": \"node-1\", \"commands\": [\"ip route add 10.0.2.0/24 via 10.100.0.3\"]}";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Path data;
  private final List<String> command;
  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final AtomicLong seen = new AtomicLong();
  private final List<String> failures = new ArrayList<>();
  private volatile Process server;
  private volatile int port;
  private String code = "";
  private String teacher = "";

  private ClassRounds(Path data, List<String> command) {
    this.data = data;
    this.command = command;
  }

  public static void main(String[] args) throws Exception {
    int members = Integer.parseInt(args[0]);
    ClassRounds rounds = new ClassRounds(Path.of(args[1]), List.of(args).subList(2, args.length));
    try {
      rounds.run(members);
    } finally {
      rounds.server.destroyForcibly();
    }
    rounds.failures.forEach(each -> System.out.println("FAILED: " + each));
    System.exit(rounds.failures.isEmpty() ? 0 : 1);
  }

  /** A follower on a connection of its own. */
  private final class Follower extends Thread {
    private final String key;
    private final CountDownLatch open = new CountDownLatch(1);
    private volatile String last = "";
    private volatile String link = "";
    private volatile boolean stopped;
    private volatile Socket socket;

    Follower(String key) {
      this.key = key;
      setDaemon(true);
    }

    @Override
    public void run() {
      while (!stopped) {
        try {
          listen();
        } catch (IOException away) {
          pause(200);
        }
      }
    }

    private void listen() throws IOException {
      try (Socket connection = new Socket("127.0.0.1", port)) {
        socket = connection;
        String head =
            "GET /api/rooms/"
                + code
                + "/events HTTP/1.1\r\nHost: localhost\r\n"
                + "Podlane-Room-Key: "
                + key
                + "\r\n"
                + (last.isEmpty() ? "" : "Last-Event-ID: " + last + "\r\n")
                + "\r\n";
        connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          if (line.startsWith("id: ")) {
            last = line.substring(4);
          } else if (line.startsWith("data: ")) {
            told(line);
          }
        }
      }
    }

    private void told(String line) {
      String now = field(line, "link");
      if (!now.equals(link)) {
        Long from = sent.get(now);
        if (from != null) {
          latencies.add(System.nanoTime() - from);
        }
        link = now;
        seen.incrementAndGet();
      }
      open.countDown();
    }
  }

  private void run(int members) throws Exception {
    System.out.println("| " + members + " members in a room | ms |");
    System.out.println("|---|---|");
    start();
    String opened = post("", "{\"link\": \"lesson=gateway&page=1\"}", "");
    code = field(opened, "code");
    teacher = field(opened, "key");

    Follower first = new Follower(join());
    first.start();
    first.open.await();
    steps("warm-up", List.of(first), 30);
    latencies.clear();
    steps("one", List.of(first), STEPS);
    report("teacher's step at one follower, server idle", false);

    List<Follower> all = new ArrayList<>(List.of(first));
    long began = System.nanoTime();
    for (int i = 1; i < members; i++) {
      Follower follower = new Follower(join());
      follower.start();
      all.add(follower);
    }
    for (Follower each : all) {
      each.open.await();
    }
    row("all have joined and listen", millis(System.nanoTime() - began));
    steps("warm", all, 10);
    latencies.clear();
    long busy = cpuMillis();
    steps("all", all, STEPS);
    report("teacher's step at every follower", true);
    row("processor time of the server for " + STEPS + " steps", cpuMillis() - busy);

    post("/" + code + "/acts", "{\"act\": \"ask\", \"choices\": 3}", teacher);
    CompletableFuture<?> guesses = guess(all);
    latencies.clear();
    steps("guessing", all, STEPS / 2);
    guesses.get(60, TimeUnit.SECONDS);
    report("the same while everyone guesses", true);
    expect("guesses", members, number(room(), "answered"));

    challenge(all);
    killed(all, members);
    for (Follower each : all) {
      each.stopped = true;
    }
  }

  /** Everyone guesses within five seconds. */
  private CompletableFuture<?> guess(List<Follower> all) {
    List<CompletableFuture<?>> answers = new ArrayList<>();
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    for (int i = 0; i < all.size(); i++) {
      Follower follower = all.get(i);
      String body = "{\"act\": \"answer\", \"number\": 1, \"choice\": " + (1 + i % 3) + "}";
      CompletableFuture<Void> done = new CompletableFuture<>();
      answers.add(done);
      clock.schedule(
          () ->
              client
                  .sendAsync(
                      request("/" + code + "/acts", body, follower.key), BodyHandlers.ofString())
                  .whenComplete((answer, failed) -> done.complete(null)),
          5_000L * i / all.size(),
          TimeUnit.MILLISECONDS);
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenRun(clock::shutdown);
  }

  /** Everyone starts the challenge, repairs it, and has it checked, within a minute each. */
  private void challenge(List<Follower> all) throws Exception {
    post("/" + code + "/acts", "{\"act\": \"hand\", \"challenge\": \"no-row\"}", teacher);
    Map<Follower, String> clusters = new ConcurrentHashMap<>();
    List<Long> starting = new ArrayList<>();
    for (Follower each : all) {
      long began = System.nanoTime();
      String made = post("/" + code + "/clusters", "{\"of\": \"challenge.no-row\"}", each.key);
      starting.add(System.nanoTime() - began);
      clusters.put(each, field(made, "id"));
    }
    report("start of a challenge, one after the other", starting);
    List<Long> repairing = new ArrayList<>();
    for (Follower each : all) {
      long began = System.nanoTime();
      send("/api/clusters/" + clusters.get(each) + "/edits", REPAIR, "");
      repairing.add(System.nanoTime() - began);
    }
    report("repair of a cluster, one after the other", repairing);

    ConcurrentLinkedQueue<Long> checking = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> checks = new ArrayList<>();
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    for (int i = 0; i < all.size(); i++) {
      Follower each = all.get(i);
      CompletableFuture<Void> done = new CompletableFuture<>();
      checks.add(done);
      clock.schedule(
          () -> check(each, checking, done), 60_000L * i / all.size(), TimeUnit.MILLISECONDS);
    }
    latencies.clear();
    steps("checking", all, (int) (60_000 / STEP_MILLIS));
    CompletableFuture.allOf(checks.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);
    clock.shutdown();
    report(all.size() + " checks of a challenge within a minute", new ArrayList<>(checking));
    report("teacher's step at every follower meanwhile", true);
    expect("passed", all.size(), number(room(), "no-row"));
  }

  private void check(
      Follower each, ConcurrentLinkedQueue<Long> checking, CompletableFuture<Void> done) {
    long began = System.nanoTime();
    client
        .sendAsync(
            request("/" + code + "/checks", "{\"challenge\": \"no-row\"}", each.key),
            BodyHandlers.ofString())
        .whenComplete(
            (answer, failed) -> {
              checking.add(System.nanoTime() - began);
              done.complete(null);
            });
  }

  /** The server dies while the teacher goes on; afterwards nothing that was answered is missing. */
  private void killed(List<Follower> all, int members) throws Exception {
    steps("before", all, 5);
    String before = room();
    server.destroyForcibly().waitFor();
    long began = System.nanoTime();
    start();
    row("restart after kill -9", millis(System.nanoTime() - began));
    String after = room();
    expect("members after the restart", members, number(after, "members"));
    expect("guesses after the restart", number(before, "answered"), number(after, "answered"));
    expect("passed after the restart", number(before, "no-row"), number(after, "no-row"));
    expect("number of the last event", number(before, "seq"), number(after, "seq"));
    String link = "lesson=gateway&page=1&step=9999.1";
    sent.put(link, System.nanoTime());
    post("/" + code + "/acts", "{\"act\": \"show\", \"link\": \"" + link + "\"}", teacher);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < until && all.stream().anyMatch(each -> !each.link.equals(link))) {
      pause(20);
    }
    row("everyone has come back, and has the next step", millis(System.nanoTime() - began));
    expect(
        "followers after the restart",
        members,
        all.stream().filter(e -> e.link.equals(link)).count());
  }

  /** The teacher steps at an even pace; waits at the end until everyone has the last. */
  private void steps(String name, List<Follower> all, int count) throws Exception {
    String link = "";
    for (int i = 0; i < count; i++) {
      link = "lesson=gateway&page=2&step=" + (name.hashCode() & 0xffff) + "." + i;
      long began = System.nanoTime();
      sent.put(link, began);
      post("/" + code + "/acts", "{\"act\": \"show\", \"link\": \"" + link + "\"}", teacher);
      pause(Math.max(0, STEP_MILLIS - millis(System.nanoTime() - began)));
    }
    String last = link;
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (count > 0
        && System.nanoTime() < until
        && all.stream().anyMatch(each -> !each.link.equals(last))) {
      pause(5);
    }
    if (count > 0) {
      expect(
          "followers at the last step",
          all.size(),
          all.stream().filter(e -> e.link.equals(last)).count());
    }
  }

  private void report(String what, boolean isBound) {
    long[] all = report(what, new ArrayList<>(latencies));
    long most = all[all.length * 99 / 100];
    if (isBound && millis(most) > AIM_MILLIS) {
      failures.add(what + ": " + millis(most) + " ms at the 99th percentile");
    }
  }

  private static long[] report(String what, List<Long> nanos) {
    long[] all = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "| %s: median, 99th percentile, longest of %d | %.1f, %.1f, %.1f |%n",
        what,
        all.length,
        all[all.length / 2] / 1e6,
        all[all.length * 99 / 100] / 1e6,
        all[all.length - 1] / 1e6);
    return all;
  }

  private long cpuMillis() {
    return server.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }

  private static void row(String what, long millis) {
    System.out.println("| " + what + " | " + millis + " |");
  }

  private void expect(String what, long wanted, long found) {
    if (wanted != found) {
      failures.add(what + ": " + found + " instead of " + wanted);
    }
  }

  private void start() throws IOException {
    List<String> words = new ArrayList<>(command);
    words.addAll(
        List.of(
            "--server.port=" + port,
            "--podlane.data-dir=" + data,
            "--podlane.rooms.max-members=500"));
    server = new ProcessBuilder(words).redirectErrorStream(true).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        port = Integer.parseInt(started.group(1));
        Thread rest = new Thread(() -> output.lines().forEach(each -> {}));
        rest.setDaemon(true);
        rest.start();
        ready();
        return;
      }
    }
    throw new IOException("the server did not start:\n" + said);
  }

  private void ready() {
    while (true) {
      try {
        HttpRequest probe =
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/health"))
                .build();
        if (client.send(probe, BodyHandlers.ofString()).statusCode() == 200) {
          return;
        }
      } catch (IOException | InterruptedException notYet) {
        pause(100);
      }
    }
  }

  private String join() throws Exception {
    return field(post("/" + code + "/members", "", ""), "key");
  }

  private String room() throws Exception {
    HttpRequest.Builder get =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/rooms/" + code))
            .header("Podlane-Room-Key", teacher);
    return client.send(get.build(), BodyHandlers.ofString()).body();
  }

  private String post(String path, String body, String key) throws Exception {
    return send("/api/rooms" + path, body, key);
  }

  private String send(String path, String body, String key) throws Exception {
    HttpResponse<String> answer = client.send(posting(path, body, key), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(path + ": " + answer.body());
    }
    return answer.body();
  }

  private HttpRequest request(String path, String body, String key) {
    return posting("/api/rooms" + path, body, key);
  }

  private HttpRequest posting(String path, String body, String key) {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return (key.isEmpty() ? post : post.header("Podlane-Room-Key", key)).build();
  }

  private static String field(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    return found.find() ? found.group(1) : "";
  }

  private static long number(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":(\\d+)").matcher(json);
    return found.find() ? Long.parseLong(found.group(1)) : -1;
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
