package dev.podlane.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A class in one room: real connections that follow a teacher's steps, guesses, a challenge, and a
 * server that is killed in the middle. Prints a table, and exits with 1 if something is lost or too
 * slow. Arguments: members, data directory, and the command that starts the server.
 */
public final class ClassRounds {
  private static final int STEPS = 100;
  private static final long STEP_MILLIS = 200;
  private static final long AIM_MILLIS = 200;
  private static final String REPAIR =
      "{\"namespace\": \"node-1\", \"commands\": [\"ip route add 10.0.2.0/24 via 10.100.0.3\"]}";

  private final ClassServer server;
  private final Map<String, Long> sent = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final List<String> failures = new ArrayList<>();
  private String code = "";
  private String teacher = "";

  private ClassRounds(ClassServer server) {
    this.server = server;
  }

  public static void main(String[] args) throws Exception {
    // the server closes connections that were idle for 20 s, and a POST is not sent again
    System.setProperty("jdk.httpclient.keepalive.timeout", "5");
    int members = Integer.parseInt(args[0]);
    ClassRounds rounds =
        new ClassRounds(new ClassServer(Path.of(args[1]), List.of(args).subList(2, args.length)));
    try {
      rounds.run(members);
    } finally {
      rounds.server.kill();
    }
    rounds.failures.forEach(each -> System.out.println("FAILED: " + each));
    System.exit(rounds.failures.isEmpty() ? 0 : 1);
  }

  private void run(int members) throws Exception {
    System.out.println("| " + members + " members in a room | ms |");
    System.out.println("|---|---|");
    server.start();
    String opened = post("", "{\"link\": \"lesson=gateway&page=1\"}", "");
    code = ClassServer.field(opened, "code");
    teacher = ClassServer.field(opened, "key");

    ClassFollower first = new ClassFollower(server, code, join(), sent, latencies);
    first.start();
    first.awaitFirst();
    steps("warm-up", List.of(first), 200);
    latencies.clear();
    steps("one", List.of(first), STEPS);
    report("teacher's step at one follower, server idle", false);

    List<ClassFollower> all = new ArrayList<>(List.of(first));
    long began = System.nanoTime();
    for (int i = 1; i < members; i++) {
      ClassFollower follower = new ClassFollower(server, code, join(), sent, latencies);
      follower.start();
      all.add(follower);
    }
    for (ClassFollower each : all) {
      each.awaitFirst();
    }
    row("all have joined and listen", millis(System.nanoTime() - began));
    steps("warm", all, 100);
    latencies.clear();
    long busy = server.cpuMillis();
    steps("all", all, STEPS);
    report("teacher's step at every follower", true);
    row("processor time of the server for " + STEPS + " steps", server.cpuMillis() - busy);

    post("/" + code + "/acts", "{\"act\": \"ask\", \"choices\": 3}", teacher);
    CompletableFuture<?> guesses = guess(all);
    latencies.clear();
    steps("guessing", all, STEPS / 2);
    guesses.get(60, TimeUnit.SECONDS);
    report("the same while everyone guesses", true);
    expect("guesses", members, ClassServer.number(room(), "answered"));

    challenge(all);
    killed(all, members);
    for (ClassFollower each : all) {
      each.end();
    }
  }

  /** Everyone guesses within five seconds. */
  private CompletableFuture<?> guess(List<ClassFollower> all) {
    List<CompletableFuture<?>> answers = new ArrayList<>();
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    for (int i = 0; i < all.size(); i++) {
      ClassFollower follower = all.get(i);
      String body = "{\"act\": \"answer\", \"number\": 1, \"choice\": " + (1 + i % 3) + "}";
      CompletableFuture<Void> done = new CompletableFuture<>();
      answers.add(done);
      clock.schedule(
          () ->
              server
                  .posted("/api/rooms/" + code + "/acts", body, follower.key())
                  .whenComplete((answer, failed) -> done.complete(null)),
          5_000L * i / all.size(),
          TimeUnit.MILLISECONDS);
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenRun(clock::shutdown);
  }

  /** Everyone starts the challenge, repairs it, and has it checked, within a minute each. */
  private void challenge(List<ClassFollower> all) throws Exception {
    post("/" + code + "/acts", "{\"act\": \"hand\", \"challenge\": \"no-row\"}", teacher);
    Map<ClassFollower, String> clusters = new ConcurrentHashMap<>();
    List<Long> starting = new ArrayList<>();
    for (ClassFollower each : all) {
      long began = System.nanoTime();
      String made = post("/" + code + "/clusters", "{\"of\": \"challenge.no-row\"}", each.key());
      starting.add(System.nanoTime() - began);
      clusters.put(each, ClassServer.field(made, "id"));
    }
    report("start of a challenge, one after the other", starting);
    List<Long> repairing = new ArrayList<>();
    for (ClassFollower each : all) {
      long began = System.nanoTime();
      server.post("/api/clusters/" + clusters.get(each) + "/edits", REPAIR, "");
      repairing.add(System.nanoTime() - began);
    }
    report("repair of a cluster, one after the other", repairing);

    ConcurrentLinkedQueue<Long> checking = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> checks = new ArrayList<>();
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    for (int i = 0; i < all.size(); i++) {
      ClassFollower each = all.get(i);
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
    expect("passed", all.size(), ClassServer.number(room(), "no-row"));
  }

  private void check(
      ClassFollower each, ConcurrentLinkedQueue<Long> checking, CompletableFuture<Void> done) {
    long began = System.nanoTime();
    server
        .posted("/api/rooms/" + code + "/checks", "{\"challenge\": \"no-row\"}", each.key())
        .whenComplete(
            (answer, failed) -> {
              checking.add(System.nanoTime() - began);
              done.complete(null);
            });
  }

  /** The server dies while the teacher goes on; afterwards nothing that was answered is missing. */
  private void killed(List<ClassFollower> all, int members) throws Exception {
    steps("before", all, 5);
    String before = room();
    server.kill();
    long began = System.nanoTime();
    server.start();
    row("restart after kill -9", millis(System.nanoTime() - began));
    String after = room();
    expect("members after the restart", members, ClassServer.number(after, "members"));
    expect(
        "guesses after the restart",
        ClassServer.number(before, "answered"),
        ClassServer.number(after, "answered"));
    expect(
        "passed after the restart",
        ClassServer.number(before, "no-row"),
        ClassServer.number(after, "no-row"));
    expect(
        "number of the last event",
        ClassServer.number(before, "seq"),
        ClassServer.number(after, "seq"));
    String link = "lesson=gateway&page=1&step=9999.1";
    sent.put(link, System.nanoTime());
    post("/" + code + "/acts", "{\"act\": \"show\", \"link\": \"" + link + "\"}", teacher);
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() < until && all.stream().anyMatch(each -> !each.link().equals(link))) {
      ClassServer.pause(20);
    }
    row("everyone has come back, and has the next step", millis(System.nanoTime() - began));
    expect(
        "followers after the restart",
        members,
        all.stream().filter(e -> e.link().equals(link)).count());
  }

  /** The teacher steps at an even pace; waits at the end until everyone has the last. */
  private void steps(String name, List<ClassFollower> all, int count) throws Exception {
    String link = "";
    for (int i = 0; i < count; i++) {
      link = "lesson=gateway&page=2&step=" + (name.hashCode() & 0xffff) + "." + i;
      long began = System.nanoTime();
      sent.put(link, began);
      post("/" + code + "/acts", "{\"act\": \"show\", \"link\": \"" + link + "\"}", teacher);
      ClassServer.pause(Math.max(0, STEP_MILLIS - millis(System.nanoTime() - began)));
    }
    String last = link;
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (count > 0
        && System.nanoTime() < until
        && all.stream().anyMatch(each -> !each.link().equals(last))) {
      ClassServer.pause(5);
    }
    if (count > 0) {
      expect(
          "followers at the last step",
          all.size(),
          all.stream().filter(e -> e.link().equals(last)).count());
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

  private static void row(String what, long millis) {
    System.out.println("| " + what + " | " + millis + " |");
  }

  private void expect(String what, long wanted, long found) {
    if (wanted != found) {
      failures.add(what + ": " + found + " instead of " + wanted);
    }
  }

  private String join() throws Exception {
    return ClassServer.field(post("/" + code + "/members", "", ""), "key");
  }

  private String room() throws Exception {
    return server.get("/api/rooms/" + code, teacher);
  }

  private String post(String path, String body, String key) throws Exception {
    return server.post("/api/rooms" + path, body, key);
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
