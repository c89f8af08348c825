package dev.podlane.lab;

import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * A network as one POSIX shell script: it builds the network in namespaces of its own, sends probes
 * through it, prints the packets seen by every device, and removes it all.
 */
public final class LabScript {
  /** If set, the namespaces stay when the script ends. */
  public static final String KEEP = "PODLANE_KEEP";

  private static final List<String> PROGRAM =
      List.of("namespaces.py", "packets.py", "sockets.py", "exchange.py", "probes.py");
  private static final String HEAD =
      """
      #!/bin/sh
      # sudo sh lab.sh; needs iproute2, iptables, procps and python3
      set -eu
      lab=podlane-$$
      """;
  private static final String READY =
      """
      ready() {
        for attempt in $(seq 300); do
          [ "$(ip -n "$1" -o link show up type veth | grep -c 'state UP')" -lt "$2" ] || return 0
          sleep 0.01
        done
        echo "no carrier in $1" >&2
        ip -n "$1" link show >&2
        return 1
      }
      """;

  private LabScript() {}

  /** The script of a network and probes; commands around the probes are among them. */
  public static String of(Network network, List<LabProbe> probes) {
    LabNames names = new LabNames(network);
    ScriptText script = new ScriptText();
    script.line(HEAD.strip());
    network
        .namespaces()
        .keySet()
        .forEach(
            name -> {
              script.comment("$n" + names.number(name) + " is " + name);
              script.line("n" + names.number(name) + "=$lab-" + names.number(name));
            });
    script.line("");
    removal(script, names);
    SettingScript.function(script);
    script.line(READY.strip());
    build(script, network, names);
    script.line("");
    script.line(
        "python3 /dev/fd/3 \"$lab\" "
            + ScriptText.heredocs(
                "PLAN", LabPlan.of(network, names, probes), "3", "PYTHON", program()));
    return script.toString();
  }

  private static void removal(ScriptText script, LabNames names) {
    script.line("remove() {");
    script.line("  for number in $(seq " + names.count() + "); do");
    script.line("    ip netns del \"$lab-$number\" 2>/dev/null || :");
    script.line("  done");
    script.line("}");
    script.line("[ -n \"${" + KEEP + ":-}\" ] || trap remove EXIT");
    script.line("trap 'exit 130' HUP INT TERM");
  }

  private static void build(ScriptText script, Network network, LabNames names) {
    Collection<NetworkNamespace> all = network.namespaces().values();
    DeviceScript devices = new DeviceScript(network, names, script);
    section(script, "namespaces");
    for (NetworkNamespace ns : all) {
      script.command("ip", "netns", "add", names.variable(ns.name()));
      script.command("fresh", names.variable(ns.name()));
      SettingScript.ofNamespace(script, names.variable(ns.name()), ns);
    }
    section(script, "devices");
    all.forEach(devices::bridges);
    all.forEach(devices::cables);
    all.forEach(devices::tunnels);
    all.forEach(devices::ports);
    all.forEach(ns -> SettingScript.ofDevices(script, names.variable(ns.name()), ns));
    section(script, "addresses");
    all.forEach(devices::raise);
    section(script, "routes, neighbours and rules");
    for (NetworkNamespace ns : all) {
      RouteScript routes = new RouteScript(script, names.variable(ns.name()), ns);
      routes.routes();
      routes.rules();
      routes.neighbours();
      routes.forwarding();
      RulesetScript.load(script, names.variable(ns.name()), ns.ruleset());
    }
    all.forEach(devices::await);
  }

  private static void section(ScriptText script, String title) {
    script.line("").comment(title);
  }

  private static String program() {
    StringBuilder program = new StringBuilder();
    for (String part : PROGRAM) {
      try (InputStream in = LabScript.class.getResourceAsStream(part)) {
        program.append(
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
      program.append('\n');
    }
    return program.toString();
  }
}
