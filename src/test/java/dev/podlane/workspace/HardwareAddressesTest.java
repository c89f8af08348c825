package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.Console;
import dev.podlane.console.command.Answer;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Network;
import dev.podlane.scenario.Samples;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No two devices share a hardware address, whoever made them. */
class HardwareAddressesTest {
  @ParameterizedTest
  @ValueSource(strings = {"article", "docker0-nodes", "vxlan"})
  void devicesMadeInATerminalHaveTheirOwn(String sample) {
    Network network = Workspace.open("", Samples.text(sample).orElseThrow()).network();
    for (String namespace : List.copyOf(network.namespaces().keySet())) {
      network = run(network, namespace, "ip link add x0 type dummy");
      network = run(network, namespace, "ip link add x1 type veth peer name x2");
      network = run(network, namespace, "ip link add x3 type bridge");
    }
    List<Mac> all =
        network.namespaces().values().stream()
            .flatMap(ns -> ns.devices().values().stream())
            .filter(device -> !(device.link() instanceof Link.Loopback))
            .map(device -> device.mac())
            .toList();

    assertThat(all).doesNotHaveDuplicates().noneMatch(Mac::isGroup);
  }

  private static Network run(Network network, String namespace, String command) {
    return ((Answer.Done) Console.run(network, namespace, command)).network();
  }
}
