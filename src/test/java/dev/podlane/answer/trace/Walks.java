package dev.podlane.answer.trace;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.TraceView;
import dev.podlane.answer.TraceView.EvidenceView;
import dev.podlane.answer.TraceView.RowView;
import dev.podlane.answer.TraceView.StepView;
import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.net.addr.Protocol;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Networks to walk through, and short ways into what was told of the walk. */
final class Walks {
  private static final Messages MESSAGES = new Messages();

  private Walks() {}

  /** The network of a recording of a real kernel. */
  static Workspace recorded(String name) {
    try (InputStream in = Walks.class.getResourceAsStream("/kernel/" + name + ".json")) {
      JsonNode recording = new JsonMapper().readTree(Objects.requireNonNull(in, name));
      return network(recording.get("network").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two hosts a and b behind a router r with these rules, each line as iptables-save prints it. */
  static Workspace routed(String... rules) {
    String lines = new JsonMapper().writeValueAsString(rules);
    return network(
        """
        {"namespaces": {
          "a": {"devices": {"eth0": {"addr": "10.0.1.2/24", "peer": "r:a"}},
                "routes": ["default via 10.0.1.1"]},
          "b": {"devices": {"eth0": {"addr": "10.0.2.2/24", "peer": "r:b"}},
                "routes": ["default via 10.0.2.1"], "listen": [{"proto": "tcp", "port": 80}]},
          "r": {"sysctls": {"net.ipv4.ip_forward": 1},
                "devices": {"a": {"addr": "10.0.1.1/24"}, "b": {"addr": "10.0.2.1/24"}},
                "iptables": %s}}}
        """
            .formatted(lines));
  }

  private static Workspace network(String spec) {
    return Workspace.open(
        "",
        "{\"apiVersion\": \"podlane.dev/v1\", \"kind\": \"LinuxNetwork\","
            + " \"metadata\": {\"name\": \"t\"}, \"spec\": "
            + spec
            + "}");
  }

  static Walked walk(Workspace workspace, String from, String to, Protocol protocol) {
    Integer port = protocol == Protocol.ICMP ? null : (Integer) 80;
    return workspace.walk(List.of(new ProbeRequest(from, to, protocol, port, 64, true, 0))).get(0);
  }

  static TraceView view(Workspace workspace, Walked walked, Language language) {
    return new Traces(workspace, new Localizer(MESSAGES, language)).view(walked);
  }

  /** The steps of a type in a namespace, in the order in which they happened. */
  static List<StepView> steps(TraceView trace, String namespace, String type) {
    return trace.hops().stream()
        .filter(hop -> hop.namespace().equals(namespace))
        .flatMap(hop -> hop.steps().stream())
        .filter(step -> step.type().equals(type))
        .toList();
  }

  /** The rows of the evidence whose title ends so. */
  static List<RowView> rows(StepView step, String title) {
    return evidence(step, title).rows();
  }

  /** The tables a step of a whole view looked at. */
  static List<EvidenceView> tables(StepView step) {
    return Objects.requireNonNull(step.evidence()).stream().map(EvidenceView.class::cast).toList();
  }

  static EvidenceView evidence(StepView step, String title) {
    return tables(step).stream()
        .filter(table -> table.title().endsWith(title))
        .findFirst()
        .orElseThrow();
  }
}
