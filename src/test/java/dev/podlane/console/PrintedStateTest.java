package dev.podlane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is printed says everything: random commands are given, the state is printed, and giving what
 * was printed to a new network makes the same state.
 */
class PrintedStateTest {
  private static final int COMMANDS = 120;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void printingAndReadingBackMakesTheSameState(long seed) {
    RandomCommands commands = new RandomCommands(new Random(seed));
    Network network = TestNetworks.wired();
    int done = 0;
    for (int at = 0; at < COMMANDS; at++) {
      Answer answer = Console.run(network, "host", commands.next());
      done += answer instanceof Answer.Done ? 1 : 0;
      network = answer instanceof Answer.Done it ? it.network() : network;
    }
    assertThat(done).as("commands that were carried out").isGreaterThan(COMMANDS / 3);
    Network again = replay(network, TestNetworks.wired());
    assertThat(shown(again)).isEqualTo(shown(network));
    assertThat(state(again)).isEqualTo(state(network));
  }

  private static String print(Network network, String command) {
    Answer answer = Console.run(network, "host", command);
    assertThat(answer).as(command).isInstanceOf(Answer.Done.class);
    return answer.text();
  }

  private static String shown(Network network) {
    return String.join(
        "\n",
        print(network, "ip addr"),
        print(network, "ip route show table all"),
        print(network, "ip neigh"));
  }

  private static Network replay(Network from, Network to) {
    Network network = to;
    for (String command : written(from)) {
      Answer answer = Console.run(network, "host", command);
      assertThat(answer).as(command).isInstanceOf(Answer.Done.class);
      network = ((Answer.Done) answer).network();
    }
    return network;
  }

  /** The printed lines, made commands again. */
  private static List<String> written(Network network) {
    List<String> commands = new ArrayList<>();
    String device = "";
    for (String line : print(network, "ip addr").lines().toList()) {
      List<String> words = List.of(line.strip().split("[ @]+"));
      if (!line.startsWith(" ")) {
        device = words.get(1).replace(":", "");
        boolean isUp = line.contains(",UP");
        int master = words.indexOf("master");
        int mtu = words.indexOf("mtu");
        String port = master < 0 ? "" : " master " + words.get(master + 1);
        commands.add("ip link set " + device + port);
        commands.add("ip link set " + device + " mtu " + words.get(mtu + 1));
        commands.add("ip link set " + device + (isUp ? " up" : " down"));
      } else if (line.startsWith("    link/ether")) {
        commands.add("ip link set " + device + " address " + words.get(1));
      } else if (line.startsWith("    inet") && !device.equals("lo")) {
        commands.add("ip addr add " + words.get(1) + " dev " + device);
      }
    }
    for (String line : print(network, "ip route").lines().toList()) {
      if (!line.contains("proto kernel")) {
        commands.add("ip route append " + line);
      }
    }
    print(network, "ip neigh").lines().map(line -> "ip neigh add " + line).forEach(commands::add);
    for (String key : RandomCommands.SETTINGS) {
      commands.add("sysctl -qw '" + print(network, "sysctl " + key) + "'");
    }
    return commands;
  }

  /** The namespace without the order in which ports joined, which nothing prints. */
  private static Map<String, String> state(Network network) {
    NetworkNamespace host = network.namespace("host").orElseThrow();
    Map<String, String> state = new TreeMap<>();
    for (Device device : host.devices().values()) {
      List<InterfaceAddress> addresses = device.addresses();
      Device.BridgePort port = device.port();
      state.put(
          device.name(),
          List.of(device.mac(), device.mtu(), device.up(), addresses, device.link())
              + (port == null ? "" : port.bridge()));
    }
    state.put("(routes)", host.routes().toString());
    state.put("(neighbours)", host.neighbours().toString());
    return state;
  }
}
