package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Severity;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.route.Route;
import dev.podlane.scenario.Samples;
import dev.podlane.trace.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands kept in the documents are given again after the cluster is compiled. */
final class EditsTest {
  private static final String ARTICLE = Samples.text("article").orElseThrow();

  private static String edit(String namespace, String... commands) {
    return """
    ---
    apiVersion: podlane.dev/v1
    kind: ConsoleEdit
    spec:
      namespace: %s
      commands: ["%s"]
    """
        .formatted(namespace, String.join("\", \"", commands));
  }

  private static List<String> gatewayRoutes(Workspace workspace) {
    return workspace.network().namespace("gateway").orElseThrow().routes().main().rows().stream()
        .map(Route::destination)
        .map(Object::toString)
        .toList();
  }

  private static Outcome.Result ping(Workspace workspace) {
    ProbeRequest request = new ProbeRequest("web-1", "web-2", Protocol.ICMP, null, 64, true, 0);
    return workspace.walk(List.of(request)).get(0).trace().outcome().result();
  }

  @Test
  void theyChangeTheNetworkInTheirOrder() {
    String del = edit("gateway", "ip route del 10.0.2.0/24");
    String add = edit("gateway", "ip route add 10.0.2.0/24 via 10.100.0.3");
    Workspace broken = Workspace.open("", ARTICLE + del);
    Workspace mended = Workspace.open("", ARTICLE + del + add);
    Workspace refused = Workspace.open("", ARTICLE + add + del);

    assertThat(gatewayRoutes(broken)).doesNotContain("10.0.2.0/24");
    assertThat(ping(broken)).isEqualTo(Outcome.Result.ICMP_UNREACHABLE);
    assertThat(ping(mended)).isEqualTo(Outcome.Result.DELIVERED);
    assertThat(mended.problems()).isEmpty();
    assertThat(refused.edits()).extracting(AppliedEdit::refused).hasSize(2).endsWith((String) null);
    assertThat(ping(refused)).isEqualTo(Outcome.Result.ICMP_UNREACHABLE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gateway|ip route del 10.9.0.0/24|RTNETLINK answers: No such process",
        "gone|ip link set lo down|Cannot open network namespace \"gone\": No such file or"
            + " directory",
        "gateway|ip frob|Object \"frob\" is unknown, try \"ip help\".",
      })
  void oneThatNoLongerAppliesIsAProblemAndTheRestIsCarriedOut(
      String namespace, String command, String said) {
    Workspace workspace =
        Workspace.open(
            "mine.yaml",
            ARTICLE + edit(namespace, command) + edit("gateway", "ip route del 10.0.2.0/24"));

    assertThat(workspace.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("edit.refused");
              assertThat(problem.severity()).isEqualTo(Severity.WARNING);
              assertThat(problem.args()).containsExactly(namespace, command, said);
              assertThat(problem.place().path()).isEqualTo("spec.commands[0]");
              assertThat(problem.place().file()).isEqualTo("mine.yaml");
              assertThat(problem.place().line()).isGreaterThan(100);
            });
    assertThat(gatewayRoutes(workspace)).doesNotContain("10.0.2.0/24");
  }

  @Test
  void editsBelongToLinuxNetworksToo() {
    String network =
        """
        apiVersion: podlane.dev/v1
        kind: LinuxNetwork
        spec: {namespaces: {a: {}}}
        """;
    Workspace workspace = Workspace.open("", network + edit("a", "ip link set lo down"));

    assertThat(workspace.problems()).isEmpty();
    assertThat(workspace.network().device(new DeviceRef("a", "lo")).orElseThrow().up()).isFalse();
  }

  @Test
  void oneInAListIsReportedAndLeftOut() {
    String list =
        """
        apiVersion: v1
        kind: List
        items:
        - {apiVersion: podlane.dev/v1, kind: ConsoleEdit, spec: {namespace: gateway, commands: [ip link set lo down]}}
        """;
    Workspace workspace = Workspace.open("", ARTICLE + "---\n" + list);

    assertThat(workspace.edits()).isEmpty();
    assertThat(workspace.problems())
        .extracting(problem -> problem.code())
        .containsExactly("edit.in-list");
  }

  @Test
  void notAnyNumberIsCarriedOut() {
    String[] many = new String[Replay.MOST + 2];
    java.util.Arrays.fill(many, "sysctl -w net.ipv4.ip_forward=0");
    Workspace workspace = Workspace.open("", ARTICLE + edit("gateway", many));

    assertThat(workspace.edits()).hasSize(Replay.MOST);
    assertThat(workspace.takesEdits()).isFalse();
    assertThat(workspace.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.args()).containsExactly("" + Replay.MOST, "2"));
  }

  @Test
  void looksAndRefusalsChangeNothing() {
    Workspace workspace = Workspace.open("", ARTICLE);

    CommandResult look = run(workspace, "gateway", "ip route get 10.0.2.2");
    CommandResult refusal = run(workspace, "gateway", "ip route del 10.9.0.0/24");
    CommandResult same = run(workspace, "gateway", "sysctl -w net.ipv4.ip_forward=1");
    CommandResult change = run(workspace, "gateway", "ip route del 10.0.2.0/24");

    assertThat(look.text()).startsWith("10.0.2.2 via 10.100.0.3 dev eth0");
    assertThat(look.changed()).isFalse();
    assertThat(refusal)
        .isEqualTo(new CommandResult("RTNETLINK answers: No such process", 2, false));
    assertThat(same.changed()).as("it was on before").isFalse();
    assertThat(change).isEqualTo(new CommandResult("", 0, true));
    assertThat(gatewayRoutes(workspace)).contains("10.0.2.0/24");
  }

  private static CommandResult run(Workspace workspace, String namespace, String line) {
    return workspace.tried(new Event.Commands(namespace, List.of(line))).result();
  }
}
