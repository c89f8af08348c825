package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podlane.document.Problem;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Network;
import dev.podlane.scenario.Samples;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of all kinds are one list; what is open is changed as if all were done from the start. */
final class TimelineTest {
  private static final String ARTICLE = Samples.text("article").orElseThrow();
  private static final List<String> NAMESPACES =
      List.of("gateway", "node-1", "node-2", "default/web-1", "default/db-0");

  private int last;

  private Edit edit(Event event) {
    return Edit.asked("e" + ++last, event, Instant.EPOCH);
  }

  private Edit command(String namespace, String... lines) {
    return edit(new Event.Commands(namespace, List.of(lines)));
  }

  private Edit field(String kind, String name, String path, @Nullable String json) {
    return edit(new Event.FieldChange(new ObjectName(kind, "", name), path, json));
  }

  private Edit manifest(String text) {
    return edit(new Event.Manifest(text));
  }

  private Edit random(Random random, List<Edit> before) {
    String namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
    int n = random.nextInt(4);
    return switch (random.nextInt(12)) {
      case 0 -> command(namespace, "ip route del 10.0." + n + ".0/24");
      case 1 -> command(namespace, "ip route add 10.0." + n + ".0/24 via 10.100.0.2");
      case 2 -> command(namespace, "ip addr add 10.88.0." + n + "/32 dev lo");
      case 3 -> command(namespace, "ip addr flush dev eth0");
      case 4 -> command(namespace, "ip link set eth0 " + (n > 1 ? "up" : "down"));
      case 5 -> command(namespace, "ip link add d" + n + " type dummy");
      case 6 -> command(namespace, "iptables -A FORWARD -s 10.0." + n + ".0/24 -j DROP");
      case 7 -> command(namespace, "ip link del d" + n, "sysctl -w net.ipv4.ip_forward=0");
      case 8 -> field("Pod", "web-1", "metadata.labels.app", "\"v" + n + "\"");
      case 9 -> field("Pod", "web-" + n, "spec.nodeName", "\"node-2\"");
      case 10 ->
          manifest(
              "{apiVersion: v1, kind: Pod, metadata: {name: new-%d}, spec: {containers: [{name: c}]}}"
                  .formatted(n));
      default ->
          before.isEmpty()
              ? command(namespace, "ip link set lo down")
              : withdrawal(before.get(random.nextInt(before.size())));
    };
  }

  private Edit withdrawal(Edit of) {
    return edit(new Event.Withdrawal(of.id(), of.event().text()));
  }

  private static List<List<String>> owners(Workspace workspace) {
    Network whole = Network.of(workspace.network().namespaces().values());
    return List.of("10.88.0.1", "10.0.1.2", "10.100.0.2", "10.0.1.1").stream()
        .map(ip -> whole.owners(Ip.parse(ip)))
        .toList();
  }

  private static List<List<String>> ownersAsAsked(Workspace workspace) {
    return List.of("10.88.0.1", "10.0.1.2", "10.100.0.2", "10.0.1.1").stream()
        .map(ip -> workspace.network().owners(Ip.parse(ip)))
        .toList();
  }

  private static void same(Workspace one, Workspace other) {
    assertThat(one.network()).isEqualTo(other.network());
    assertThat(one.edits()).isEqualTo(other.edits());
    assertThat(one.problems()).isEqualTo(other.problems());
    assertThat(one.cluster()).isEqualTo(other.cluster());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aStepAtATimeIsAsAllFromTheStart(int seed) {
    Random random = new Random(seed);
    Workspace given = Workspace.open("", ARTICLE);
    Workspace now = given;
    List<Edit> all = new ArrayList<>();
    List<Workspace> after = new ArrayList<>(List.of(now));
    for (int i = 0; i < 25; i++) {
      Edit edit = random(random, all);
      all.add(edit);
      now = now.with(edit);
      after.add(now);
    }
    Workspace once = Workspace.open("", ARTICLE).with(all);
    same(now, once);
    assertThat(ownersAsAsked(now)).isEqualTo(owners(now));
    for (int step : new int[] {24, 7, 15, 0}) {
      same(now.with(all.subList(0, step)), after.get(step));
    }
    for (int number = now.edits().size(); number >= 0; number -= 3) {
      List<Edit> some = now.edits().subList(0, number).stream().map(AppliedEdit::edit).toList();
      same(now.at(number), given.with(some));
    }
  }

  @Test
  void commandsTogetherAreCarriedOutAllOrNone() {
    Workspace now =
        Workspace.open("", ARTICLE)
            .with(command("gateway", "ip route del 10.0.2.0/24", "ip route del 10.9.0.0/24"));

    assertThat(now.network()).isEqualTo(Workspace.open("", ARTICLE).network());
    assertThat(now.edits()).singleElement().matches(AppliedEdit::isRefused);
    assertThat(now.problems()).extracting(Problem::code).containsExactly("edit.refused");
  }

  @Test
  void aFieldOfAnObjectChangesWhatTheClusterIs() {
    Workspace now =
        Workspace.open("", ARTICLE).with(field("Pod", "web-1", "spec.nodeName", "\"node-2\""));

    assertThat(now.info("default/web-1").orElseThrow().machine()).isEqualTo("node-2");
    assertThat(now.edits()).noneMatch(AppliedEdit::isRefused);
    assertThat(now.at(0).info("default/web-1").orElseThrow().machine()).isEqualTo("node-1");
    Workspace gone = now.with(field("Pod", "web-1", "", null));
    assertThat(gone.network().namespace("default/web-1")).isEmpty();
    assertThat(gone.with(List.of()).network().namespace("default/web-1")).isPresent();
  }

  @Test
  void aManifestReplacesItsObjectWhereItStandsOrIsAdded() {
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {nodeName: node-2, containers:"
            + " [{name: c}]}}";
    String both = pod.formatted("web-1") + "\n---\n" + pod.formatted("web-9");
    Workspace given = Workspace.open("", ARTICLE);
    Workspace now = given.with(manifest(both));

    assertThat(now.network().namespace("default/web-9")).isPresent();
    assertThat(now.info("default/web-1").orElseThrow().machine()).isEqualTo("node-2");
    assertThat(now.cluster().orElseThrow().pods()).extracting(p -> p.name()).startsWith("web-1");
    assertThat(now.problems()).extracting(Problem::code).doesNotContain("object.twice");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Pod|web-1|spec.contaners[0].image|change.no-field|containers",
        "Pod|web-1|spec.containers[4].image|change.no-item|2",
        "Pod|web-1|spec.nodeName.x|change.no-map|x",
        "Pod|web-1|spec..nodeName|change.path|spec..nodeName",
        "Pod|web-3|spec.nodeName|change.no-object-near|web-1",
        "Pods|web-1|spec.nodeName|change.no-kind|Pod",
      })
  void whatIsNotThereIsNamedWithWhatIs(
      String kind, String name, String path, String code, String said) {
    Edit edit = field(kind, name, path, "\"a\"");
    Workspace now = Workspace.open("", ARTICLE).with(edit);

    Problem problem = now.edits().get(0).problem();
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo("edit.lapsed");
    assertThat(problem.args().get(0)).startsWith(kind + " " + name).endsWith(path);
    assertThat(problem.args().get(1)).isEqualTo(code);
    assertThat(problem.args().toString()).contains(said);
    assertThat(now.problems()).contains(problem);
    assertThat(now.network()).isEqualTo(Workspace.open("", ARTICLE).network());
    assertThatThrownBy(() -> now.withoutSecrets(edit.event()))
        .isInstanceOfSatisfying(
            ChangeException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.labels.app|{\"app\":\"x\"}",
        "metadata.labels.app.kubernetes.io/name|{\"app\":\"web\",\"app.kubernetes.io/name\":\"x\"}",
        "metadata.labels[\"a.b/c\"]|{\"app\":\"web\",\"a.b/c\":\"x\"}",
        "/metadata/labels/a.b~1c|{\"app\":\"web\",\"a.b/c\":\"x\"}",
      })
  void pathsNameKeysWithDots(String path, String labels) {
    Workspace now = Workspace.open("", ARTICLE).with(field("Pod", "web-1", path, "\"x\""));

    assertThat(now.edits()).noneMatch(AppliedEdit::isRefused);
    String written =
        dev.podlane.document.JsonText.print(
                now.cluster().orElseThrow().sources().entrySet().stream()
                    .filter(each -> each.getKey().toString().equals("Pod default/web-1"))
                    .findFirst()
                    .orElseThrow()
                    .getValue()
                    .value())
            .replaceAll("\\s", "");
    assertThat(written).contains("\"labels\":" + labels);
  }

  @Test
  void secretsOfEditsAreBlankedAsThoseOfDocuments() {
    Workspace given = Workspace.open("", ARTICLE);
    Event env =
        new Event.FieldChange(
            new ObjectName("Pod", "default", "web-1"),
            "spec.containers[0].env",
            "[{\"name\": \"TOKEN\", \"value\": \"hunter2\"}]");
    Event secret =
        new Event.Manifest("{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {a: aHVu}}");

    assertThat(given.withoutSecrets(env).toString()).contains("TOKEN").doesNotContain("hunter2");
    assertThat(given.withoutSecrets(secret).toString()).doesNotContain("aHVu");
    Event plain = field("Pod", "web-1", "spec.nodeName", "\"node-2\"").event();
    assertThat(given.withoutSecrets(plain))
        .as("its namespace is settled")
        .isEqualTo(
            new Event.FieldChange(
                new ObjectName("Pod", "default", "web-1"), "spec.nodeName", "\"node-2\""));
  }

  @Test
  void eventsOfDocumentsStandInTheSameListAndCanBeTakenOut() {
    String pause = Samples.text("pod-pause").orElseThrow();
    Workspace given = Workspace.open("", pause);
    assertThat(given.edits())
        .extracting(each -> each.edit().event())
        .isNotEmpty()
        .allMatch(Event.PodEnd.class::isInstance);

    Workspace before = given.at(0);
    assertThat(before.problems()).extracting(Problem::code).noneMatch(c -> c.startsWith("pod.ev"));
    assertThat(before.network()).isNotEqualTo(given.network());
    Workspace without = given;
    for (AppliedEdit each : given.edits()) {
      without = without.with(withdrawal(each.edit()));
    }
    assertThat(without.edits()).isEmpty();
    assertThat(without.network()).isEqualTo(before.network());
  }

  @Test
  void containerEventsOfDockerAreInTheListToo() {
    String host =
        """
        apiVersion: podlane.dev/v1
        kind: DockerHost
        metadata: {name: h}
        spec:
          interfaces: [{address: 10.1.0.2/24}]
          containers: [{name: web}]
          events: [{kill: web}]
        """;
    Workspace given = Workspace.open("", host);

    assertThat(given.edits())
        .extracting(each -> each.edit().event().text())
        .containsExactly("docker kill web");
    assertThat(given.network().namespace("h/web")).isEmpty();
    assertThat(given.at(0).network().namespace("h/web")).isPresent();
  }
}
