package dev.podlane.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.DeviceRef;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.link.Link;
import dev.podlane.net.link.Neighbour;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import dev.podlane.tools.Command;
import dev.podlane.trace.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names come from users, and the script is run as root: no name may be code. */
class LabScriptTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String CANARY = "canary";
  private static final List<String> HOSTILE =
      List.of(
          "$(touch canary)",
          "`touch canary`",
          "';touch canary;'",
          "\";touch canary;\"",
          "x\ntouch canary\n",
          "x\r\ntouch canary",
          "&touch canary&",
          "|touch canary",
          ">canary",
          "$IFS;touch${IFS}canary",
          "PLAN\ntouch canary",
          "PYTHON\ntouch canary",
          "\\\ntouch canary",
          "'$(touch canary)'",
          "\u2028touch canary",
          "\u0085touch canary",
          "#",
          "-",
          "--help",
          "*",
          "~root",
          "a=b",
          "\0;touch canary",
          "\ud800touch canary");

  @TempDir Path folder = Path.of("");

  static Stream<String> names() {
    Random random = new Random(7);
    String pieces = "'\"`$(){}[];&|<>\\\n\r\t #~*?!=-%./:\u2028a0";
    Stream<String> some =
        IntStream.range(0, 12)
            .mapToObj(
                any -> {
                  StringBuilder name = new StringBuilder();
                  for (int at = 0; at < 12; at++) {
                    name.append(pieces.charAt(random.nextInt(pieces.length())));
                  }
                  return name + "$(touch canary)`touch canary`\ntouch canary\n";
                });
    return Stream.concat(HOSTILE.stream(), some);
  }

  @ParameterizedTest
  @MethodSource("names")
  void noNameIsRun(String name) throws IOException {
    Network network = network(name, name, name);
    Probe probe = Probe.of(name, Protocol.TCP, Ip.parse("10.0.0.2"), 80);
    LabProbe one =
        new LabProbe(
            name,
            probe,
            1,
            List.of(new LabProbe.Command(name, name), new LabProbe.Command(name, "touch canary")),
            List.of());

    Command run = run(LabScript.of(network, List.of(one)));

    assertThat(run.output()).doesNotContain("not found");
    assertThat(folder.resolve(CANARY)).doesNotExist();
    assertThat(run.exit()).as(run.output()).isZero();
  }

  @Test
  void aNameArrivesAsItIs() throws IOException {
    String device = "it's a $(d)";
    run(LabScript.of(network("ns", device, "listener"), List.of()));

    assertThat(Files.readString(folder.resolve("calls"))).contains("<" + device + ">");
  }

  @Test
  void commandsThatTheModelDoesNotKnowAreNotGiven() {
    LabProbe.Command bad = new LabProbe.Command("ns", "ip netns exec other touch /x");
    LabProbe.Command good = new LabProbe.Command("ns", "ip link set eth0 down; rm -rf /; sleep 1");
    Probe probe = Probe.of("ns", Protocol.ICMP, Ip.parse("10.0.0.2"), 0);
    LabProbe one = new LabProbe("t", probe, 1, List.of(bad, good), List.of());

    String script = LabScript.of(network("ns", "eth0", "l"), List.of(one));

    assertThat(script)
        .contains("ip link set eth0 down", "sleep 1")
        .doesNotContain("touch /x", "rm -rf");
  }

  @Test
  void defaultProbesReachWhoListens() {
    List<LabProbe> probes = DefaultProbes.of(network("ns", "eth0", "l"), 3);

    assertThat(probes)
        .extracting(LabProbe::title)
        .containsExactly("ns TCP 10.0.0.2:80", "other ICMP 10.0.0.1");
  }

  /** Two namespaces and a bridge, with names in all places that names can be in. */
  private static Network network(String name, String device, String listener) {
    NetworkNamespace ns =
        NetworkNamespace.created(name, false)
            .with(veth(2, device, new DeviceRef("other", "peer")))
            .with(
                new Device(
                    3, "br" + device, mac(3), 1500, true, null, List.of(), new Link.Bridge()))
            .with(
                veth(4, "port", new DeviceRef("other", device + "2"))
                    .withPort(new Device.BridgePort("br" + device, 1, true)));
    ns = Addressing.add(Addressing.up(ns, device), device, InterfaceAddress.parse("10.0.0.1/24"));
    ns =
        RouteEdits.add(
            ns, Route.unicast(Prefix.parse("10.9.0.0/16"), Ip.parse("10.0.0.2"), device, null, 5));
    ns =
        ns.withSysctls(
                ns.sysctls()
                    .with("net/ipv4/conf/" + device + "/rp_filter", "1;touch canary")
                    .with("net/ipv4/ip_forward", "$(touch canary)"))
            .withNeighbours(List.of(new Neighbour(device, Ip.parse("10.0.0.9"), mac(9))))
            .withForwarding(List.of(new ForwardingEntry(device, mac(8), null)));
    NetworkNamespace other =
        NetworkNamespace.created("other", false)
            .with(veth(2, "peer", new DeviceRef(name, device)))
            .with(veth(3, device + "2", new DeviceRef(name, "port")));
    other =
        Addressing.add(Addressing.up(other, "peer"), "peer", InterfaceAddress.parse("10.0.0.2/24"));
    Listener socket = new Listener(Protocol.TCP, Ip.ANY, 80, listener);
    other = other.withSockets(other.sockets().bind(socket, any -> true));
    return Network.of(List.of(ns, other));
  }

  private static Device veth(int index, String name, DeviceRef peer) {
    return new Device(index, name, mac(index), 1500, false, null, List.of(), new Link.Veth(peer));
  }

  private static Mac mac(int last) {
    return new Mac(0x0200_0000_0000L | last);
  }

  /** Runs a script in a shell whose tools only note how they were called. */
  private Command run(String script) throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    String note = "#!/bin/sh\nfor word; do printf '<%s>' \"$word\"; done >>calls\necho >>calls\n";
    for (String tool : List.of("ip", "bridge", "sysctl", "iptables-restore", "python3")) {
      Path file = Files.writeString(tools.resolve(tool), note);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    // There are no devices to wait for.
    Path grep = Files.writeString(tools.resolve("grep"), "#!/bin/sh\necho 99\n");
    Files.setPosixFilePermissions(grep, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("lab.sh"), script);
    Command syntax = Command.run(folder, LIMIT, List.of("sh", "-n", "lab.sh"));
    assertThat(syntax).isEqualTo(new Command(0, ""));
    String path = tools.toAbsolutePath() + ":" + System.getenv("PATH");
    return Command.run(folder, LIMIT, Map.of("PATH", path), List.of("sh", "lab.sh"));
  }
}
